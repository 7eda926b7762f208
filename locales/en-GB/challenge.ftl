# Challenges: the list, a challenge's page, and how it is drafted, published and run.
challenge-home = Home
challenge-title = Make it Local
challenge-lead = Challenges that councils and developers answer together, with services for local people built on open data.
challenge-new = Draft a challenge
challenge-drafts = Drafts that you can see
challenge-open-now = Open now
challenge-none-open = No challenge is open at the moment
challenge-none-open-text = When one opens, it appears here with the day it closes.
challenge-coming = Coming
challenge-judged = Being judged
challenge-past = Finished

challenge-status-DRAFT = Draft
challenge-status-IN_REVIEW = Waiting for publication
challenge-status-EDITS_REQUESTED = Changes asked for
challenge-status-SCHEDULED = Opens soon
challenge-status-OPEN = Open
challenge-status-CLOSED = Closed
challenge-status-SCREENING = Being checked
challenge-status-JUDGING = Being judged
challenge-status-MODERATION = Being decided
challenge-status-DECIDED = Decided, not announced yet
challenge-status-ANNOUNCED = Announced
challenge-status-DELIVERY = Being built
challenge-status-COMPLETED = Completed
challenge-status-ARCHIVED = Archived
challenge-status-CANCELLED = Called off

challenge-awards = { $count ->
    [one] { $count } award
   *[other] { $count } awards
}
challenge-awards-money = { $count ->
    [one] { $count } award of up to { $money }
   *[other] { $count } awards of up to { $money } each
}
challenge-days-left = { $count ->
    [0] less than a day left
    [one] { $count } day left
   *[other] { $count } days left
}
challenge-grace = { $count ->
    [one] What is submitted up to a minute later still counts, and is marked as late.
   *[other] What is submitted up to { $count } minutes later still counts, and is marked as late.
}
challenge-in-grace = The deadline has passed. What is submitted before { $at } still counts, and is marked as late.
challenge-closes-on = Closes on { $at }
challenge-opens-on = Opens on { $at }
challenge-closed-on = Closed on { $at }
challenge-announced-on = Announced on { $at }

challenge-cancelled = This challenge was called off.
challenge-manage-link = Run this challenge
challenge-edit-link = Edit this challenge
challenge-fact-publisher = Published by
challenge-fact-who = Who can take part
challenge-who-CALL = Councils with developers. Each proposal is led by a council and names the developer who builds the service; either can start it.
challenge-who-DATA_CHALLENGE = Developers. The council that publishes this challenge works with those who are selected.
challenge-fact-stakes = What is at stake
challenge-fact-closes = Closes
challenge-fact-kind = Kind
challenge-start = Start a proposal
challenge-closed-text = Proposals can no longer be handed in. The decision will be announced here.
challenge-problem = The problem
challenge-affected = Who is affected
challenge-success = What success looks like
challenge-datasets = Datasets on offer
challenge-datasets-text = You can build on these, and on any other open data.
challenge-datasets-none = No datasets are named. You can build on any open data.
challenge-datasets-find = Find datasets
challenge-criteria = How proposals are judged
challenge-criteria-text = { $count ->
    [one] At least one judge scores each proposal on every criterion. The weights say how much each counts.
   *[other] At least { $count } judges score each proposal on every criterion. The weights say how much each counts.
}
challenge-criterion = Criterion
challenge-criterion-look = What judges look for
challenge-weight = Weight
challenge-levels-of = What the levels mean: { $name }
challenge-timeline = What happens when
challenge-step-OPENS = Opens for proposals
challenge-step-CLOSES = Proposals are due
challenge-step-JUDGING_OPENS = Judging begins
challenge-step-JUDGING_CLOSES = Scores are due
challenge-step-ANNOUNCED = The decision is announced
challenge-step-later = Not yet known
challenge-announcement = What was selected, and why

challenge-new-lead = It starts as a draft that only you and the programme team can see.
challenge-template = What you start with
challenge-template-text = Every new challenge is filled in from the template Make it Local. You can change all of it until the challenge opens:
challenge-template-1 = three awards
challenge-template-2 = two criteria, “The proposal” and “The impact on the local community”, which count for half each
challenge-template-3 = levels from 0 to 4 for each, with a description that judges score by
challenge-f-publisher = Who publishes it?
challenge-f-publisher-hint = This decides who can take part.
challenge-kind-of-CALL = A call: councils compete, each leading a proposal with a developer.
challenge-kind-of-DATA_CHALLENGE = A data challenge: developers apply, and the council joins what is selected.
challenge-new-go = Draft it
challenge-new-nobody = You cannot draft a challenge yet
challenge-new-nobody-staff = A call is published by the body that runs a programme. Add that body first, as a programme body, and then draft its call.
challenge-new-programme = Add an organisation
challenge-new-nobody-text = Councils publish challenges. Join your council first; programme staff draft the calls of a programme.
challenge-new-organisations = Find your council

