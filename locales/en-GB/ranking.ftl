# The ranking: what the scores say, how surely, and how it was worked out.
ranking-verdict-NOTHING = No review is in yet.
ranking-verdict-APART = The proposals fall into groups that no judge has in common, so that they cannot be ranked against each other.
ranking-verdict-AWARDS_FOR_ALL = There are as many awards as scored proposals, so that the order decides nothing.
ranking-verdict-NOT_ENOUGH = Too little was scored to say how sure this order is. It is the order of the judges’ means.
ranking-verdict-ALIKE = The scores do not tell the proposals apart: they differ by no more than chance. Discuss them before you decide.
ranking-verdict-CLEAR = { $awards ->
    [one] The scores put the first proposal ahead, and no other lies across the line.
   *[other] The scores put the first { $awards } proposals ahead, and no other lies across the line.
}
ranking-verdict-NEAR_TIE = { $awards ->
    [one] The scores do not say which of { $ties } proposals should have the award: these lie across the line. Discuss them before you decide.
   *[other] The scores do not say which of { $ties } proposals should have the last of the { $awards } awards: these lie across the line. Discuss them before you decide.
}
ranking-complete = Every judge scored every proposal, so that strict and mild judges weigh on all alike, and the calibrated order is that of the means.
ranking-reordered = Calibration changes the order, because some judges mark lower or higher than the others.
ranking-c-calibrated = Calibrated
ranking-c-ranks = Ranks, 1 to { $count }
ranking-ranks = { $best } to { $worst }
ranking-near-tie = Near tie
ranking-legend = The picture shows which ranks a proposal could have, given how far judges differ: the dark bar has half of the probability, the light one nine tenths; the mark is the expected rank, and the dashed line is the last that would be selected. Calibrated means take out what strict and mild judges do to a mean.
ranking-how = How this was worked out

