## The frame of every page, and the components that pages are made of

layout-name = Knowledge Hub
layout-description = Where councils and developers build local services on open data, and share what they learn.
layout-skip = Skip to main content
layout-demo = Demonstration.
layout-demo-text = The people here are made up, and no mail leaves this server.
layout-demo-steps = The main job in six steps
layout-demo-people = People and their letters

layout-nav = Main
layout-menu = Menu
layout-nav-challenges = Make it Local
layout-nav-projects = Projects
layout-nav-open-data = Open data
layout-nav-datasets = Datasets
layout-nav-communities = Communities
layout-nav-forum = Forum
layout-nav-about = About

layout-search = Search
layout-search-label = Search Knowledge Hub
layout-search-hint = Search
layout-sign-in = Sign in
layout-register = Create an account
layout-sign-out = Sign out
layout-profile = Your profile
layout-account = Your account
layout-staff = Administration

layout-foot = Open data, and the people who put it to use where they live.
layout-foot-about = About
layout-foot-accessibility = Accessibility
layout-foot-privacy = Privacy
layout-foot-cookies = Cookies
layout-foot-audit = Audit
layout-foot-explorer = GraphQL explorer
layout-foot-query = This page as a query

layout-breadcrumbs = You are here
layout-error-title = There is a problem
layout-error-prefix = Error:
layout-error-home = Go to the home page
layout-error-again = Open the form again
layout-error-typed = What you typed
layout-error-typed-text = It was not sent. Copy what you want to keep before you go on.
layout-error-typed-number = Text { $number }
layout-error-sign-in = If it is something that only some people may see, sign in first.
layout-error-request = If you report this ({ $status }), please quote

layout-optional = (optional)
layout-words-most = Up to { $count ->
    [one] { $count } word.
   *[other] { $count } words.
}
layout-words-now = Words now: { $count }.
layout-words-left = Words left: { $count }
layout-words-over = Words over the limit: { $count }
layout-markdown = You can use Markdown: **bold**, *italic*, lists, links and tables.
layout-preview = Preview
layout-preview-failed = The preview could not be made. What you wrote is still here.

layout-reference = Your reference
layout-pagination = Pages
layout-first-page = First page
layout-next-page = Next page
layout-previous-page = Previous page
layout-page-number = Page { $number }
layout-warning = Warning:
layout-step-done = (done)
layout-copy = Copy
layout-copied = Copied

layout-not-given = Not given
layout-change = Change
layout-facet-remove = (chosen; follow to remove)
layout-former-member = A former member
layout-edited = edited
layout-unconfirmed = Confirm your email address to take part: follow the link that we mailed to you.
layout-unconfirmed-link = Nothing came?