challenge-edit-title = Edit: { $title }
challenge-edit-no-review = This challenge waits for the programme team to publish it. They can hand it back if something should change.
challenge-edit-no-more = This challenge can no longer be edited here.
challenge-now-there = What is there now, saved by somebody else:
challenge-review-note = The programme team asks for changes
challenge-frozen = This challenge has opened. Its awards, its times and how it is judged stay as they are, because people rely on them. Later deadlines can be set on the page where you run it, and rules amended with a reason until the first review is in.
challenge-s-texts = What it is about
challenge-s-datasets = Datasets on offer
challenge-s-times = When it opens and closes
challenge-s-awards = Awards and reviews
challenge-s-criteria = How proposals are judged
challenge-s-criteria-text = A proposal’s score is the mean of its criteria by weight, shown from 0 to 100. There are three to add at a time; those that you leave empty are left out.
challenge-f-title = Title
challenge-f-title-hint = Say what will be better, in a few words: “Buses that people can count on”.
challenge-f-summary = Summary
challenge-f-summary-hint = One sentence for lists, up to 300 characters.
challenge-f-problem = What is the problem?
challenge-f-problem-hint = What goes wrong today, and what you know about why.
challenge-f-affected = Who is affected?
challenge-f-affected-hint = How many people, where, and what it costs them.
challenge-f-success = What does success look like?
challenge-f-success-hint = What will be different, and how you will know.
challenge-f-datasets = Which datasets do you offer?
challenge-f-datasets-hint = The publisher’s own, and those on offer already.
challenge-f-more = Further datasets
challenge-f-more-hint = Numbers, or addresses of their pages on this site, with commas between them.
challenge-f-zone = Time zone
challenge-f-zone-hint = All times below are in this zone. The United Kingdom’s is Europe/London.
challenge-f-opens = Opens for proposals
challenge-f-closes = Proposals are due
challenge-f-closes-hint = It closes at this minute. Choose a time when you can be reached.
challenge-f-grace = Minutes of grace
challenge-f-grace-hint = 0 to 60. What is submitted in these minutes after the deadline still counts, and is marked as late. Everybody sees them beside the deadline.
challenge-f-judging-opens = Judging begins
challenge-f-judging-closes = Scores are due
challenge-f-awards = Number of awards
challenge-f-award = Each award is up to
challenge-f-award-hint = Leave it empty if the award is not money.
challenge-f-reviews = Reviews that each proposal needs
challenge-f-reviews-hint = A proposal with fewer cannot be selected.
challenge-f-minimum = Lowest mean that can be selected
challenge-f-minimum-hint = 0 to 100. Below it, a proposal is selected only with a reason that is kept. Leave it empty for none.
challenge-f-comment-optional = Judges may leave out their comment
challenge-comment-optional = Judges may leave out their comment on this one.
challenge-f-offer = Days to accept an award
challenge-f-offer-hint = 1 to 90. Whoever is selected accepts or declines within these days; otherwise the award goes to the next in reserve. Leave it empty if no answer is needed: then projects begin as the decision is announced.
challenge-f-appeal = Days to appeal
challenge-f-appeal-hint = 1 to 60. Whoever is found ineligible can appeal once, within these days.
challenge-appeal = { $days ->
    [one] A proposal that is found ineligible can appeal once, within a day.
   *[other] A proposal that is found ineligible can appeal once, within { $days } days.
}
challenge-offer = { $days ->
    [one] Whoever is selected has { $days } day to accept the award. What is declined, or not answered, goes to the next in reserve.
   *[other] Whoever is selected has { $days } days to accept the award. What is declined, or not answered, goes to the next in reserve.
}
challenge-minimum = A proposal whose mean is below { $score } of 100 is not selected.
challenge-s-sections = What applicants write
challenge-s-sections-text = The form for proposals has these sections. Say what you look for in each, and how long it may be. Applicants read it beside the field.
challenge-f-guidance = Guidance
challenge-f-guidance-hint = Leave it empty to show this: “{ $text }”
challenge-f-words = Most words
challenge-f-words-hint = 20 to { $max }. A longer draft can be saved, and cannot be submitted.
challenge-s-eligibility = Who can take part
challenge-s-eligibility-text = Questions that applicants answer with yes or no before they submit. They are told at once when an answer means that they cannot take part, and you see it when you screen proposals. The decision stays yours. There need not be any.
challenge-question-number = Question { $number }
challenge-f-question = Question
challenge-f-question-hint = For example: “Is the lead partner a council?”
challenge-f-eligible = Which answer can take part?
challenge-f-reason-asked = Ask for a reason
challenge-f-question-remove = Leave this question out
challenge-eligibility = Who can take part
challenge-eligibility-text = You answer these questions when you apply. The answer beside each is the one that can take part.
challenge-eligibility-reason = (you are asked why)
challenge-s-ties = If scores are equal
challenge-s-ties-text = Rules are asked in this order until one decides. There is no lottery unless it is named here.
challenge-f-tie = Rule { $place }
challenge-ties = If scores are equal, this decides, in this order:
challenge-tie-none = No rule
challenge-tie-CRITERION = The higher mean on “{ $name }”
challenge-tie-REVIEWS = More reviews
challenge-tie-LOTTERY = A lottery that anybody can check; it also decides between proposals that the scores cannot tell apart
challenge-f-blind = Judges read without names
challenge-f-blind-hint = Partners, team and whatever else names applicants are left out for judges until the decision is public. Staff and the partnership see everything.
challenge-blind = Judges read proposals without the names of who proposes them.
challenge-f-lottery = Public value that a lottery is drawn from
challenge-f-lottery-hint = Only for a lottery. Name something that everybody can look up and nobody can know or choose when the challenge closes, with its day and how it is written down: “the six main numbers of the National Lottery’s Lotto draw on 19 December 2026, in ascending order, with spaces between them”.
challenge-lottery-from = The lottery is drawn from { $source }
challenge-lottery-link = How the lottery works
challenge-amend = Amend the rules
challenge-amend-title = Amend the rules: { $title }
challenge-amend-lead = People rely on these rules since it opened. What you change here is shown on the challenge’s page with your reason, before and after, and everybody who works on a proposal or judges gets an email. Once the first review is in, nothing can be amended.
challenge-amend-no = Rules can be amended by programme staff who have no part in its proposals, from the opening until the first review is in.
challenge-amend-go = Amend, and tell everybody
challenge-f-amend-reason = Why are the rules amended?
challenge-f-amend-reason-hint = Everybody can read this.
challenge-amendments = Amendments
challenge-amended-caption = What changed on { $at }
challenge-amended-what = What
challenge-amended-before = Before
challenge-amended-after = Now
challenge-amended-nothing = Nothing
challenge-amended-awards = Number of awards
challenge-amended-award_pence = Each award is up to
challenge-amended-grace_minutes = Minutes of grace
challenge-amended-reviews_required = Reviews that each proposal needs
challenge-amended-minimum_score = Lowest mean that can be selected
challenge-amended-offer_days = Days to accept an award
challenge-amended-appeal_days = Days to appeal
challenge-amended-tie_break = If scores are equal
challenge-amended-blind = Judges read without names
challenge-amended-lottery_source = What a lottery is drawn from
challenge-amended-criterion = Criterion
challenge-amended-criterion_weight = Weight of “{ $name }”
challenge-amended-criterion_description = What judges look for in “{ $name }”
challenge-amended-criterion_levels = Levels of “{ $name }”
challenge-amended-criterion_comment = Comments on “{ $name }”
challenge-amended-comment-true = Needed
challenge-amended-comment-false = If the judge likes
challenge-amended-section_words = Most words in “{ $name }”
challenge-amended-section_guidance = Guidance for “{ $name }”
challenge-amended-question = Question about who can take part
challenge-amended-question_eligible = Answer to “{ $name }” that can take part
challenge-amended-question_reason = Reason for the answer to “{ $name }”
challenge-amended-reason-true = Asked
challenge-amended-reason-false = Not asked
challenge-amended-closes = Proposals are due
challenge-amended-judging_opens = Judging begins
challenge-amended-judging_closes = Scores are due
challenge-criterion-number = Criterion { $number }
challenge-criterion-add = Add criterion { $number }
challenge-f-criterion-name = Name
challenge-f-criterion-description = What judges look for
challenge-f-weight = Weight
challenge-f-weight-hint = Relative to the others: 50 and 50 count the same.
challenge-f-level = Level { $level } means
challenge-f-levels-hint = A criterion has as many levels as you fill in, from 0 without gaps: two at least, eleven at most. To have fewer, empty the last ones.
challenge-f-levels-more = More levels, up to 10
challenge-f-remove = Leave this criterion out
challenge-save = Save
challenge-back = Go back without saving

