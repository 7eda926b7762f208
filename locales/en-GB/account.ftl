# Accounts: registration, sign-in, profiles.
account-sign-in = Sign in
