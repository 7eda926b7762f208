//! Projects.

mod delivery;
mod impact;
mod impact_mutation;
mod ledger;
mod mutation;
mod parts;
mod query;
mod registration;
mod types;

pub use delivery::DeliveryMutation;
pub use impact_mutation::ImpactMutation;
pub use ledger::LedgerQuery;
pub use mutation::ProjectMutation;
pub use parts::UseRole;
pub use query::ProjectQuery;
pub use registration::ProjectRegistration;
pub use types::Project;
