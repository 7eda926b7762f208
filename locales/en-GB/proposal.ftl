# Partnerships and proposals.

## What a proposal is made of
proposal-title = Title
proposal-title-hint = Short enough to be read out. You can change it until the challenge closes.
proposal-summary = Summary
proposal-summary-hint = What you will build, for whom, and what will be different. If the proposal is selected, this becomes public.
proposal-impact = Impact on the local community
proposal-impact-hint = Say who is better off, how many they are, and how you will know.
proposal-approach = Approach
proposal-team = Team
proposal-datasets = Datasets
proposal-budget = Budget
proposal-budget-label = What for
proposal-budget-amount = Amount
proposal-budget-total = Total
proposal-milestones = Milestones
proposal-partners = Partners
proposal-partner = Partner
proposal-role = Role
proposal-consent = Answer
proposal-action = Action
proposal-challenge = Challenge
proposal-reference = Reference
proposal-closes = Closes
proposal-closed = Closed
proposal-submitted-at = Submitted
proposal-version = version { $number }
proposal-dataset-gone = Dataset { $number }, which its publisher has withdrawn
proposal-left-days = { $count ->
    [one] { $count } day left
   *[other] { $count } days left
}
proposal-left-hours = { $count ->
    [one] { $count } hour left
   *[other] { $count } hours left
}
proposal-left-minutes = { $count ->
    [one] { $count } minute left
   *[other] { $count } minutes left
}
proposal-left-grace = the deadline has passed; what is submitted { $count ->
    [one] in the next minute
   *[other] in the next { $count } minutes
} still counts, and is marked as late
proposal-role-lead = Lead council
proposal-role-lead-hint = Answers for the proposal. There is exactly one.
proposal-role-council = Council
proposal-role-council-hint = Takes part beside the one that leads.
proposal-role-developer = Developer
proposal-role-developer-hint = A firm, a collective or a person who builds the service.
proposal-role-developers = Developers
proposal-role-councils = Councils

## Where it stands
proposal-status-draft = Draft
proposal-status-awaiting-partners = Waiting for partners
proposal-status-ready = Ready to submit
proposal-status-locked = Submitted and locked
proposal-status-eligible = Eligible
proposal-status-ineligible = Not eligible
proposal-status-not-submitted = Not submitted
proposal-status-submitted = Submitted
proposal-status-withdrawn = Withdrawn
proposal-status-selected = Selected
proposal-status-reserve = Reserve
proposal-status-not-selected = Not selected
proposal-status-offer-accepted = Selected, award accepted
proposal-status-offer-declined = Selected, award declined
proposal-status-disqualified = Disqualified
proposal-status-offer-lapsed = Selected, award lapsed
proposal-consent-given = Agreed
proposal-consent-pending = Not answered
proposal-consent-declined = Declined
proposal-consent-withdrawn = Consent withdrawn
proposal-next-answer = Waits for your answer
proposal-next-complete = { $count ->
    [one] { $count } part is not complete
   *[other] { $count } parts are not complete
}
proposal-next-submit = Ready: check your answers and submit
proposal-next-resubmit = Changed since it was submitted: submit it again, or the earlier version counts

## Starting
proposal-start = Start a proposal
proposal-start-own = You are a partner already in:
proposal-start-visitor = To start a proposal, sign in or create an account first.
proposal-start-unconfirmed = Confirm your email address first: follow the link in the mail that we sent you.
proposal-start-not-now = You cannot start a proposal here: the challenge is not open, or it is published by an organisation that you speak for.
proposal-to-challenge = See the challenge
proposal-start-call = A proposal is made by a partnership: one lead council, one or more developers, and further councils if you like. Each of them has to agree before it can be submitted.
proposal-start-data = Developers apply, alone or together. The council that publishes the challenge joins what is selected.
proposal-start-as = Who starts it?
proposal-start-as-call = A council that starts a proposal leads it. Whoever else starts one takes part as a developer.
proposal-start-as-data = You take part as a developer.
proposal-start-self = Myself: { $name }
proposal-lead = Lead council
proposal-lead-hint = Only if a developer starts the proposal. The council is asked by mail whether it agrees.
proposal-lead-none = Choose a council
proposal-start-go = Start the proposal
proposal-start-private = Only its partners can read a proposal until the challenge closes. After that, programme staff and the judges read what you submitted.

