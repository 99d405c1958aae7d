"""Organizations and repositories by the SDK of OpenStack with the cloud's extensions."""

import os

import openstack
from otcextensions import sdk

connection = openstack.connect(
    auth_url=f"http://{os.environ['HOST']}/v3",
    username="admin",
    password="test-password",
    user_domain_name="local",
    project_name="local-1",
    project_domain_name="local",
    region_name="local-1",
    interface="public",
)
sdk.register_otc_extensions(connection)
registry = connection.swr
registry.create_organization(namespace="openstack")
names = [organization.name for organization in registry.organizations()]
assert "openstack" in names and "team" in names, names
registry.create_repository(namespace="openstack", repository="app", is_public=False)
repositories = [repository.name for repository in registry.repositories()]
assert "app" in repositories and "many" in repositories, repositories
shown = registry.get_repository("openstack", "app")
assert shown.name == "app", shown
registry.delete_repository("openstack", "app")
registry.delete_organization("openstack")
print("created, listed, deleted")