challenge-as-others = See its page as others will
challenge-manage-title = Manage: { $title }
challenge-state-DRAFT = Only the publisher’s people and the programme team can see it.
challenge-state-IN_REVIEW = It was handed in, and the programme team looks at it.
challenge-state-EDITS_REQUESTED = The programme team handed it back with a note. Change what they ask for, and hand it in again.
challenge-state-SCHEDULED = Everybody can see it. It opens by the clock.
challenge-state-OPEN = It takes proposals until it closes by the clock. Nobody but their partners can read them before.
challenge-state-CLOSED = It takes no more proposals. Judging has not begun.
challenge-state-SCREENING = It takes no more proposals. The programme team looks at which of them are eligible; judging begins by the clock.
challenge-state-JUDGING = Judges are at work until their scores are due.
challenge-state-MODERATION = Scores are no longer due. The programme team decides.
challenge-state-DECIDED = The decisions are fixed. Nobody outside the programme team is told what they are before the announcement.
challenge-state-ANNOUNCED = The decision is public.
challenge-state-DELIVERY = The decision is public, and what was selected is being built.
challenge-state-COMPLETED = What was selected was delivered, or stopped with a reason.
challenge-state-ARCHIVED = It is over and put away. Everybody can still read it.
challenge-state-CANCELLED = It was called off, for this reason:
challenge-before = Before it can be published
challenge-task-done = Done
challenge-task-needed = Needed
challenge-task-optional = If you like
challenge-submit = Hand it in
challenge-submit-text = The programme team looks at it and publishes it. You cannot edit it meanwhile.
challenge-publish = Publish it
challenge-publish-text = Everybody will see it. It opens and closes by the clock, and people are reminded by email a week and a day before each deadline.
challenge-request-edits = Ask for changes
challenge-f-note = What should change?
challenge-f-note-hint = Those who wrote it see this above their draft.
challenge-facts = The facts
challenge-kind-CALL = A call of a programme
challenge-kind-DATA_CHALLENGE = A data challenge of a council
challenge-proposals = { $count ->
    [0] No proposal was handed in.
    [one] { $count } proposal was handed in.
   *[other] { $count } proposals were handed in.
}
challenge-judging = Judging and decision
challenge-judges-link = Judges and their progress
challenge-decision-link = The decision
challenge-move = What comes next
challenge-move-SCREENING = Begin to check who is eligible
challenge-move-SCREENING-text = Only where somebody checks before judging begins. It changes nothing for applicants, and judging begins by the clock.
challenge-move-CLOSED = Checking is finished
challenge-move-CLOSED-text = Judging begins by the clock.
challenge-move-DECIDED = Fix the decisions
challenge-move-DECIDED-text = Every proposal must be decided. Decisions and scores can then not be changed before the announcement. You can also announce without this.
challenge-move-JUDGING = Open the decisions again
challenge-move-JUDGING-text = Decisions can be changed again, and judges can score until their scores are due. The reason is kept.
challenge-move-MODERATION = Open the decisions again
challenge-move-MODERATION-text = Decisions can be changed again. The reason is kept.
challenge-move-DELIVERY = Delivery has begun
challenge-move-DELIVERY-text = What was selected is being built. Everybody sees this on the challenge’s page.
challenge-move-COMPLETED = It is completed
challenge-move-COMPLETED-text = Everything that was selected was delivered, or stopped.
challenge-move-ARCHIVED = Archive it
challenge-move-ARCHIVED-text = It stays readable for everybody, and is listed as archived.
challenge-f-move-reason = Why?
challenge-extend = Extend deadlines
challenge-extend-text = A deadline can be moved before it passes, and only to a later time. Times are in { $zone }. Leave as they are those that should stay.
challenge-f-extend-reason = Why are the dates moved?
challenge-f-extend-reason-hint = Everybody can read this on the challenge’s page. It goes to all who work on a proposal, and to the judges where their dates move.
challenge-cancel = Call it off
challenge-cancel-open = Call this challenge off
challenge-cancel-text = This cannot be undone. Everybody who works on a proposal gets an email with the reason.
challenge-f-reason = Why is it called off?
challenge-f-reason-hint = Everybody who can see the challenge can read this.
challenge-history = What was done
challenge-history-what = What
challenge-history-who = By whom
challenge-history-when = When
challenge-history-clock = The clock
challenge-deed-challenge_created = Drafted
challenge-deed-challenge_edited = Edited
challenge-deed-challenge_programme_chosen = Programme chosen
challenge-deed-challenge_handed_in = Handed in
challenge-deed-challenge_edits_requested = Changes asked for
challenge-deed-challenge_published = Published
challenge-deed-challenge_opened = Opened
challenge-deed-challenge_closed = Closed
challenge-deed-challenge_judging_opened = Judging began
challenge-deed-challenge_deadline_extended = Deadlines extended
challenge-deed-challenge_amended = Rules amended
challenge-deed-lottery_committed = Secret of the lottery sealed
challenge-deed-lottery_drawn = Lottery drawn
challenge-deed-challenge_cancelled = Called off
challenge-deed-challenge_judging_closed = Scores were due
challenge-deed-challenge_screening_began = Checking who is eligible began
challenge-deed-challenge_screening_ended = Checking who is eligible ended
challenge-deed-decisions_fixed = Decisions fixed
challenge-deed-decisions_reopened = Decisions opened again
challenge-deed-decision_announced = Announced
challenge-deed-challenge_delivery_began = Delivery began
challenge-deed-challenge_completed = Completed
challenge-deed-challenge_archived = Archived

