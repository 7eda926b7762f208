# Judging and deciding: judges, conflicts of interest, reviews, the ranking, the announcement.
judging-title = Your judging
judging-home = Home
judging-challenges = Make it Local
judging-none = Nobody has asked you to judge
judging-none-text = Programme staff appoint judges. When they appoint you, a mail tells you, and the challenge appears here.
judging-none-link = See the challenges
judging-waits-answer = Answer the invitation
judging-waits-declaration = Declare conflicts of interest
judging-waits-scores = { $count ->
    [one] { $count } proposal to score
   *[other] { $count } proposals to score
}
judging-done-count = { $count ->
    [one] { $count } review submitted
   *[other] { $count } reviews submitted
}
judging-due = Scores are due by { $at }.
judging-over = Judging is over
judging-desk = Your desk as a judge
judging-read-challenge = Read the challenge and what proposals are scored on
judging-asked = You are asked to judge this challenge. Judges say if they have a conflict of interest, read the other proposals, and score each with reasons.
judging-accept = Accept
judging-decline = Decline
judging-nothing-yet = There is nothing to read yet
judging-wait-assigned = Nothing is assigned to you yet
judging-wait-assigned-text = Programme staff share the proposals out among the judges. We write to you when some are yours.
judging-decline-reason = If you decline: why
judging-step-down-reason = Why
judging-decline-reason-hint = Only programme staff read it. It helps them to find somebody else.
judging-expertise = How well do you know its field?
judging-expertise-hint = If proposals are shared out among judges, you are given rather what you know.
judging-expertise-WELL = Well
judging-expertise-SOMEWHAT = Somewhat
judging-expertise-NOT = Not
judging-expertise-none = I would rather not say
judging-nothing-yet-text = Proposals appear here when the challenge has closed.
judging-declare-first = { $count ->
    [one] Before you read it, say whether you have a conflict of interest with the proposal.
   *[other] Before you read them, say whether you have a conflict of interest with any of the { $count } proposals.
}
judging-declare = Declare conflicts of interest
judging-declare-more = Declare a further conflict of interest
judging-is-over = Judging is over. Thank you for the time that you gave.
judging-opens = You can read the proposals now, and score them from { $at }.
judging-desk-progress = { $done } of { $total } done.
judging-desk-left = { $count } left.
judging-desk-due = Due { $at }.
judging-next = Score the next: { $title }
judging-next-draft = Go on with your draft: { $title }
judging-all-done = You have scored everything that is yours to score. Thank you. You can change a review until judging closes.
judging-filter = Which proposals to show
judging-show-ALL = All ({ $count })
judging-show-LEFT = To score ({ $count })
judging-show-DRAFT = Drafts ({ $count })
judging-show-DONE = Submitted ({ $count })
judging-order = The order is your own: each judge reads the proposals in another one, so that the same ones do not always come last.
judging-none-such = There are none.
judging-proposals = Proposals
judging-place-LEFT = To score
judging-place-missed = Not scored
judging-place-unseen = A proposal that you said nothing about
judging-place-DRAFT = Draft
judging-place-SUBMITTED = Submitted
judging-place-CONFLICTED = Conflict of interest
judging-step-down = Step down as a judge
judging-step-down-text = What you can read ends at once, and reviews that you submitted count no more.