ranking-title = How the ranking was worked out
ranking-none = No review is in yet
ranking-none-text = What the scores say appears here with the first review that is submitted.
ranking-groups = What cannot be compared
ranking-groups-text = Nobody knows whether one group of proposals is better or its judges are milder. One judge who scores a proposal of each group joins them.
ranking-group = Group { $number }
ranking-group-proposals = Proposals
ranking-group-judges = Judges
ranking-idea = The idea
ranking-idea-text = Each score is taken as the mean of all scores, plus what sets the proposal apart, plus how strict or mild the judge is, plus chance. How large each part is in general comes from the scores themselves, and so does how much of it belongs to each proposal and judge. A proposal with few scores is pulled towards the mean of all, because less is known of it.
ranking-sizes = The mean of all is { $mean } of 100. Proposals differ by { $proposals } points (standard deviation), judges by { $judges }, and chance by { $chance }.
ranking-judges = The judges
ranking-judge-reviews = { $reviews ->
    [one] scored { $reviews } proposal.
   *[other] scored { $reviews } proposals.
}
ranking-judge-alone = Nobody else scored what they did.
ranking-judge-above = Marked { $points } points above the panel on shared proposals;
ranking-judge-below = Marked { $points } points below the panel on shared proposals;
ranking-judge-level = Marked like the panel on shared proposals;
ranking-judge-taken = { $points } points were taken out.
ranking-judge-added = { $points } points were added.
ranking-judge-nothing = nothing was taken out.
ranking-numbers = All numbers
ranking-numbers-text = Raw and calibrated means are from 0 to 100. Ranks between which a proposal lies with a probability of one half and of nine in ten, and how probable it is that it belongs to the best, come from draws.
ranking-c-sd = Uncertainty
ranking-c-expected = Expected rank
ranking-c-middle = Half of the ranks
ranking-c-likely = Nine in ten
ranking-c-chance = { $awards ->
    [one] Is the best
   *[other] Among the best { $awards }
}
ranking-percent = { $percent } %
ranking-agree = How far the judges agree
ranking-agree-text = From 0, no better than chance, to 1, always. Agreement falls when a judge is strict or mild; consistency does not.
ranking-agree-consistency = Consistency of single scores, ICC(C,1)
ranking-agree-agreement = Agreement of single scores, ICC(A,1)
ranking-agree-consistency-means = Consistency of the means, ICC(C,k)
ranking-agree-agreement-means = Agreement of the means, ICC(A,k)
ranking-agree-krippendorff = Krippendorff’s α, interval scale
ranking-agree-kendall = Kendall’s W, the same order
ranking-repeat = Repeat it
ranking-repeat-text = The draws are { $draws }, by the generator ChaCha20 with the seed { $seed }, which is the number of the challenge. Whoever has the scores gets the same numbers on any machine.
ranking-bundle = Download the decision bundle
ranking-bundle-text = It holds the scores under pseudonyms, the rules, the seed and the result. “hub judging replay FILE” works it out again. That it was downloaded is noted.
ranking-sources = Variances by REML (Bates, Mächler, Bolker & Walker 2015), means by BLUP (Henderson 1975; Ge, Welling & Ghahramani 2013), near ties by the rule of the Swiss National Science Foundation (Heyard, Ott, Salanti & Egger 2022), intraclass correlations by McGraw & Wong (1996).
ranking-note-one-score = There is one score alone.
ranking-note-one-entry = One proposal was scored, so that there is nothing to rank.
ranking-note-one-judge = One judge scored, so that nobody can say what is the proposal and what is chance.
ranking-note-all-equal = All scores are the same.
ranking-note-no-fit = How large the parts are could not be worked out from these scores.
ranking-note-nothing-left-to-chance = Proposals and judges explain the scores entirely; how sure that is, nobody can say.
ranking-note-no-repetition = There are just enough scores to connect judges and proposals, and none to check them by.
ranking-note-entries-alike = The proposals differ by no more than chance would have them differ.
ranking-note-judges-alike = The judges are as strict as each other, as far as chance lets one see: nothing was adjusted.
ranking-note-complete = Every judge scored every proposal, so that the calibrated order is that of the means.
ranking-note-awards-for-all = There are awards for all that were scored.
ranking-note-too-few = Agreement needs two proposals and two judges.
ranking-note-gaps = Not every judge scored every proposal, so that only some measures of agreement can be worked out.
ranking-note-disconnected = The proposals fall into groups that no judge has in common.
ranking-note-no-variation = The scores vary too little to compare their variation with anything.
ranking-note-no-order = No judge told proposals apart, so that there is no order to agree on.
ranking-note-no-pairs = No proposal has two scores.
ranking-note-negative = Scores below 0 have no proportions.

# What an applicant is told of the decision.
result-title = The decision on your proposal
result-lead-SELECT = “{ $title }” is selected. Congratulations.
result-lead-RESERVE = “{ $title }” is held in reserve, as number { $rank } in line.
result-lead-DECLINE = “{ $title }” is not selected this time.
result-feedback = What the judges said
result-scores = Your scores
result-mean = { $reviews ->
    [one] One judge gave it { $mean } of 100.
   *[other] { $reviews } judges gave it { $mean } of 100 on average.
}
result-selected = The selected proposals have means from { $least } to { $most }.
result-selected-one = The selected proposal has a mean of { $mean }.
result-rank = Of { $scored } scored proposals it is number { $rank }.
result-ranks = Of { $scored } scored proposals it lies, as far as the judges’ differences let one say, between number { $best } and number { $worst }.
result-judges-strict = Some judges mark lower than others on the same proposals. Those who read yours mark { $points } points lower than the panel.
result-judges-mild = Some judges mark lower than others on the same proposals. Those who read yours mark { $points } points higher than the panel.
result-judges-even = Some judges mark lower than others on the same proposals. Those who read yours mark as the panel does.
result-calibrated = With that and the number of reviews taken into account it comes to { $mean }, and it is this by which proposals are ranked.
result-calibrated-selected = The selected proposals come to { $least } to { $most }.
result-calibrated-selected-one = The selected proposal comes to { $mean }.
result-departure = The decision leaves what the scores say. The reason given:
result-table = Your scores by criterion
result-level = Mean level
result-level-selected = Selected
result-level-range = { $least } to { $most }
result-weight = Weight
result-next = What you can do next
result-next-reserve = If a selected proposal does not go ahead, the next in line is offered its place. You need not do anything: it would come by mail.
result-next-challenges = Find a challenge that is open, and start from what you have
result-next-project = Build it all the same, and register it as a project
result-private = These scores are for the partners of the proposal alone.
result-report = How the selection came about, for all proposals
result-link = The decision, and your scores

