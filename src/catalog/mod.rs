//! What several features show or do alike, over the session and below all of them: shells of dialogs
//! that have an address, changes of many things at once, and what is known of repositories in lists.
//!
//! A thing stands here when a second feature needs it, and never before.

mod bulk_dialog;
mod bulk_plan;
mod create_organization_button;
mod deletion_plan_view;
mod dialog_button;
pub mod repository_columns;
mod routed_form;
pub mod texts;

pub use bulk_dialog::{BulkDialog, BulkQuestion, still_listed};
pub use bulk_plan::{BulkDeletionWords, BulkPlan, kept_because};
pub use create_organization_button::CreateOrganizationButton;
pub use deletion_plan_view::DeletionPlanView;
pub use dialog_button::DialogButton;
pub use routed_form::RoutedForm;
