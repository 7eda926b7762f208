//! Who reads what in a challenge in which not everybody reads everything.
//!
//! Staff choose how a challenge is read ([`set_reading`]). Where it is read as assigned, judges
//! declare their conflicts and say what they know first; then [`assign_judges`] shares the
//! proposals out by [`assignment`](crate::judging::assignment), as its [`preview`] showed, and
//! keeps the table and the seed, so that anybody can do it again. Staff change single pairs by
//! hand ([`change`]). A conflict frees its place at once ([`slots`]).
//!
//! That a pair is assigned is no permission by itself:
//! [`access::for_judge`](crate::judging::access::for_judge) asks for conflicts as well.

pub mod assign_judges;
pub(crate) mod begun;
pub mod board;
pub mod change;
pub mod preview;
pub mod set_reading;
pub mod situation;
pub(crate) mod slots;
pub(crate) mod tell;

pub use board::Board;
pub use preview::{Plan, Preview, Terms};
pub use situation::Situation;

/// That a judge is to read a proposal.
pub type Assignment = hub_entity::challenge::assignment::Model;
/// One time that proposals were shared out.
pub type Run = hub_entity::challenge::assignment_run::Model;
