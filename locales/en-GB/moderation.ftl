# Where judges disagree, what a panel says about a proposal, and reviews that staff reopen.
panel-moderation-link = See where judges disagree, and discuss
panel-moderation-title = Where judges disagree
panel-moderation-lead = The proposals on which totals lie furthest apart come first. Discuss them with the panel, and reopen a review where its judge should look again.
panel-not-yet = Reviews are due { $at }. Discussions begin then, and reviews can be reopened.
panel-over = Moderation is over. The discussion can be read, and nothing can be added.
panel-none = No review is in
panel-none-text = When judges have submitted reviews, this page shows on which proposals they disagree.
panel-c-range = Apart
panel-c-totals = Totals, 0 to 100
panel-c-discussion = Discussion
panel-from-to = { $lowest } to { $highest }
panel-legend = In the picture each dot is one judge’s total on an axis from 0 to 100. The same totals are written beneath it.
panel-posts = { $count ->
    [0] Nothing said yet
    [one] 1 post
   *[other] { $count } posts
  }
panel-waiting = { $count ->
    [one] 1 review reopened
   *[other] { $count } reviews reopened
  }
panel-desk = Discussions of the panel
panel-desk-text = You can discuss the proposals of which you submitted a review with the other judges who did, and with programme staff.
panel-reopened = Your review of “{ $title }” is open again
panel-card-reopened = Programme staff ask you to look at this review again
panel-reopened-text = It counts as it is until you submit it again. Both versions are kept.
panel-reopened-open = Open the score card
panel-title = Discussion
panel-who = Only judges who submitted a review of this proposal, and programme staff, can read this.
panel-read = Read the proposal
panel-said = What was said
panel-silent = Nobody has said anything yet.
panel-somebody = A judge without an account
panel-own = you
panel-f-body = Say something to the panel
panel-f-body-hint = The others get it by email. It cannot be changed or taken back.
panel-typed = What you typed was not posted:
panel-send = Post
panel-waits = Open again
panel-waits-text = Its judge was asked to look again. Until it is submitted again, what you see here counts. The reason:
panel-earlier = Before { $at }: { $total } of 100
panel-earlier-why = It was reopened for this reason:
panel-earlier-table = Version { $number }
panel-reopen = Reopen the review of { $name }
panel-reopen-text = Its judge gets an email with your reason, and can submit it again until the decision is fixed. Until they do, it counts as it is. Both versions are kept.
panel-f-reason = Why should this judge look again?
panel-f-reason-hint = The judge reads this, and so does everybody in this discussion.
panel-reopen-button = Reopen the review
panel-cancel = Cancel
done-PostToPanel = Posted. The others get it by email.
done-ReopenReview = The review is open again. Its judge gets an email.

# Who looked at what is sealed.
sealed-link = See who has looked at sealed things
sealed-title = Who has looked at sealed things
sealed-lead = Scores, reviews, draws and the text of a planned announcement before the decision, and which judge has opened which proposal.
sealed-text = Each person and thing is listed once a day; that a judge opened a proposal is listed once. Each line is a row of the audit as well, so that nobody can take it out unseen.
sealed-audit = How the audit is checked
sealed-none = Nobody has looked at anything yet
sealed-none-text = The first time that somebody opens scores, reviews, a planned announcement or a proposal to judge is listed here.
sealed-who = Who
sealed-what = What
sealed-when = When
sealed-nobody = Somebody whose account is closed
sealed-kind-RANKING = Ranking
sealed-kind-DISAGREEMENTS = Where judges disagree
sealed-kind-DRAW = Draw of the lottery
sealed-kind-ANNOUNCEMENT = Planned announcement
sealed-kind-REVIEWS = Reviews
sealed-kind-PROPOSAL = Proposal opened by a judge
