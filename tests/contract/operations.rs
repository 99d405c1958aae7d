//! Every operation of the API once, through the typed client.

use swr_api::{
    Access, Client, Credentials, Deadline, Error, ManualSynchronization, MarkerRequest,
    NewAutomaticSynchronization, NewOrganization, NewTag, OrganizationName, OrganizationQuery,
    PageRequest, Permit, ReportKind, RepositoryMarkerQuery, RepositoryPath, RepositoryQuery,
    RepositoryUpdate, RetentionTemplate, ShareUpdate, SharedBy, SharedRepositoryMarkerQuery,
    SharedRepositoryQuery, SynchronizationTarget, TagMarkerQuery, TagQuery, TemporaryLoginQuery,
    Transport,
};
use swr_server::service::PROJECT_ID;

use crate::openapi;
use crate::retention::rule;
use crate::shelf::Shelf;
use crate::triggers::new_trigger;
use crate::world::{PARTNER, World, grant, new_repository, new_share, refusal, tag};

/// Calls everything in an order in which all of it succeeds, and keeps the responses.
struct Round<T> {
    client: Client<T>,
    repository: RepositoryPath,
    answers: Vec<Result<(), Error>>,
}

impl<T: Transport> Round<T> {
    async fn of(client: Client<T>, shelf: &Shelf) -> Vec<Result<(), Error>> {
        let mut round = Self {
            client,
            repository: shelf.repository.clone(),
            answers: Vec::new(),
        };
        round.account().await;
        round.organizations().await;
        round.repositories().await;
        round.sharing().await;
        round.tags().await;
        round.synchronization().await;
        round.triggers().await;
        round.retention().await;
        round.answers
    }

    fn note<R>(&mut self, answer: Result<R, Error>) {
        self.answers.push(answer.map(drop));
    }

    async fn account(&mut self) {
        self.note(self.client.list_quotas(PROJECT_ID).await);
        self.note(self.client.get_feature_gates(PROJECT_ID).await);
        self.note(self.client.create_agency().await);
        self.note(self.client.get_agency().await);
        self.note(self.client.get_overview().await);
        self.note(self.client.list_daily_report(ReportKind::Storage).await);
        let query = TemporaryLoginQuery::default();
        self.note(self.client.create_temporary_login(&query).await);
        self.note(self.client.create_authorization_token().await);
    }

    async fn organizations(&mut self) {
        let name = OrganizationName::new("new").unwrap();
        let new = NewOrganization { name: name.clone() };
        let grants = [grant("reader", Access::Read)];
        let ids = ["reader".to_owned()];
        let all = OrganizationQuery::default();
        self.note(self.client.create_organization(&new).await);
        self.note(self.client.list_organizations(&all).await);
        self.note(self.client.get_organization(&name).await);
        let granted = self.client.grant_organization_permissions(&name, &grants);
        self.note(granted.await);
        let updated = self.client.update_organization_permissions(&name, &grants);
        self.note(updated.await);
        let shown = self.client.get_organization_permissions(&name);
        self.note(shown.await);
        let revoked = self.client.revoke_organization_permissions(&name, &ids);
        self.note(revoked.await);
        self.note(self.client.delete_organization(&name).await);
    }

    async fn repositories(&mut self) {
        let (client, organization) = (&self.client, &self.repository.organization);
        let new = new_repository("new/one");
        let path = &RepositoryPath::new("team", "new/one").unwrap();
        let update = RepositoryUpdate {
            is_public: true,
            category: None,
            description: None,
        };
        let grants = [grant("reader", Access::Read)];
        let ids = ["reader".to_owned()];
        let by_offset = RepositoryQuery::default();
        let by_marker = RepositoryMarkerQuery::default();
        let answers = [
            client.create_repository(organization, &new).await,
            client.get_repository(path).await.map(drop),
            client.update_repository(path, &update).await,
            client.list_repositories(&by_offset).await.map(drop),
            client.list_repositories_v3(&by_marker).await.map(drop),
            client.grant_repository_permissions(path, &grants).await,
            client.update_repository_permissions(path, &grants).await,
            client.get_repository_permissions(path).await.map(drop),
            client.revoke_repository_permissions(path, &ids).await,
            client.delete_repository(path).await,
        ];
        self.answers.extend(answers);
    }

    async fn sharing(&mut self) {
        let (client, repository) = (&self.client, &self.repository);
        let update = ShareUpdate {
            permit: Permit::Read,
            deadline: Deadline::Forever,
            description: "for tests".to_owned(),
        };
        let by_offset = SharedRepositoryQuery::new(SharedBy::Me);
        let by_marker = SharedRepositoryMarkerQuery::new(SharedBy::Me);
        let new = new_share(PARTNER);
        let answers = [
            client.create_share(repository, &new).await,
            client.list_shares(repository).await.map(drop),
            client.get_share(repository, PARTNER).await.map(drop),
            client.update_share(repository, PARTNER, &update).await,
            client.list_shared_repositories(&by_offset).await.map(drop),
            client
                .list_shared_repositories_v3(&by_marker)
                .await
                .map(drop),
            client.delete_share(repository, PARTNER).await,
        ];
        self.answers.extend(answers);
    }

