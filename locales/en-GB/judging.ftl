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
judging-nothing-yet-text = Proposals appear here when the challenge has closed.
judging-declare-first = { $count ->
    [one] Before you read it, say whether you have a conflict of interest with the proposal.
   *[other] Before you read them, say whether you have a conflict of interest with any of the { $count } proposals.
}
judging-declare = Declare conflicts of interest
judging-declare-more = Declare a further conflict of interest
judging-is-over = Judging is over. Thank you for the time that you gave.
judging-opens = You can read the proposals now, and score them from { $at }.
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
judging-conflicts-lead = Say for each proposal whether something could make your judgement of it seem less than fair.
judging-conflicts-text = Family or friends, money, a job past or to come, or a quarrel count. A proposal with a conflict is not shown to you. What you declare stays.
judging-conflicts-known = Not for you to judge
judging-conflict-RULED_OUT = you, or an organisation that you belong to, are a partner.
judging-conflict-CONFLICTED = you declared a conflict of interest.
judging-conflict-question = Do you have a conflict of interest?
judging-conflict-no = No
judging-conflict-yes = Yes
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
judging-score-text = Choose a level for each criterion, and say why. Nobody but programme staff reads your scores, and applicants are told what the judges said only in the words of staff.
judging-score-closed = Scores cannot be changed now.
judging-no-level = No level yet
judging-now-saved = This is what is saved now:
judging-comment = Why this level for “{ $criterion }”?
judging-comment-hint = Name what in the proposal led you to it.
judging-overall = Overall comment
judging-overall-hint = What should staff know when they write the feedback?
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
done-RemoveJudge = The judge is removed. Their reviews count no more.
done-AnswerAppointment = Thank you. Your answer is noted.
done-DeclareConflicts = Thank you. Your conflicts of interest are noted.
done-SaveReview = The draft is saved. It counts when you submit it.
done-SubmitReview = The review is submitted. You can change it until judging closes.
done-DecideProposal = The decision is saved. Nobody is told before you announce.
done-AnnounceDecision = The decision is announced, and the letters are on their way.
judging-waiver = Reason to select it below the minimum
judging-waiver-hint = Needed only if you select it and its mean is below { $minimum }. The reason is kept in the audit.
