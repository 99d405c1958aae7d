//! Access of the first account's users to the demo repositories.

use rusqlite::Connection;

use super::people::{EDITOR, Person, READER};
use super::shelves::Organizations;
use crate::service::REGION;
use crate::store::access::Right;
use crate::store::members::{self, GrantTarget};
use crate::store::{StoreError, repositories};

/// No one but the administrator has a role on the rest.
const ON_ORGANIZATIONS: [(&Person, &str, Right); 9] = [
    (&EDITOR, "platform", Right::Edit),
    (&EDITOR, "web", Right::Manage),
    (&EDITOR, "tools", Right::Edit),
    (&EDITOR, "data", Right::Read),
    (&EDITOR, "scale", Right::Edit),
    (&EDITOR, "fleet", Right::Read),
    (&READER, "platform", Right::Read),
    (&READER, "web", Right::Read),
    (&READER, "scale", Right::Read),
];

/// Of these organizations the person sees one repository only.
const ON_REPOSITORIES: [(&Person, &str, &str, Right); 3] = [
    (&READER, "tools", "ci-runner", Right::Read),
    (&READER, "data", "notebook", Right::Edit),
    (&EDITOR, "edge", "sensor-agent", Right::Manage),
];

pub(super) fn seed(
    connection: &Connection,
    organizations: &Organizations,
) -> Result<(), StoreError> {
    for (person, organization, right) in ON_ORGANIZATIONS {
        let target = GrantTarget::Organization(organizations[organization]);
        members::grant(connection, target, person.id, right)?;
    }
    for (person, organization, name, right) in ON_REPOSITORIES {
        let found = repositories::find(connection, REGION, organization, name)?;
        let target = GrantTarget::Repository(found.expect("the catalog has it").id);
        members::grant(connection, target, person.id, right)?;
    }
    Ok(())
}