done-CreateChallenge = The draft is made. Fill in what is missing; only you and the programme team can see it.
done-EditChallenge = Saved.
done-SubmitChallengeForReview = Handed in. The programme team will publish it, or ask for changes.
done-RequestChallengeEdits = Handed back, with your note.
done-PublishChallenge = Published. Everybody can see it now.
done-MoveChallenge = Done. What everybody can see of it is on its page.
done-AmendChallengeRules = The rules are amended. Everybody concerned gets an email.
done-ExtendDeadline = The deadlines are extended. Everybody concerned gets an email, and is reminded before the new ones.
done-CancelChallenge = Called off. Everybody who works on a proposal gets an email.

# Questions
question-title = Questions and answers
question-text = Answers are public, so that everybody who applies knows the same. Nobody but those who answer sees who asked.
question-none = No question is answered yet
question-none-text = What you want to know, others may want to know as well.
question-count = { $count ->
    [0] No question is answered yet
    [one] 1 question is answered
   *[other] { $count } questions are answered
  }
question-link = Questions and answers
question-ask = Ask a question
question-ask-sign-in = Sign in to ask a question
question-confirm-first = Confirm your email address first
question-over = Questions could be asked until the challenge closed.
question-f-body = Your question
question-f-body-hint = Leave out who you are and what you plan: the question is shown as you write it.
question-send = Ask
question-wait = Waits for an answer
question-own = You asked this
question-by = Asked by { $name }. Only those who answer see the name.
question-asked-at = Asked on { $at }
question-answered-at = Answered on { $at }
question-answer = Answer
question-declined = Not answered in public
question-declined-text = Only you and those who answer see this.
question-withdraw = Take the question back
question-give = Answer it
question-again = Change the answer
question-f-answer = The answer
question-f-answer-hint = It goes by email to everybody who prepares a proposal. Say nothing that shows who asked.
question-f-public = Who reads it?
question-public-yes = Everybody: question and answer are published
question-public-no = Only who asked, with the reason why it is not answered in public
question-answer-send = Send the answer
question-cancel = Cancel
question-forum = Talk about this challenge in the forum
question-follow = Tell me about this challenge
question-follow-text = You get an email when it opens, when its dates or rules change, when a question is answered, and when it is decided.
question-unfollow = Stop telling me
question-following = You are told about this challenge by email.
done-AskQuestion = Your question is asked. You get an email when it is answered.
done-AnswerQuestion = The answer is sent.
done-WithdrawQuestion = The question is taken back.
done-FollowChallenge = Noted.

