//! The demonstration: a believable world, made by the use cases themselves with a clock that is
//! moved back, and six steps through the main job. Its councils and its datasets' names and
//! publishers are real; its people, firms and what they say are made up.
//!
//! Nothing here does anything in a real hub: each entrance asks [`crate::Settings::demo`] first.

pub mod access;
pub mod clock;
pub mod steps;
pub mod world;

mod bids;
mod cast;
mod challenges;
mod datasets;
mod impact;
mod judging;
mod partners;
mod past;
mod programme;
mod questions;
mod recent;
mod round;
mod stage;
mod topics;