## Your proposals
proposal-mine = Your proposals
proposal-mine-none = You have no proposals
proposal-mine-none-text = When you start a proposal, or somebody names you as a partner, it is here.
proposal-mine-find = Find an open challenge

## One proposal
proposal-answer-waits = { $name } is asked to be a partner in this proposal.
proposal-answer = Read it and answer
proposal-answer-change = Change your answer
proposal-withdrawn-because = This proposal was withdrawn: { $reason }
proposal-changed-open = The draft was changed since it was submitted. Until you submit it again, the version that you submitted is the one that counts.
proposal-changed-closed = The draft was changed after it was submitted, and the challenge has closed. The version that was submitted is the one that is judged.
proposal-to-do = What is needed
proposal-task-eligibility = Whether you can take part
proposal-eligibility = Whether it can take part
proposal-eligibility-text = The challenge asks this of everybody. Answer as things are now: staff look at it after the deadline.
proposal-answer-yes = Yes
proposal-answer-no = No
proposal-answer-none = not answered
proposal-answer-reason = Why?
proposal-answer-ineligible = This answer cannot take part
proposal-answer-warning = Whoever answers like this is not eligible. You can still submit, and staff decide.
proposal-ineligible = By your answer to “{ $question }” this proposal is not eligible. You can still submit it, and staff decide.
proposal-task-summary = Title and summary
proposal-task-impact = Impact on the local community
proposal-task-approach = Approach
proposal-task-team = Team
proposal-task-datasets = Datasets, and what they are used for
proposal-task-budget = Budget
proposal-task-milestones = Milestones
proposal-task-partners = Partners
proposal-task-consents = Every partner’s consent
proposal-task-done = Complete
proposal-task-open = To do
proposal-check-go = Check your answers and submit
proposal-edit = Edit the proposal
proposal-read-whole = Read it as a whole
proposal-withdraw = Withdraw the proposal
proposal-partners-change = Add or remove partners
proposal-own-consent = Your own consent
proposal-consent-incomplete = A partner of this proposal no longer agrees to it, or has not answered. Clear this up with the partnership before you decide.
proposal-people = What people may do
proposal-people-text = Who leads can submit and withdraw the proposal, and say who takes part. Contributors edit it. Viewers read it. Each organisation gives its consent by itself, whatever its people may do here.
proposal-people-others = Everybody else
proposal-people-others-of = everybody else of { $name }
proposal-person = Person
proposal-person-role = May
proposal-person-role-of = What { $name } may do
proposal-person-LEAD = Lead
proposal-person-CONTRIBUTOR = Contribute
proposal-person-VIEWER = View
proposal-person-save = Save
proposal-you-CONTRIBUTOR = You contribute to this proposal: you can edit it, and whoever leads it submits it.
proposal-you-VIEWER = You can read this proposal. Whoever leads it can let you edit it.
proposal-partners-lead = Whoever leads the proposal adds and removes partners.
proposal-next-lead = Nothing is missing. Whoever leads the proposal can submit it.
proposal-budget-for = For
proposal-budget-row-for = For whom, line { $number }
proposal-budget-together = All together
proposal-budget-split = How the budget is split
proposal-budget-gone = Somebody who is no partner any more
proposal-budget-over = The budget is more than that
proposal-print = Print it, or save it as PDF
proposal-print-how = This page is made for paper. Use your browser’s print command, and choose PDF there if you want a file.
proposal-print-draft = Draft, not submitted
proposal-print-changed = Draft. Version { $number } was submitted, and says something else.
proposal-print-back = Back to the proposal
proposal-back = Back to the proposal
proposal-cancel = Cancel

