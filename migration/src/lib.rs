//! The history of the schema: one file a change, forward only, for SQLite and PostgreSQL.
#![allow(
    clippy::wildcard_imports,
    reason = "a migration is written in the words of `columns`"
)]

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod audit_link;
mod columns;
mod m20261124_000001_account;
mod m20261124_000002_organisation;
mod m20261124_000003_catalogue;
mod m20261124_000004_challenge;
mod m20261124_000005_project;
mod m20261124_000006_community;
mod m20261124_000007_forum;
mod m20261124_000008_platform;
mod m20261125_000020_audit_chain;
mod m20261125_000020_challenge_states;
mod m20261125_000021_deadlines;
mod m20261125_000022_rubric;
mod m20261125_000030_proposal_drafts;
mod m20261125_000031_screening;
mod m20261125_000032_attachment;
mod m20261125_000040_conflicts;
mod m20261125_000041_review_versions;
mod m20261125_000050_project_page;
mod m20261125_000051_project_registration;
mod m20261125_000052_still_live;
mod m20261125_000053_delivery;
mod m20261125_000060_decision_bundle;
mod m20261126_000010_assignment;
mod m20261126_000020_offers;
mod m20261126_000021_planned_announcement;
mod m20261126_000030_proposal_form;
mod m20261126_000031_eligibility;
mod m20261126_000032_person_roles;
mod m20261126_000040_questions;
mod m20261126_000050_moderation;
mod m20261126_000060_impact;
mod m20261126_000060_programmes;
mod m20261126_000070_lottery;
mod m20261126_000071_blind;
mod m20261126_000080_introductions;
mod m20261126_000081_score_upload;
mod m20261126_000081_sealed_view;
mod m20261126_000083_programme_staff;
mod m20261126_000083_story_versions;
mod m20261126_000090_rounds;
mod m20261127_000010_disqualified;
mod m20261127_000020_past_partners;
mod m20261127_000030_left_at;
mod m20261127_000040_appeal_days;
mod search;

/// All migrations, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_account::Migration),
            Box::new(m20261124_000002_organisation::Migration),
            Box::new(m20261124_000003_catalogue::Migration),
            Box::new(m20261124_000004_challenge::Migration),
            Box::new(m20261124_000005_project::Migration),
            Box::new(m20261124_000006_community::Migration),
            Box::new(m20261124_000007_forum::Migration),
            Box::new(m20261124_000008_platform::Migration),
            Box::new(m20261125_000030_proposal_drafts::Migration),
            Box::new(m20261125_000031_screening::Migration),
            Box::new(m20261125_000032_attachment::Migration),
            Box::new(m20261125_000050_project_page::Migration),
            Box::new(m20261125_000051_project_registration::Migration),
            Box::new(m20261125_000052_still_live::Migration),
            Box::new(m20261125_000053_delivery::Migration),
            Box::new(m20261125_000040_conflicts::Migration),
            Box::new(m20261125_000041_review_versions::Migration),
            Box::new(m20261125_000020_challenge_states::Migration),
            Box::new(m20261125_000021_deadlines::Migration),
            Box::new(m20261125_000022_rubric::Migration),
            Box::new(m20261125_000060_decision_bundle::Migration),
            Box::new(m20261126_000040_questions::Migration),
            Box::new(m20261125_000020_audit_chain::Migration),
            Box::new(m20261126_000010_assignment::Migration),
            Box::new(m20261126_000030_proposal_form::Migration),
            Box::new(m20261126_000031_eligibility::Migration),
            Box::new(m20261126_000020_offers::Migration),
            Box::new(m20261126_000021_planned_announcement::Migration),
            Box::new(m20261126_000032_person_roles::Migration),
            Box::new(m20261126_000070_lottery::Migration),
            Box::new(m20261126_000071_blind::Migration),
            Box::new(m20261126_000050_moderation::Migration),
            Box::new(m20261126_000060_impact::Migration),
            Box::new(m20261126_000060_programmes::Migration),
            Box::new(m20261126_000090_rounds::Migration),
            Box::new(m20261127_000010_disqualified::Migration),
            Box::new(m20261127_000020_past_partners::Migration),
            Box::new(m20261127_000030_left_at::Migration),
            Box::new(m20261127_000040_appeal_days::Migration),
            Box::new(m20261126_000080_introductions::Migration),
            Box::new(m20261126_000081_score_upload::Migration),
            Box::new(m20261126_000081_sealed_view::Migration),
            Box::new(m20261126_000083_programme_staff::Migration),
            Box::new(m20261126_000083_story_versions::Migration),
        ]
    }
}