judging-conflicts-title = Declare conflicts of interest
judging-conflicts-blind-lead = Say for each of those who take part whether something could make your judgement of their proposal seem less than fair.
judging-taking-part = Who takes part
judging-taking-part-text = In the order of their names. The hub knows which proposals are theirs; you do not read or score those with which you have a conflict.
judging-conflicts-blind-proposals = Say yes here as well where a title tells you of a conflict.
judging-print-link = Print all that you read
judging-print-title = To read on paper: { $title }
judging-print-none = What is yours to read stands here once you have declared your conflicts of interest.
judging-print-parts = Parts
judging-print-part = Part { $number }
judging-print-card = Score card of { $title }
judging-print-levels = Level
judging-print-why = Why
judging-blind = This is read without names. Partners, team and reasons for answers are left out until the decision is public.
judging-files-left-out = { $count ->
    [one] { $count } file is left out, because names cannot be taken out of it with certainty.
   *[other] { $count } files are left out, because names cannot be taken out of them with certainty.
}
judging-conflicts-lead = Say for each proposal whether something could make your judgement of it seem less than fair.
judging-conflicts-text = Family or friends, money, a job past or to come, or a quarrel count. A proposal with a conflict is not shown to you. What you declare stays.
judging-conflicts-known = Not for you to judge
judging-conflict-RULED_OUT = you, or an organisation that you belong to, are a partner.
judging-conflict-CONFLICTED = you or programme staff declared a conflict of interest.
judging-conflict-question = Do you have a conflict of interest?
judging-conflict-no = No
judging-conflict-yes = Yes
judging-conflict-kind = What kind of conflict is it?
judging-conflict-choose = Choose
judging-kind-EMPLOYER = Employer
judging-kind-PARTNER = Partner in the proposal
judging-kind-FAMILY = Family or friends
judging-kind-MONEY = Money
judging-kind-PRIOR_WORK = Earlier work together
judging-kind-OTHER = Something else
judging-sign-EMAIL_DOMAIN = You have an address at { $domain }, which belongs to { $organisation }, a partner of this proposal.
judging-sign-PAST_MEMBER = You belonged to { $organisation }, a partner of this proposal.
judging-sign-ASKED_TO_JOIN = You asked to join { $organisation }, a partner of this proposal.
judging-conflict-note = What it is
judging-conflict-note-hint = A few words for programme staff, if the answer is yes.

judging-submitted-at = You submitted this review on { $at }, with a total of { $total } out of 100.
judging-go-score = Go to the scores
judging-p-partners = Partners
judging-p-summary = Summary
judging-p-approach = Approach
judging-p-impact = Impact on the local community
judging-p-team = Team
judging-p-datasets = Datasets
judging-p-dataset-gone = A dataset that its publisher withdrew
judging-p-budget = Budget
judging-p-budget-what = What for
judging-p-budget-cost = Cost
judging-p-budget-total = Total
judging-p-milestones = Milestones
judging-role-LEAD_COUNCIL = lead council
judging-role-COUNCIL = council
judging-role-DEVELOPER = developer
judging-score-title = Your scores
judging-score-text = Choose a level for each criterion, and say why. Programme staff read your scores, and nobody else does.
judging-score-closed = Scores cannot be changed now.
judging-no-level = No level yet
judging-both = What is saved, and what you typed
judging-both-text = This review was saved from elsewhere on { $at }. The form below holds what you typed: put in what you want to keep of the other, and save again. Both stay among the versions.
judging-both-saved = Saved
judging-both-typed = You typed
judging-autosaved = Saved as a draft.
judging-autosave-failed = What you typed is not saved yet. Choose “Save draft” to see why.
judging-comment = Why this level for “{ $criterion }”?
judging-comment-hint = Name what in the proposal led you to it.
judging-applicant-comment = Comment to the applicant
judging-applicant-comment-hint = What would help them do better? Staff may put it into the letter with the decision.
judging-panel-comment = Comment to the panel
judging-panel-comment-hint = For the programme’s staff and the discussion. Applicants do not see it.
judging-private-notes = Private notes
judging-private-notes-hint = Nobody but you ever reads these, staff neither.
judging-submit-next = Submit and open the next
judging-late-conflict = I have a conflict of interest with this proposal
judging-late-conflict-text = Say so at any time. You can read the proposal no more from then on, and what you wrote of it is set aside: it counts no more, and nobody is shown it. You cannot take this back.
judging-late-conflict-note = A few words for programme staff.
judging-late-conflict-declare = Declare it and leave the proposal
judging-versions = { $count ->
    [one] { $count } version of your review
   *[other] { $count } versions of your review
}
judging-versions-text = Each text that you saved is kept, for you alone.
judging-version = Version { $number }, { $at }
judging-submit = Submit review
judging-resubmit = Submit again
judging-save-draft = Save draft
judging-back = Back to your desk

judging-judges-title = Judges
judging-judges-appointed = Judges who were appointed
judging-c-judge = Judge
judging-c-state = Answer
judging-c-declared = Conflicts declared
judging-c-progress = Reviews
judging-c-action = Action
judging-not-yet = Not yet
judging-declined-because = Reason given: { $reason }
judging-state-INVITED = Asked
judging-state-ACCEPTED = Takes part
judging-state-DECLINED = Declined
judging-state-REMOVED = Removed
judging-progress = { $done } of { $assigned }
judging-remove = Remove
judging-no-judges = Nobody judges this challenge yet
judging-no-judges-text = Appoint people who know the subject and have no part in it.
judging-appoint = Appoint a judge
judging-appoint-button = Appoint
judging-who = Handle or email address
judging-who-hint = Somebody without an account gets an invitation by email.
judging-by-proposal = Reviews by proposal
judging-c-proposal = Proposal
judging-c-reference = Reference
judging-c-reviews = Reviews
judging-of = { $count } (at least { $required } needed)