    async fn tags(&mut self) {
        let (client, repository) = (&self.client, &self.repository);
        let copy = NewTag {
            source: tag("v1"),
            name: tag("v2"),
            may_replace: false,
        };
        let (by_offset, by_marker) = (TagQuery::default(), TagMarkerQuery::default());
        let (name, pages, page) = (tag("v2"), MarkerRequest::default(), PageRequest::default());
        let references = client.list_references(repository, &name, &pages);
        let accessories = client.list_accessories(repository, &name, page);
        let configurations = client.list_image_configurations(repository, &name);
        let answers = [
            client.create_tag(repository, &copy).await,
            client.list_tags(repository, &by_offset).await.map(drop),
            client.list_tags_v3(repository, &by_marker).await.map(drop),
            client.get_tag(repository, &name).await.map(drop),
            references.await.map(drop),
            accessories.await.map(drop),
            configurations.await.map(drop),
            client.delete_tag(repository, &name).await,
        ];
        self.answers.extend(answers);
    }

    async fn synchronization(&mut self) {
        let (client, repository) = (&self.client, &self.repository);
        let target = SynchronizationTarget {
            remote_region_id: "local-2".to_owned(),
            remote_organization: repository.organization.clone(),
        };
        let new = NewAutomaticSynchronization {
            target: target.clone(),
            overwrites: false,
        };
        let by_hand = ManualSynchronization {
            tags: vec![tag("v1")],
            target: target.clone(),
            overwrites: false,
        };
        let page = PageRequest::default();
        let jobs = client.list_synchronization_jobs(repository, page);
        let listed = client.list_automatic_synchronizations(repository);
        let ended = client.delete_automatic_synchronization(repository, &target);
        let answers = [
            client.list_regions().await.map(drop),
            client
                .create_automatic_synchronization(repository, &new)
                .await,
            listed.await.map(drop),
            ended.await,
            client
                .synchronize_tags(repository, &by_hand)
                .await
                .map(drop),
            jobs.await.map(drop),
        ];
        self.answers.extend(answers);
    }

    async fn triggers(&mut self) {
        let (client, repository) = (&self.client, &self.repository);
        let new = new_trigger("deploy");
        let answers = [
            client.create_trigger(repository, &new).await,
            client.list_triggers(repository).await.map(drop),
            client.get_trigger(repository, &new.name).await.map(drop),
            client.update_trigger(repository, &new.name, false).await,
            client.delete_trigger(repository, &new.name).await,
        ];
        self.answers.extend(answers);
    }

    async fn retention(&mut self) {
        let (client, repository) = (&self.client, &self.repository);
        let rules = [rule(RetentionTemplate::Count(9))];
        let made = client.create_retention(repository, &rules).await;
        let id = *made.as_ref().unwrap_or(&1);
        let records = client.list_retention_records(repository, PageRequest::default());
        let answers = [
            made.map(drop),
            client.list_retentions(repository).await.map(drop),
            client.get_retention(repository, id).await.map(drop),
            client.update_retention(repository, id, &rules).await,
            records.await.map(drop),
            client.delete_retention(repository, id).await,
        ];
        self.answers.extend(answers);
    }
}

async fn shelf() -> Shelf {
    let (first, second) = World::with_second_region();
    second.organization("team").await;
    let shelf = Shelf::in_world(first).await;
    shelf.push("v1", "layer").await;
    shelf
}

#[tokio::test]
async fn all_operations_are_called_and_answered() {
    let shelf = shelf().await;
    let client = shelf.world.user("admin");
    let answers = Round::of(client, &shelf).await;
    let failed: Vec<_> = answers.iter().filter(|answer| answer.is_err()).collect();
    assert!(failed.is_empty(), "{failed:#?}");

    let nobody = shelf.world.client(Credentials::None);
    let versions = nobody.list_api_versions().await.unwrap();
    nobody.get_api_version(&versions[0].id).await.unwrap();
    assert_eq!(answers.len() + 2, 59 + 1);
    assert_eq!(shelf.world.wire.called(), openapi::all());
}

#[tokio::test]
async fn all_but_the_versions_need_someone() {
    let shelf = shelf().await;
    let nobody = shelf.world.client(Credentials::None);
    let answers = Round::of(nobody, &shelf).await;
    assert_eq!(answers.len(), 58);
    for answer in answers {
        let (status, code, _) = refusal(answer);
        assert_eq!((status, code.as_str()), (401, "APIGW.0301"));
    }
}
