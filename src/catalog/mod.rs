//! Shared by several features, so that none of them depends on another: whole lists, the caller's role,
//! known users, registry tools, dialogs with an address, bulk changes.
//!
//! Code moves here when a second feature needs it, not before.

mod bulk_dialog;
mod bulk_plan;
mod changes;
mod chosen_tool;
mod create_organization_button;
mod deletion_step;
mod description;
mod dialog_button;
mod every_tag;
mod kept_names;
mod name_lists;
mod own_access;
mod people;
mod registry_tool;
pub mod repository_columns;
mod repository_right;
mod rights;
mod routed_confirm;
mod routed_form;
mod stepwise_deletion;
pub mod texts;
mod watched_query;
mod whole_deletion;

pub use bulk_dialog::{BulkDialog, BulkNames, BulkQuestion, still_listed};
pub use bulk_plan::{BulkDeletionWords, BulkPlan, kept_because};
pub use changes::{bulk_change, dialog_mutation};
pub use chosen_tool::chosen_tool;
pub use create_organization_button::CreateOrganizationButton;
pub use deletion_step::{DeletionStep, TagRank};
pub use description::{DescriptionLimit, is_about_description};
pub use dialog_button::DialogButton;
pub use every_tag::{every_tag, tags_of};
pub use kept_names::KeptNames;
pub use name_lists::{PartialList, every_repository_name, repository_names, tag_names};
pub use own_access::{OwnAccess, use_own_access};
pub use people::{KnownPeople, Person, is_user_id, provide_known_people, use_known_people};
pub use registry_tool::{ImageSource, RegistryTool, is_on_this_machine, shell_quoted, shell_word};
pub use repository_right::{RepositoryRight, provide_repository_right, use_repository_right};
pub use rights::{access_name, access_refusal};
pub use routed_confirm::RoutedConfirm;
pub use routed_form::RoutedForm;
pub use stepwise_deletion::{
    ListedIn, StepwiseDeletion, WHOLE_WORDS, close_routed, stepwise_deletion,
};
pub use watched_query::{optional_query, watched_query};
pub use whole_deletion::{DoomedRepository, WholeContents, WholeDeletion, whole_deletion};