# The public report of a selection.
report-title = Selection report: { $title }
report-heading = How the selection came about
report-lead = { $submitted ->
    [one] One proposal was handed in;
   *[other] { $submitted } proposals were handed in;
} { $selected ->
    [0] none was selected.
    [one] one was selected.
   *[other] { $selected } were selected.
}
report-link = How the selection came about
report-numbers = In numbers
report-submitted = Proposals handed in
report-withdrawn = Taken back by their partners
report-disqualified = Disqualified before the decision
report-eligible = Eligible, so that they took part
report-read = Read and scored
report-amendments = Amendments
report-amendments-none = The rules and the dates stood as they were when it opened.
report-judges = Judges
report-reviews = Reviews that count
report-reviews-of = { $count } (at least { $required } for each proposal that is selected)
report-set-aside = Reviews set aside
report-conflicts = Conflicts of interest
report-awards = Awards on offer
report-outcomes = Decisions
report-outcomes-of = { $selected } selected, { $reserve } in reserve, { $declined } declined
report-offers = The awards today
report-offers-of = { $accepted } accepted, { $declined } declined, { $lapsed } lapsed{ $taken ->
    [0] {""}
   *[other] , { $taken } taken back
}, { $open } waiting for an answer
report-offers-moved = Moved up from the reserve list
report-criteria = What was scored
report-levels = Levels
report-levels-to = 0 to { $highest }
report-distribution = How the means are spread
report-mean = Mean
report-proposals = Proposals
report-bar = { $from } to { $to }
report-bar-count = { $count ->
    [one] { $count } proposal
   *[other] { $count } proposals
}
report-ranks = What the scores say
report-ranks-text = Each line is a proposal, without its name. The picture shows which ranks it could have, given how far judges differ: the dark bar has half of the probability, the light one nine tenths; the mark is the expected rank, and the dashed line is the last that would be selected by scores alone. Scores of proposals that were not selected are for their partners alone.
report-ranks-none = There are too few proposals or scores to show this: the scores do not say how sure the order is, or each line would tell whose it is.
report-outcome-select = Selected
report-outcome-reserve = Reserve
report-outcome-decline = Declined
report-departures = Where the decision leaves the scores
report-departures-text = Staff may decide otherwise than the scores say, and give their reasons.
report-waivers = Exceptions from the rules
report-waivers-text = A proposal needs its number of reviews. Staff may do without, and give their reasons.
report-waivers-minimum = A proposal needs its number of reviews, and a mean of at least { $score } to be selected. Staff may do without, and give their reasons.
report-waivers-others = { $count ->
    [one] One exception was made for a proposal that was not selected. Why is not published, because it could tell a score.
   *[other] { $count } exceptions were made for proposals that were not selected. Why is not published, because it could tell their scores.
}
report-departures-none = Nowhere: what the scores set apart was selected, and what lay across the line was chosen from.
report-agree-none = That cannot be said from these scores.
report-made = Written when the decision was announced, { $at }, and unchanged since. Ranks are from { $draws } draws with the seed { $seed }.