judging-settle-title = Conflicts of interest
judging-settle-link = Conflicts of interest
judging-settle-lead = A judge with a conflict does not read the proposal. What they had written of it is set aside: it is kept, counts no more, and is shown to nobody.
judging-c-conflict = Conflict
judging-c-written = What the judge wrote
judging-c-known = How it is known
judging-c-noted = Noted on
judging-origin-DECLARED = declared by the judge
judging-origin-OWN_ORGANISATION = by rule: their organisation is a partner
judging-origin-PARTNER = by rule: they are a partner
judging-origin-STAFF = added by staff
judging-conflict-lifted = Lifted
judging-conflict-by-rule = By rule
judging-conflict-confirmed = Confirmed
judging-conflict-unconfirmed = To confirm
judging-set-aside = Set aside: conflict by rule.
judging-set-aside-of = Set aside: conflict of { $at }.
judging-set-aside-submitted = The review had been submitted.
judging-set-aside-draft = The review was a draft.
judging-nothing-written = Nothing
judging-no-conflicts = No judge has a conflict of interest
judging-no-conflicts-text = What judges declare appears here, with what follows by rule.
judging-add-conflict = Add a conflict
judging-add-conflict-text = The judge loses access to the proposal at once, is told by email, and cannot take it back.
judging-add-conflict-note = How do you know?
judging-add-conflict-note-hint = For other staff. The judge is told that there is a conflict, not this.
judging-add-conflict-button = Add conflict
judging-conflict-of = Conflict with “{ $title }”
judging-confirm-conflict = Confirm
judging-confirmed-at = Confirmed on { $at }.
judging-lift = Lift it
judging-lift-text = If this is no conflict, the judge may read the proposal again, and what they had written counts again. Your reason is audited.
judging-lift-reason = Why is it none?
judging-lift-reason-hint = Name what was found out.
judging-lift-button = Lift conflict
judging-lifted-at = Lifted on { $at }.
judging-no-lift = It cannot be lifted: a rule says so, or the time for it is over.
judging-to-applicant = To the applicant
judging-decision-title = Decision
judging-not-for-judges = You judge this challenge, so you see no scores but your own. A colleague who does not judge it decides.
judging-no-proposals = There is nothing to decide
judging-no-proposals-text = Proposals appear here when the challenge has closed, if any were submitted.
judging-selected-of = { $awards ->
    [one] { $selected } of { $awards } award is given.
   *[other] { $selected } of { $awards } awards are given.
}
judging-mean-text = The mean is that of the judges’ totals. A total is the weighted mean of the levels, from 0 to 100.
judging-decision-table = Proposals in the order of their mean
judging-c-rank = Rank
judging-c-lead = Lead council
judging-c-mean = Mean
judging-c-decision = Decision
judging-outcome-SELECT = Selected
judging-outcome-RESERVE = Reserve
judging-outcome-DECLINE = Declined
judging-needs-feedback = Feedback missing
judging-undecided = Not decided
judging-decide-link = Decide
judging-read-link = Read
judging-announced-already = The decision is announced.
judging-to-announce = Review and announce
judging-read-proposal = Read the proposal
judging-reviews = What the judges said
judging-no-reviews = No review is in yet.
judging-review-table = Total: { $total } out of 100
judging-c-criterion = Criterion
judging-c-level = Level
judging-c-comment = Comment
judging-level-of = { $level } of { $highest }
judging-decide = Decide
judging-now-decided = This is what is decided now: { $outcome }
judging-outcome = What do you decide?
judging-do-SELECT = Select
judging-do-SELECT-hint = { $awards ->
    [one] There is { $awards } award.
   *[other] There are { $awards } awards.
}
judging-do-RESERVE = Hold in reserve
judging-do-RESERVE-hint = It moves up if a selected proposal drops out.
judging-do-DECLINE = Decline
judging-reserve-rank = Place on the reserve list
judging-reserve-rank-hint = Only for a reserve: 1 is the next in line.
judging-reason = Reason
judging-reason-hint = Needed where it is selected, and where the decision leaves what the scores say. Then it becomes public with the announcement; of the others it stays with staff.
judging-feedback = Feedback for the applicant
judging-feedback-hint = It goes into the letter to each partner. It is needed before the announcement, and can be written later.
judging-save-decision = Save decision
judging-announce-title = Announce the decision
judging-missing = What is missing
judging-letters = Letters that will be sent
judging-c-letter = Letter
judging-c-feedback = Feedback
judging-c-people = To
judging-written = Written
judging-nobody = Nobody: no partner has an account
judging-announcement = Why these were selected
judging-announcement-hint = It stands on the challenge’s page, above the selected proposals.
judging-announce-warning = Every applicant gets a letter, and the selection becomes public. This cannot be undone.
judging-announce = Announce now
judging-selected-title = Who was selected, and why

