//! The tests of the hub, from its outside: HTTP, GraphQL, pages, mail and the command line.
//! One binary, because linking is what takes long.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::too_many_lines,
    reason = "a test ends where something is not as it should be, and a story is told in one piece"
)]

mod support;
mod taken_out;
mod told;

mod account;
mod architecture;
mod audit;
mod bad_input;
mod catalogue;
mod challenge;
mod challenge_form;
mod challenge_partners;
mod challenge_questions;
mod challenge_rules;
mod challenge_states;
mod cli;
mod community;
mod crash;
mod demo;
mod edges;
mod forum;
mod invariants;
mod judging;
mod judging_assign;
mod judging_assigned;
mod judging_blind;
mod judging_conflicts;
mod judging_desk;
mod judging_editors;
mod judging_embargo;
mod judging_leaks;
mod judging_letters;
mod judging_lottery;
mod judging_moderation;
mod judging_offers;
mod judging_offline;
mod judging_parts;
mod judging_ranking;
mod judging_rounds;
mod judging_rounds_kept;
mod judging_sealed;
mod judging_settled;
mod judging_statistics;
mod judging_world;
mod limits;
mod organisation;
mod policy_matrix;
mod programme;
mod programme_staff;
mod project;
mod project_delivery;
mod project_impact;
mod project_live;
mod project_registered;
mod proposal;
mod queue;
mod schema;
mod search;
mod site;
mod smoke;
mod statements;
mod story;
