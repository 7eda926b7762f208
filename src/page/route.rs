//! Which address shows which page, and where its forms lead.

/// One address and its page. Built with [`page`].
#[derive(Clone, Copy, Debug)]
pub struct PageRoute {
    /// The address, with parameters in braces: `/challenges/{number}`.
    pub path: &'static str,
    /// The page below `src/pages`: `challenge/show`.
    pub page: &'static str,
    /// The mutations that may be posted to this address.
    pub actions: &'static [Action],
    /// Where the answer holds the page's own address, such as `challenge.path`; another address
    /// of the same thing is redirected to it, and nothing there means 404.
    pub canonical: Option<&'static str>,
    /// A part of the answer without which the page does not exist (404).
    pub requires: Option<&'static str>,
    /// Whether it is for people with an account: a visitor is asked to sign in, and comes back.
    pub members: bool,
    /// Variables where the query string is silent.
    pub defaults: &'static [(&'static str, &'static str)],
    /// Names that a listed exception adds to the template's.
    pub extra: &'static [&'static str],
}

/// A route without actions.
pub const fn page(path: &'static str, page: &'static str) -> PageRoute {
    PageRoute {
        path,
        page,
        actions: &[],
        canonical: None,
        requires: None,
        members: false,
        defaults: &[],
        extra: &[],
    }
}

impl PageRoute {
    /// The mutations that may be posted here.
    #[must_use]
    pub const fn actions(mut self, actions: &'static [Action]) -> Self {
        self.actions = actions;
        self
    }

    /// Where the answer holds the page's one address.
    #[must_use]
    pub const fn canonical(mut self, canonical: &'static str) -> Self {
        self.canonical = Some(canonical);
        self
    }

    /// What the answer must hold for the page to exist.
    #[must_use]
    pub const fn requires(mut self, requires: &'static str) -> Self {
        self.requires = Some(requires);
        self
    }

    /// Asks a visitor to sign in. For pages that say nothing of what exists: where the address
    /// names something that not everybody may know of, a 404 that offers to sign in is the answer.
    #[must_use]
    pub const fn members(mut self) -> Self {
        self.members = true;
        self
    }

    /// Names that a listed exception adds to the template's.
    #[must_use]
    pub const fn extra(mut self, extra: &'static [&'static str]) -> Self {
        self.extra = extra;
        self
    }

    /// Variables where the query string is silent.
    #[must_use]
    pub const fn defaults(mut self, defaults: &'static [(&'static str, &'static str)]) -> Self {
        self.defaults = defaults;
        self
    }
}

/// A mutation of a page, and what follows its success. Built with [`action`].
#[derive(Clone, Copy, Debug)]
pub struct Action {
    /// The name of the mutation in the page's document.
    pub mutation: &'static str,
    /// Where to go: a path with placeholders from the mutation's answer, such as
    /// `{saveChallenge.challenge.path}`. `{page.path}` is the address that was posted to, and
    /// `{return}` the one that sent the person here.
    pub then: &'static str,
    /// What happens to the session cookie.
    pub session: SessionChange,
    /// Whether the answer is shown on the page itself, beside its query's, instead of a redirect:
    /// for a secret that is shown once and must not stand in an address.
    pub shows: bool,
    /// Whether what was typed stays in the form then, as after a preview.
    pub keeps: bool,
}

/// A mutation that leads to `then`.
pub const fn action(mutation: &'static str, then: &'static str) -> Action {
    Action {
        mutation,
        then,
        session: SessionChange::Keep,
        shows: false,
        keeps: false,
    }
}

/// A mutation that changes nothing: its answer is shown on the page itself, above what was typed.
pub const fn preview(mutation: &'static str) -> Action {
    let mut action = action(mutation, "{page.path}").shows();
    action.keeps = true;
    action
}

impl Action {
    /// Success signs the person in with the token at this place of the answer.
    #[must_use]
    pub const fn signs_in(mut self, token: &'static str) -> Self {
        self.session = SessionChange::Set(token);
        self
    }

    /// Success shows the page again, with the mutation's answer beside the query's.
    #[must_use]
    pub const fn shows(mut self) -> Self {
        self.shows = true;
        self
    }

    /// Success signs the person out.
    #[must_use]
    pub const fn signs_out(mut self) -> Self {
        self.session = SessionChange::Clear;
        self
    }
}

/// What an action does to the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionChange {
    /// Nothing.
    Keep,
    /// The token at this place of the answer becomes the session's.
    Set(&'static str),
    /// The session ends.
    Clear,
}