## Editing
proposal-edit-lead = Write in any order, and save as often as you like: an incomplete draft is fine.
proposal-edit-submitted = What you have submitted stays valid until you submit again.
proposal-edit-not-now = This proposal cannot be edited: the challenge is not open, or you have not agreed to be a partner.
proposal-meanwhile = What your partner saved meanwhile
proposal-take-theirs = Take this in place of what I wrote
proposal-guidance = Guidance
proposal-guide-summary = A judge reads this first, and a resident may read it last. Name the people you help and the service they will have, and leave the technology for later.
proposal-guide-impact = This counts most with the panel. What can somebody do that they could not do before? Who could be left out, and what do you do about it? What will you measure after a year?
proposal-guide-approach = How you will build it, test it with the people who will use it, and keep it running when the money is spent.
proposal-guide-datasets = A proposal uses at least one dataset. Say for each what it is used for, and what is missing in it. Tick those on offer; add others below.
proposal-guide-team = Who does what, and what they have done before. Name who answers for it at the council.
proposal-guide-budget = One line for each thing that you will pay for, in whole pounds or with pence. Include tests with residents, hosting and telling people about the service.
proposal-guide-milestones = Things that are finished by a date, so that anybody can tell whether they are: “twenty residents have tried it” rather than “user research”.
proposal-dataset-purpose = What it is used for
proposal-dataset-purpose-row = What dataset { $number } is used for
proposal-dataset-role = Its part
proposal-dataset-role-none = Not said
proposal-dataset-role-ESSENTIAL = Essential
proposal-dataset-role-SUPPORTING = Supporting
proposal-dataset-role-PRODUCED = Produced by the project
proposal-dataset-published = Is it published already?
proposal-dataset-published-yes = Yes
proposal-dataset-published-no = No
proposal-dataset-is-published = published already
proposal-dataset-not-published = not published yet
proposal-dataset-publish-by = If not: published by
proposal-dataset-publish-by-hint = The date that you promise.
proposal-dataset-promised = not published yet; promised by
proposal-dataset-look = Look at { $title }
proposal-dataset-other = Dataset { $number }: number or address
proposal-dataset-other-hint = Such as 42, or the address of its page here.
proposal-dataset-more = To use a dataset that is not on offer here, put in its number or the address of its page.
proposal-dataset-search = Search all datasets
proposal-budget-most = An award pays at most
proposal-budget-now = The budget as it was saved comes to
proposal-budget-row = Line { $number }: what for
proposal-budget-row-amount = Line { $number }: amount in pounds
proposal-milestone-row = Milestone { $number }
proposal-milestone-row-due = Milestone { $number }: by when
proposal-rows-more = To have more empty rows, save. A row that you empty is removed.
proposal-autosaved = Saved at { $time }
proposal-not-autosaved = Not saved. Save with the button below to see why.
proposal-autosave-conflict = Not saved: a partner changed the same section. Save with the button below to see both texts, and choose.
proposal-save = Save the draft

## Partners
proposal-partners-call = One lead council, one or more developers, and further councils if you like. All of them have to agree before the proposal can be submitted.
proposal-partners-data = One or more developers. All of them have to agree before the proposal can be submitted.
proposal-partners-closed = The challenge is not open, so partners cannot be added or removed.
proposal-partners-consent-first = You can add partners once you have agreed yourself.
proposal-remove = Remove
proposal-add = Add a partner
proposal-add-role = What part do they take?
proposal-add-one-of = Name them in one of these ways. They are asked by mail, and can read the proposal before they answer.
proposal-add-organisation = Organisation
proposal-add-organisation-hint = Anybody who speaks for it can answer.
proposal-add-no-organisation = None: a person
proposal-add-handle = Somebody’s handle
proposal-add-handle-hint = As in the address of their profile. For a developer who works alone.
proposal-add-email = Email address
proposal-add-email-hint = Of somebody who has no account. If nobody from the organisation is here yet, choose it above as well.
proposal-add-go = Ask them

