# Accounts: registration, sign-in, profiles.
account-sign-in = Sign in
account-email = Email address
account-password = Password
account-forgotten = I have forgotten my password
account-no-account = No account yet?
account-register = Register
