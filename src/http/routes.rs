//! Every URL of the hub. Pages are a document and a template each; what is none of these is
//! listed below as an exception, with its reason.

use crate::page::{Action, PageRoute, action, page};

/// All pages.
pub static PAGES: &[PageRoute] = &[
    // Home and search.
    page("/design", "design/design"),
    //
    // Accounts.
    page("/sign-in", "account/sign_in").actions(SIGN_IN),
    //
    // Site pages and administration.
    //
    //
    // Organisations.
    //
    //
    // The catalogue.
    //
    //
    // Challenges.
    //
    //
    // Partnerships and proposals.
    //
    //
    // Judging and decisions.
    //
    //
    // Projects.
    //
    //
    // Communities.
    //
    //
    // The forum.
    //
];

// Accounts.
static SIGN_IN: &[Action] = &[action("SignIn", "/").signs_in("signIn.token")];

// Site pages and administration.

// Organisations.

// The catalogue.

// Challenges.

// Partnerships and proposals.

// Judging and decisions.

// Projects.

// Communities.

// The forum.