## Consent
proposal-consent-title = Do you agree to this proposal?
proposal-consent-what = If you agree, you stand for what is written below, and you can edit it with the other partners. You can withdraw your consent until the challenge closes. Nothing is said in your name before you agree.
proposal-consent-you-agreed = You have agreed.
proposal-consent-you-asked = You have not answered yet.
proposal-consent-you-declined = You do not agree.
proposal-consent-agree = I agree
proposal-consent-decline = I do not agree
proposal-consent-withdraw = Withdraw consent
proposal-consent-withdraw-note = What was submitted stays submitted, and programme staff will see that you no longer agree. It cannot be submitted again without you.
proposal-consent-not-officer = Only somebody who speaks for the organisation can answer for it. Ask to join it on its page, then come back.
proposal-consent-closed = The challenge is not open, so answers cannot be changed.

## Checking and submitting
proposal-check = Check your answers
proposal-check-missing = Before you can submit:
proposal-check-declare = By submitting, you say that all partners have agreed to this version. You can change it and submit it again until the challenge closes.
proposal-submit = Submit the proposal
proposal-submit-again = Submit this version
proposal-submitted = Proposal submitted
proposal-submitted-what = “{ $title }” is submitted for “{ $challenge }”:
proposal-submitted-mail = Every partner has a mail with the reference.
proposal-next = What happens next
proposal-next-change = You can change and submit it again until it closes:
proposal-next-read = After that, programme staff and the judges read the version that you submitted last. Until then nobody outside the partnership does.
proposal-next-decision = Every partner gets a letter with the decision, and with feedback.
proposal-not-submitted = This proposal is not submitted
proposal-not-submitted-text = Open it to see what is missing, and submit it from there.

## Withdrawing
proposal-withdraw-what = A proposal that is withdrawn is not judged. All partners are told, with your reason.
proposal-withdraw-back = Until the challenge closes it can be submitted again.
proposal-withdraw-final = The challenge has closed, so it cannot be submitted again.
proposal-withdraw-reason = Why do you withdraw it?
proposal-withdraw-reason-hint = The other partners read this; after the challenge has closed, its staff do, too.
proposal-withdraw-go = Withdraw the proposal
proposal-cancel-withdraw = Keep the proposal
proposal-disqualified-because = This proposal was disqualified: { $reason }
proposal-disqualify = Disqualify the proposal
proposal-disqualify-what = For a proposal that broke the rules, such as one with false statements or with work of others. This cannot be undone, and there is no appeal. A proposal that does not meet the conditions is found ineligible instead, and its partners can appeal.
proposal-disqualify-SUBMITTED = It is neither judged nor decided on any more. Reviews of it are kept and do not count. If it was to be selected and others are in reserve, decide about those again: nothing is announced before.
proposal-disqualify-SELECTED = The award that it is offered is taken back, and is offered to the next in reserve at once, if there is one. The public page of the challenge says that it was disqualified, and does not say why.
proposal-disqualify-RESERVE = It leaves the reserve list.
proposal-disqualify-told = Its partners are told by email, with your reason.
proposal-disqualify-reason = Which rule did it break, and how is that known?
proposal-disqualify-reason-hint = Its partners and programme staff read this.
proposal-disqualify-go = Disqualify the proposal
proposal-disqualify-cancel = Leave it as it is
proposal-disqualify-cannot = You cannot disqualify this proposal. It is settled already, its project has begun, or you have a part in the challenge.
proposal-withdraw-cannot = You cannot withdraw this proposal: it is withdrawn, disqualified or decided already, or you have not agreed to be a partner.