done-AppointJudge = The judge is appointed, and told by email.
done-SetReading = How the challenge is read is settled.
done-AssignJudges = The proposals are shared out, and the judges are told by email what is theirs.
done-AddAssignment = The judge has one more proposal to read, and is told by email.
done-RemoveAssignment = The proposal is not the judge’s to read any more. They are told by email.
done-RemoveJudge = The judge is removed. Their reviews count no more.
done-AnswerAppointment = Thank you. Your answer is noted.
done-DeclareConflicts = Thank you. Your conflicts of interest are noted.
done-SaveReview = The draft is saved. It counts when you submit it.
done-SubmitReviewAndNext = The review is submitted. You can change it until judging closes.
done-DeclareConflict = Your conflict of interest is noted. The proposal is not yours to read any more.
done-AddConflict = The conflict is noted, and the judge is told by email.
done-ConfirmConflict = The conflict is confirmed.
done-LiftConflict = The conflict is lifted, and the judge is told by email.
done-SubmitReview = The review is submitted. You can change it until judging closes.
done-DecideProposal = The decision is saved. Nobody is told before you announce.
done-AnnounceDecision = The decision is announced, and the letters are on their way.
judging-waiver = Reason to select it below the minimum
judging-waiver-assigned = Reason to decide although something is missing
judging-waiver-assigned-hint = Needed only if it lacks reviews that it was assigned, or if you select it below the minimum. The reason is kept in the audit.
judging-waiver-hint = Needed only if you select it and its mean is below { $minimum }. The reason is kept in the audit.

# Offers of an award.
offer-heading = The award
offer-OPEN = The award is offered to this proposal. It can be accepted until { $by }.
offer-OPEN-lead = Only the council that leads the proposal can answer.
offer-ACCEPTED = The award was accepted on { $at }.
offer-DECLINED = The award was declined on { $at }.
offer-LAPSED = Nobody answered by { $by }, so the offer lapsed. The award goes to the next in reserve, if there is one.
offer-reason-given = The reason that was given
offer-question = Do you accept the award?
offer-accept = Accept
offer-accept-hint = The project begins at once, and has a public page.
offer-decline = Decline
offer-decline-hint = The award goes to the next in reserve. This cannot be undone.
offer-reason = Why do you decline?
offer-reason-hint = Only needed if you decline. The programme’s staff and your partners read it; it is not public.
offer-answer = Send answer
offer-moved-up = { $title } was on the reserve list. An award came free, and it is offered to you.
offer-tag-OPEN = Offered
offer-tag-ACCEPTED = Accepted
offer-tag-DECLINED = Declined
offer-tag-LAPSED = Lapsed
offer-public-OPEN = Selected; the award has not been accepted yet.
offer-public-DECLINED = Selected; the award was declined.
offer-public-LAPSED = Selected; the award was not accepted in time.
offer-public-moved-up = Moved up from place { $rank } of the reserve list.
offers-title = Offers
offers-lead = Whoever was selected accepts or declines the award. What is declined, or lapses, is offered to the next in reserve by itself.
offers-none = There are no offers
offers-none-text = The awards of this challenge need no acceptance, or none was given.
offers-c-offer = Offer
offers-c-until = Answer by
offers-c-answered = Answered
offers-from-reserve = from place { $rank } in reserve
offers-extend = Give more time
offers-extend-text = Until an offer lapses you can give more time. Its people are told by email, and reminded again.
offers-which = Which offer?
offers-until = Answer by
offers-until-hint = A later time on the clocks of { $zone }.
offers-extend-go = Give more time
offers-link = See the offers
done-AnswerOffer = Your answer is noted, and everybody concerned is told by email.
done-ExtendOffer = There is more time now, and the people of the proposal are told by email.