# What happens when
timeline-open = Proposals
timeline-judging = Judging
timeline-now = Today
timeline-applying = For applicants: what happens when
timeline-judges = For judges: what happens when

applying-title = What happens when you apply
applying-prepare = 1. You find partners, and write
applying-prepare-CALL = A council leads each proposal, together with at least one developer: a firm or a person. Further councils can join.
applying-prepare-DATA_CHALLENGE = Developers apply, as a firm or as a person. The council that publishes the challenge joins what is selected.
applying-blind = Judges read this without names. Leave your own and your organisations’ names out of everything but the team and the partners: these are not shown to them.
applying-prepare-text = Several people can write at once; what you type is kept. Everybody named as a partner must agree to what is handed in. What you want to know, ask: answers are public, and nobody sees who asked.
applying-submit = 2. You hand it in
applying-submit-text = You get a reference at once. Until the deadline you can hand in a better version, or take the proposal back; the last version that you handed in counts. Until it closes, nobody but you and your partners can read it.
applying-screening = 3. We check that it can be judged
applying-screening-text = If a proposal does not meet the conditions, you are told why, and until when you can appeal. Nothing is decided while an appeal waits for its answer.
applying-judging = 4. Judges read and score it
applying-judging-text = { $count ->
    [one] At least one judge reads
   *[other] At least { $count } judges read
  } each proposal, and scores it by the criteria of the challenge, each with a reason. Whoever has a stake in a proposal does not read its scores, nor gives any. Nobody sees another judge’s scores before handing in their own.