## Versions
proposal-versions = Versions
proposal-versions-submitted = Versions that were submitted
proposal-versions-none = Nothing has been submitted yet.
proposal-version-column = Version
proposal-version-title = Version { $number }
proposal-version-valid = Counts
proposal-version-late = Late
proposal-version-counts = This is the version that counts.
proposal-version-old = A later version counts in place of this one.
proposal-by = By
proposal-changed-since = What changed since version { $number }
proposal-changed-after = changed since
proposal-compare = Compare
proposal-compare-from = Earlier
proposal-compare-to = Later
proposal-compare-draft = The draft as it is now
proposal-compare-save = Draft { $number }
proposal-compare-go = Compare
proposal-compare-found = What changed
proposal-compare-same = Nothing changed: both say the same.
proposal-diff-legend = What was added is underlined, and what was taken out is struck through.
proposal-diff-added = [added:
proposal-diff-removed = [taken out:
proposal-diff-end = ]
proposal-revive = Bring the proposal back
proposal-revive-submitted = You can bring it back until the challenge closes. Version { $number }, which you submitted last, counts again then.
proposal-revive-draft = You can bring it back until the challenge closes. It is a draft again then.

## Files
proposal-task-files = Files
proposal-files = Files
proposal-files-blind = Judges read this without names: pictures (PNG, JPEG) and tables (CSV) reach them under names that say nothing and without what cameras and programs write into them; other files do not reach them.
proposal-files-lead = A proposal stands on its own; attach what a judge may want to look up, such as a letter, a plan or a picture. Up to five files.
proposal-files-none = No files.
proposal-files-change = Attach files
proposal-file = File
proposal-file-size = Size
proposal-file-choose = Choose a file
proposal-file-hint = PDF, PNG, JPEG, CSV, ODS, ODT, XLSX or DOCX, of at most 10 MB. Its name and what it holds are read by partners now, and by staff and judges after the close.
proposal-file-go = Attach the file

## Screening
screening-title = Eligibility
screening-desk = Eligibility of proposals
screening-desk-lead = Look at each proposal that was handed in, and say whether it meets the conditions of the challenge. What does not is not judged.
screening-desk-none = Nothing was handed in
screening-parts = Parts of the list
screening-part-all = All
screening-part-WAITING = Not looked at
screening-part-APPEALED = Appealed
screening-part-ELIGIBLE = Eligible
screening-part-INELIGIBLE = Not eligible
screening-part-LEFT = Left
screening-part-none = There is none in this part
screening-proposal = Proposal
screening-open = To be looked at
screening-appealed = Its partners have appealed
screening-answer-no = An answer cannot take part
screening-consent = a partner does not agree
screening-found = Finding
screening-reason = Why
screening-reason-hint = Its partners read this. Needed where it is not eligible: name the condition, and what is missing.
screening-late = The version that counts came after the deadline, in the minutes in which what is submitted still counts.
screening-none = Nobody has looked at this yet.
screening-ineligible = This proposal was found not to meet the conditions, so it is not judged.
screening-see = See why
screening-see-appeal = See why, and how to appeal
screening-decide = Does it meet the conditions?
screening-question = Does it meet the conditions of the challenge?
screening-yes = Yes: it will be judged
screening-no = No: it will not be judged
screening-days = { $days ->
    [one] If it does not, its partners can appeal once, within a day.
   *[other] If it does not, its partners can appeal once, within { $days } days.
}
screening-go = Save and tell its partners
screening-appeal = Appeal
screening-appeal-until = Appeal until
screening-appeal-title = Appeal
screening-appeal-what = You can appeal once. Say which condition is met after all, and where the proposal shows it. Staff decide again and tell you.
screening-appeal-why = Why should it take part?
screening-appeal-go = Send the appeal

## Done
done-AttachFile = The file is attached.
done-DetachFile = The file is taken out.
done-ScreenProposal = Saved, and its partners are told.
done-AppealScreening = Your appeal is sent.
done-ReviveProposal = The proposal is back, and all partners are told.
done-StartProposal = The proposal is started. Here is what it needs.
done-EditProposal = The draft is saved.
done-AddPartner = They are asked by mail.
done-SetPersonRole = What they may do is saved.
done-RemovePartner = The partner is removed.
done-AgreeToPartnership = You have agreed to be a partner.
done-DeclinePartnership = Your answer is recorded, and the other partners are told.
done-DisqualifyProposal = The proposal is disqualified, and its partners are told.
done-WithdrawProposal = The proposal is withdrawn, and all partners are told.
