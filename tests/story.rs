//! The main job from its beginning to its end, as people do it: pages, forms and mails, on
//! datasets that real councils publish. Only the first administrator is made as an operator does.

mod call;
mod cast;
mod data_challenge;
mod stage;