applying-decision = 5. You get a letter, selected or not
applying-decision-text = { $count ->
    [one] One proposal is selected.
   *[other] Up to { $count } proposals are selected.
  } The letter says why, what the judges wrote for you, and how your proposal was scored. A public report says how the selection came about. Your scores are yours alone.

for-judges-title = What happens when you judge
for-judges-accept = 1. You accept, or not
for-judges-accept-text = The invitation comes by email. You need no account before. If you cannot judge, say so early: somebody else can be asked.
for-judges-conflicts = 2. You say where you have a stake
for-judges-conflicts-blind = Once the challenge has closed, you see by name who takes part, and apart from that what the proposals are called. Say with whom you work, are related or from whom you gain; the hub knows which proposals these are, and you do not read or score them. You can say so later as well.
for-judges-conflicts-text = Once the challenge has closed, you see titles and partners, and say where you work with them, are related to them or gain from them. You do not read or score those proposals. You can say so later as well.
for-judges-score = 3. You read and score
for-judges-score-text = Your desk shows what is left, each proposal beside its score card. What you type is kept. Your notes are yours; your comments go to the applicant without your name. These are the criteria:
for-judges-criteria = What each level means
for-judges-due = 4. Your reviews are due
for-judges-due-text = You are reminded a week and a day before. Once reviews are due, you may read those of the others about proposals that you have reviewed.
for-judges-after = 5. It is decided
for-judges-after-text = Programme staff decide on the scores, and give a reason where they leave them. Means are shown with and without the severity of judges, so that nobody wins or loses by who happened to read them.
for-judges-desk = Your judging

# Later rounds of judging.
challenge-s-rounds = Rounds of judging
challenge-s-rounds-text = Leave this empty, and judges read once. With further rounds, the best of each round go on to the next: use them where many apply and the panel cannot read everything, or for interviews. All rounds ask the same criteria. You say who goes on when the round before is over.
challenge-round-number = Round { $number }
challenge-f-round-name = Name of the round
challenge-f-round-name-hint = For example: Shortlist, or Interviews.
challenge-f-round-goes-on = How many proposals go on at least
challenge-f-round-goes-on-hint = So many of the first, and every other that has a real chance of an award.
challenge-f-round-days = Days that judges have
challenge-f-round-assigned = Only judges who are assigned read them
challenge-f-round-assigned-hint = Else every judge reads all that went on, apart from conflicts of interest.
challenge-f-round-remove = Remove this round
challenge-rounds = Judges read in { $count } rounds:
challenge-round-first = The first round: every eligible proposal is read.
challenge-round-goes-on = { $count ->
    [one] At least { $count } proposal goes on.
   *[other] At least { $count } proposals go on.
  }
challenge-round-whole = All judges read what went on.
challenge-round-assigned = Judges who are assigned read what went on.
challenge-round-days = { $count ->
    [one] They have { $count } day.
   *[other] They have { $count } days.
  }
challenge-amended-round = Round of judging
challenge-amended-round_goes_on = How many go on to “{ $name }”
challenge-amended-round_days = Days of “{ $name }”
challenge-amended-round_whole_panel = Whether all judges read “{ $name }”
applying-rounds = Further rounds follow for those whom the first puts ahead. What went on is not public before the decision; you are told everything at once.
for-judges-rounds = Further rounds
for-judges-rounds-text = When staff begin a further round, you get an email, and your desk shows what is in it. What you have read before comes with the scores that you gave: look again, change what you see differently, and submit. What did not go on asks nothing of you any more.
