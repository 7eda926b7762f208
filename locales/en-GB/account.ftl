# Accounts: registration, sign-in, profiles.
account-sign-in = Sign in
account-email = Email address
account-password = Password
account-forgotten = I have forgotten my password
account-no-account = No account yet?
account-have-account = You have an account already?
account-register = Create an account

account-register-title = Create an account
account-register-lead = With an account you can propose services, answer challenges, and talk with the people who run and use them.
account-name = Your name
account-name-hint = As other people here will see it.
account-handle = Handle
account-handle-hint = A short name for your profile’s address: letters a to z, numbers and hyphens. It cannot be changed later.
account-email-hint = We send a link there to confirm it. Other people do not see it. If you work for a council, use your address there.
account-password-hint = 15 characters or more. Three or four words that have nothing to do with each other do well.
account-register-privacy = What we keep about you, and why:
account-register-privacy-link = Privacy

account-check-mail = Check your mail
account-check-mail-text = We sent a link to the address that you gave. Open it within 24 hours to confirm the address.
account-check-mail-none = If nothing comes within a few minutes, look among unwanted mail. You can also sign in and ask for another one.

account-confirm-title = Confirm your email address
account-confirm-text = Press the button to confirm that the address is yours.
account-confirm-button = Confirm my address
account-confirm-done = Your address is confirmed
account-confirm-next = You can now take part: post, join organisations and communities, and propose services.
account-confirm-new-title = Confirm your new email address
account-confirm-new-text = Press the button to use this address for your account from now on.
account-confirm-new-button = Use this address
account-confirm-new-done = Your address was changed
account-confirm-new-next = Sign in with the new address from now on. We told the old one.

account-sign-out-title = Sign out?
account-sign-out-text = You are signed in as { $name }.
account-signed-out = You are signed out

account-forgotten-title = Choose a new password
account-forgotten-text = Enter the email address of your account. We send a link there.
account-forgotten-button = Send the link
account-reset-sent = If there is an account with that address, a link to choose a new password is on its way. It works for one hour.
account-reset-sent-none = If nothing comes within a few minutes, look among unwanted mail, and check that the address is the one you registered with. We send one link an hour.
account-reset-title = Choose a new password
account-reset-text = Afterwards you sign in with it. Browsers that were signed in are signed out.
account-reset-button = Save the new password
account-reset-again = Ask for a new link
account-new-password = New password

account-title = Your account
account-unconfirmed-title = Confirm your email address
account-unconfirmed-text = We sent a link to { $email }. Until you open it, you can look around, but not take part.
account-resend = Send the link again
account-job-title = Role at work
account-job-title-hint = For example: data officer, Lichfield District Council.
account-password-hidden = Not shown
account-mail = Mail about replies
account-mail-on = Sent for topics that you follow
account-mail-off = Not sent
account-organisations = Organisations
account-organisations-none = None yet.
account-organisations-find = Find yours
account-more = More
account-see-profile = Your profile as others see it
account-sessions-count = { $count ->
    [one] ({ $count } browser)
   *[other] ({ $count } browsers)
}
account-tokens-count = { $count ->
    [0] (none)
   *[other] ({ $count })
}

account-profile-title = Edit your profile
account-profile-lead = Everybody can see your profile. Only your name is needed.
account-profile-now = Your profile as it is now
account-about = About you
account-about-title = About
account-about-hint = What you work on, and what people can ask you about.
account-skills = Skills
account-skills-hint = Separate them with commas, for example: transport data, accessibility, Python.
account-mail-replies = Mail me when somebody replies in a topic that I follow
account-save = Save
account-cancel = Cancel

account-password-title = Change your password
account-password-text = Your other browsers will be signed out. API tokens keep working; you can revoke them.
account-current-password = Your password now
account-password-button = Change the password
account-email-title = Change your email address
account-email-text = Your account uses { $email }. It stays so until you open the link that we send to the new address.
account-new-email = New email address
account-email-password-hint = So that nobody else moves your account.
account-email-button = Send the link

account-sessions-title = Where you are signed in
account-sessions-text = If you do not recognise one, end it and change your password.
account-sessions-browser = Browser
account-sessions-unknown = Unknown
account-sessions-address = Network address
account-sessions-since = Signed in
account-sessions-seen = Last used
account-sessions-this = This one
account-sessions-end = Sign out there

account-tokens-title = API tokens
account-tokens-text = A token lets a program act in your name over GraphQL, without your password.
account-tokens-explorer = Try queries in the explorer
account-tokens-yours = Your tokens
account-token-name = Name
account-token-name-hint = What it is for, for example: nightly import.
account-token-scopes = What it may do
account-scope-read = Read only
account-scope-read-hint = What you can see yourself.
account-scope-write = Read and write
account-scope-write-hint = What you can do yourself, but for making tokens and managing passwords.
account-token-days = How long it works
account-days-30 = 30 days
account-days-90 = 90 days
account-days-365 = A year
account-token-expires = Works until
account-token-used = Last used
account-token-unused = Never
account-token-revoke = Revoke
account-token-new = Make a token
account-token-button = Make the token
account-token-made-title = Copy your token now
account-token-made = This is the token “{ $name }”. It is shown this once, and we keep only a fingerprint of it.
account-token-use = A program sends it with each request to /graphql, in the header “Authorization”, as “Bearer” and the token.
account-token-unconfirmed = Confirm your email address first.

account-joined = Joined
account-demo = Demonstration account
account-demo-text = This person is made up.
account-suspended = This account is suspended. Others cannot see this page.
account-about-empty = Nothing about you yet
account-about-empty-text = A few lines help others to know what to ask you.
account-role-MEMBER = Member
account-role-STAFF = Programme staff
account-role-MODERATOR = Moderator
account-role-ADMINISTRATOR = Administrator

account-invitation-title = Invitation
account-invitation-PARTNER = Join the proposal “{ $proposal }”
account-invitation-PARTNER-text = { $who } names you as a partner of this proposal to the challenge “{ $challenge }”. When you accept, you can read it; then you say whether you agree to take part.
account-invitation-JUDGE = Judge the challenge “{ $challenge }”
account-invitation-JUDGE-text = { $who } asks you to read and score what is proposed to “{ $challenge }”. You first say in which proposals you have an interest of your own.
account-invitation-until = You can answer until
account-invitation-as = You are signed in as { $name }, and accept with this account.
account-invitation-accept = Accept
account-invitation-sign-in = { $email } has an account here. Sign in to accept.
account-invitation-account = Create an account to accept
account-invitation-account-text = Its address will be { $email }. It counts as confirmed, because this link was mailed to it.
account-invitation-register = Create the account and accept
account-invitation-other = I have an account with another address
account-invitation-decline = I do not want to take part
account-invitation-decline-text = The people who invited you will see that you declined. The link then stops working.
account-invitation-decline-button = Decline
account-invitation-declined = You declined
account-invitation-declined-text = There is nothing more to do.
account-invitation-gone = This invitation does not work any more
account-invitation-gone-text = It was answered, it was taken back, or its time is over. Ask the person who sent it for another one.

done-SignOut = You are signed out.
done-ResendConfirmation = We sent the link again.
done-ResetPassword = Your password was changed. Sign in with the new one.
done-ChangeProfile = Your profile was saved.
done-ChangePassword = Your password was changed, and your other browsers were signed out.
done-ChangeEmail = We sent a link to the new address. Open it to use that address.
done-EndSession = That browser was signed out.
done-RevokeApiToken = The token was revoked. Programs that use it are refused from now on.
done-AcceptInvitation = You accepted the invitation.