# An announcement at a set time.
embargo-title = Announce at a set time
embargo-link = Announce at a set time
embargo-lead = At that time everything happens at once: the challenge’s page shows the selection, and every applicant gets a letter. Until then nobody but staff sees anything, the time neither.
embargo-check = What is missing can be done until then. If something is missing at that time, nothing is announced, and you get an email.
embargo-planned = The decision will be announced on { $at }. Planned by { $who }.
embargo-failed = It was to be announced on { $at }, and something was missing. Nobody was told.
embargo-at = Announce at
embargo-at-hint = A time to come, on the clocks of { $zone }.
embargo-plan = Plan the announcement
embargo-change = Change the plan
embargo-cancel = Cancel the planned announcement
embargo-back = See the letters
done-PlanAnnouncement = The announcement is planned. You can change or cancel it until then.
done-CancelAnnouncement = The planned announcement is cancelled. Nobody was told.

# Later rounds.
judging-place-AGAIN = Look again
judging-place-LEFT_BEHIND = Did not go on
judging-round-running = This round is for the proposals that went on. What you scored before is here with your scores: look again, and submit each, changed or not. Which proposals went on is confidential.
judging-asks-again = You scored this { $at } in an earlier round: { $total } of 100. Look at it again. If nothing changes, submit it as it is.
judging-score-left-behind = This proposal did not go on to the round that is judged. Your review of it stays as it is, and there is nothing left to do.
rounds-title = Rounds of judging
rounds-link = Rounds of judging
rounds-none = One round of judging
rounds-none-text = This challenge declares no further rounds, so there is nobody to send on.
rounds-lead-next = Next comes { $name }: say which proposals go on to it.
rounds-lead-last = No round is to come: decide when the reviews are in.
rounds-rule-next = { $count ->
    [one] The rule takes on the first { $count } proposal, and every other with a chance of more than { $percent }% of an award.
   *[other] The rule takes on the first { $count } proposals, and every other with a chance of more than { $percent }% of an award.
  }
rounds-rule = { $count ->
    [one] The rule takes on the first { $count } proposal, and every other with a real chance of an award.
   *[other] The rule takes on the first { $count } proposals, and every other with a real chance of an award.
  }
rounds-choose = Those that the rule takes on are ticked.
rounds-table = What can go on, in the order of the scores
rounds-c-goes-on = Goes on
rounds-suggested = By the rule
rounds-goes-on = “{ $title }” goes on
rounds-reason = Reason, if “{ $title }” leaves the rule
rounds-reason-text = A reason is needed where a proposal leaves the rule. Reasons are shown in the report, without names.
rounds-due = When are reviews due?
rounds-due-hint = In the time zone { $zone }.
rounds-open-text = Judges are told by email. Applicants learn of it with the decision. Who goes on cannot be taken back; you can take on more while the round lasts.
rounds-open = Begin: { $name }
rounds-leave-out = Go without this round
rounds-leave-out-text = Where the scores need no further round, decide on them as they are. Your reason becomes public with the decision.
rounds-leave-out-reason = Why is this round not needed?
rounds-leave-out-go = Go without it
rounds-all = All rounds
rounds-state-TO_COME = To come
rounds-state-RUNNING = Judges are reading
rounds-state-OVER = Held
rounds-state-LEFT_OUT = Not held
rounds-went-on = { $count } of { $of } proposals went on.
rounds-basis = The scores that this rests on, as a file to check
rounds-departures = Where staff left the rule, and why:
rounds-departures-none = Staff followed the rule.
rounds-taken-on = Taken on
rounds-left-behind = Not taken on
rounds-not-held = This round was declared and not held, for this reason:
rounds-out = Did not go on to the last round
rounds-admit = Take on one more
rounds-admit-text = For example when an appeal was upheld. Judges are told by email.
rounds-admit-which = Which proposal?
rounds-admit-reason = Why does it go on after all?
rounds-admit-go = Take it on
result-stopped = { $count ->
    [one] { $count } proposal went on to the round “{ $round }”. Yours did not, by its scores in the round before or for a reason that the report gives.
   *[other] { $count } proposals went on to the round “{ $round }”. Yours did not, by its scores in the round before or for a reason that the report gives.
  }
done-OpenJudgingRound = The round has begun, and its judges are told by email.
done-LeaveOutJudgingRound = The round is left out. Your reason becomes public with the decision.
done-AdmitToJudgingRound = It is in the round now, and its judges are told by email.
