# Administration.
admin-title = Administration
admin-programmes = Programmes
admin-programmes-own = You are on the staff of:
admin-programmes-all = All programmes:
admin-challenge-new = Draft a challenge
admin-challenges = Challenges
admin-import = Import datasets
admin-moderation = Moderation
admin-reports = Reports, and what was hidden or locked
admin-site = The site
admin-people = People
admin-mail = Mail
admin-jobs = Work that waits or failed
admin-pages = Pages
admin-pages-text = What the site says about itself. Gaps that only you can fill are marked in the texts.
admin-page = Page
admin-page-updated = Last edited
admin-page-shipped = As it came
admin-any = Any
admin-find = Find
admin-attempts = Tries
admin-retry = Try again

admin-people-search = Name, handle or address
admin-people-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
admin-people-none = Nobody matches
admin-people-none-text = Try a part of the name or of the address.
admin-person-link = Administer this account
admin-unconfirmed = Not confirmed
admin-suspended = Suspended
admin-role = Role
admin-role-choose = What this person may do
admin-role-MEMBER-hint = What everybody with an account may.
admin-role-STAFF-hint = Publishes challenges, appoints judges, decides, and edits the site’s pages.
admin-role-MODERATOR-hint = Hides, locks and restores posts.
admin-role-ADMINISTRATOR-hint = All of this, and grants roles, suspends accounts and reads mail.
admin-role-save = Save the role
admin-suspend = Suspend this account
admin-suspend-text = The person is signed out everywhere and cannot sign in. What they wrote stays.
admin-suspend-reason = Reason
admin-suspend-reason-hint = It is kept in the audit.
admin-unsuspend = Let this person sign in again
admin-unsuspend-text = The account is suspended.

admin-mail-text = Every mail of this hub, newest first. Where no mail server is set up, mail is kept here instead of being sent.
admin-mail-state = State
admin-mail-to = To
admin-mail-subject = Subject
admin-mail-at = Asked for
admin-mail-sent = Sent or kept
admin-mail-next = Next try
admin-mail-id = Message-ID
admin-mail-which = Mail
admin-mail-body = Text
admin-mail-html = Source of the HTML part
admin-mail-unrendered = It has no text yet: mail is written when it is sent.
admin-mail-audited = Opening this mail was noted in the audit.
admin-mail-count = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
}
admin-mail-none = No mail
admin-mail-none-text = Nothing matches, or nothing was sent yet.
admin-mail-QUEUED = Waiting
admin-mail-SENT = Sent
admin-mail-KEPT = Kept here
admin-mail-SKIPPED = Skipped
admin-mail-DEAD = Given up

admin-job = Task
admin-job-remind_applicants = Remind applicants of the close
admin-job-remind_judges = Remind judges that scores are due
admin-job-note_clock = Note that a challenge opened or closed
admin-job-next = Next try
admin-job-dead-at = Given up
admin-job-error = What went wrong
admin-mails-waiting = Mails that wait
admin-mails-dead = Mails that were given up
admin-jobs-waiting = Tasks that wait
admin-jobs-dead = Tasks that were given up
admin-jobs-none = No task waits
admin-jobs-none-text = Reminders and other work for later appear here.

done-GrantRole = The role was saved.
done-SuspendPerson = The account was suspended.
done-UnsuspendPerson = The person can sign in again.
done-RetryMail = The mail is tried again.
done-RetryJob = The task is tried again.
admin-organisations = Organisations
admin-organisation-new = Add an organisation or a programme body
admin-community-new = Found a community
admin-mail-removed = This mail held a link that signs somebody in. Its text was removed here once the mail was sent.