# `hub judging replay`.
replay-no-bundle = { $file } is no decision bundle: { $why }. Download it from the page “How the ranking was worked out”.
replay-other-format = { $file } has the format { $format } { $version }, which this version of the hub does not know. Use a newer one.
replay-what = { $title }: { $scores ->
    [one] { $scores } score
   *[other] { $scores } scores
}, { $draws } draws, seed { $seed }, written by version { $software }.
replay-same = The same ranking, to a millionth.
replay-ties = Ties were broken by the rules that were declared, and all places come out as they are there.
replay-ties-none = No rule was declared for ties: equal scores share a place.
replay-ties-unknown = The file is older than the rules for ties in it: places were not worked out again.
replay-ties-differ = The scores and the rules for ties in the file give other places than those that were decided on.
replay-ties-other = The file has a rule for ties that this version of the hub does not know: places were not worked out again. Use a newer one.
replay-places = Places, as they come out here:
replay-wrong = Look at { $wrong }.
replay-lottery-same = The lottery’s secret fits its commitment, and it falls the same way.
replay-lottery-differs = The lottery’s secret does not fit its commitment, or it falls otherwise.
replay-unranked = There is no ranking in it, and none comes out: there are no scores, or groups of proposals share no judge.
replay-differs = { $count ->
    [one] { $count } figure differs: { $names }
   *[other] { $count } figures differ: { $names }
}

ranking-tie-broken = Equal scores; what told them apart:

# A lottery that was declared.
lottery-title = Lottery
lottery-heading = Lottery: { $title }
lottery-lead-waits = It decides between proposals that the scores cannot tell apart. It is not drawn yet.
lottery-lead-drawn = It was drawn on { $at }, and decides between proposals that the scores cannot tell apart.
lottery-steps = How nobody can choose how it falls
lottery-step-named = Before the challenge opened, this public value was named:
lottery-step-commit = When it closed, the hub drew a secret that nobody sees, and published its fingerprint (SHA-256). The secret cannot be exchanged any more.
lottery-step-commit-waits = When it closes, the hub draws a secret that nobody sees, and publishes its fingerprint (SHA-256). The secret cannot be exchanged then.
lottery-step-draw = When the reviews are in, the secret, the public value and the proposals give the order, and nothing else does.
lottery-step-publish = With the decision the secret is published, so that anybody can work the order out again.
lottery-facts = What is published
lottery-commitment = Fingerprint of the secret
lottery-committed = Published
lottery-value = Public value
lottery-drawn-at = Drawn
lottery-secret = Secret
lottery-seed = Seed that all of it gives
lottery-not-yet = Not yet
lottery-order = Order of the draw
lottery-order-text = Proposals stand in it under pseudonyms.
lottery-order-named = You see the titles of those that you may read.
lottery-c-place = Place
lottery-c-entry = Pseudonym
lottery-c-title = Proposal
lottery-check = To check it
lottery-check-text = Save the pseudonyms to a file, one a line in any order, and draw again with any copy of the hub:
lottery-check-rules = The rules are short enough to write down in any language: { $where }
lottery-check-where = the documentation of the lottery in the hub’s source, domain/src/judging/lottery.rs.
lottery-draw = Draw the lottery
lottery-draw-needed = The scores leave it to the lottery who is selected.
lottery-draw-not-needed = The scores tell those who would be selected from the others, so that the lottery has nothing to decide as they stand.
lottery-draw-text = It is drawn once. From then on no review can be changed.
lottery-f-value = Public value
lottery-f-value-hint = Exactly as it was to be written down: { $source }
lottery-f-confirmed = I have compared it with its source
lottery-back = Back to the decision
lottery-link = Lottery
lottery-chosen = Drawn
lottery-not-chosen = Not drawn
lottery-place = Place { $place } in the lottery
lottery-public-link = How the lottery fell
done-DrawLottery = The lottery is drawn. The ranking shows whom it chose.

# `hub judging lottery`.
lottery-no-entries = { $file } holds no pseudonyms. Write one a line.
lottery-secret-not-hex = The secret is not hexadecimal. Copy it from the page of the lottery.
lottery-secret-short = The secret is shorter than 16 bytes, and could be found by trying. Copy all of it.
lottery-same-entry = Two entries are called { $entry }.
lottery-drawn-from = Fingerprint of the secret (SHA-256): { $commitment }
    Seed: { $seed }
    The order of { $count ->
        [one] 1 entry
       *[other] { $count } entries
    }:
