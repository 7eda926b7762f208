//! What every area stands on: the audit, events, jobs, the outbox, limits and settings.

pub mod admin;
pub mod audit;
pub mod backup;
pub mod check;
pub mod clean;
pub mod delivery;
pub mod event;
pub mod fan_out;
pub mod job;
pub mod letter;
pub mod limit;
pub mod outbox;
pub mod queue;
pub mod repeat;
pub mod search_index;
pub mod secret;
pub mod setting;
pub mod work;
