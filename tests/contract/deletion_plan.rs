//! What the console says a deletion will do, and what the service reports after it: the same, for
//! repositories that no one thought of. They are made by counting, so that a number that fails is a case
//! that can be looked at.

use std::collections::{BTreeMap, BTreeSet};

use http::Method;
use swr_api::{PageRequest, RepositoryPath, Tag, TagQuery};
use swr_console::manifest::{Contents, DeletionPlan, companion_of};
use swr_server::image::Digest;

use crate::shelf::{IMAGE, Shelf};
use crate::world::World;

const CASES: u64 = 24;
const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const LAYERS: [&str; 6] = [
    "base",
    "runtime layer",
    "tools",
    "app",
    "data of the app",
    "x",
];

/// Numbers without a pattern, the same ones every time (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn is_one_of(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

/// A repository in the making.
struct Pushed {
    shelf: Shelf,
    numbers: Numbers,
    /// Every manifest that was pushed, tagged or not, by its digest.
    manifests: BTreeMap<String, String>,
    tags: usize,
}

impl Pushed {
    fn name(&mut self) -> String {
        self.tags += 1;
        format!("v{}", self.tags)
    }

    /// Pushes a manifest under a tag, or under its digest alone.
    async fn put(&mut self, tag: Option<String>, media_type: &str, manifest: String) -> String {
        let digest = Digest::of(manifest.as_bytes()).to_string();
        let reference = tag.as_deref().unwrap_or(&digest);
        let below = format!("manifests/{reference}");
        self.shelf
            .put(Method::PUT, &below, media_type, &manifest)
            .await;
        self.manifests.insert(digest.clone(), manifest);
        digest
    }

    async fn image(&mut self, tag: Option<String>) -> String {
        let number = self.numbers.below(4);
        let configuration = format!(r#"{{"os":"linux","architecture":"a{number}"}}"#);
        let config = self.shelf.push_blob(&configuration).await;
        let mut layers = Vec::new();
        for _ in 0..self.numbers.below(4) {
            let layer = LAYERS[self.numbers.below(LAYERS.len())];
            let digest = self.shelf.push_blob(layer).await;
            layers.push(format!(
                r#"{{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{digest}","size":{}}}"#,
                layer.len()
            ));
        }
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"{IMAGE}","config":{{"mediaType":
            "application/vnd.oci.image.config.v1+json","digest":"{config}","size":{}}},
            "layers":[{}]}}"#,
            configuration.len(),
            layers.join(",")
        );
        self.put(tag, IMAGE, manifest).await
    }

    /// Pushes an index of some of these.
    async fn index(&mut self, tag: Option<String>, digests: &[String]) -> String {
        let count = 1 + self.numbers.below(3);
        let chosen: BTreeSet<usize> = (0..count)
            .map(|_| self.numbers.below(digests.len()))
            .collect();
        let child = |position: usize| {
            let manifest = &self.manifests[&digests[position]];
            let is_index = manifest.contains("\"manifests\"");
            let media_type = if is_index { INDEX } else { IMAGE };
            let (digest, size) = (&digests[position], manifest.len());
            format!(r#"{{"mediaType":"{media_type}","digest":"{digest}","size":{size}}}"#)
        };
        let children: Vec<String> = chosen.into_iter().map(child).collect();
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{}]}}"#,
            children.join(",")
        );
        self.put(tag, INDEX, manifest).await
    }

    /// Pushes images, indexes of them, indexes of indexes, and signatures of some, tagged or not.
    async fn fill(&mut self) {
        let mut digests = Vec::new();
        for _ in 0..2 + self.numbers.below(4) {
            let tag = (!self.numbers.is_one_of(3)).then(|| self.name());
            digests.push(self.image(tag).await);
        }
        for _ in 0..self.numbers.below(4) {
            let tag = (!self.numbers.is_one_of(4)).then(|| self.name());
            let index = self.index(tag, &digests).await;
            digests.push(index);
        }
        for _ in 0..self.numbers.below(3) {
            let about = digests[self.numbers.below(digests.len())].clone();
            let tag = format!("{}.sig", about.replace(':', "-"));
            digests.push(self.image(Some(tag)).await);
        }
        for _ in 0..self.numbers.below(3) {
            let again = &digests[self.numbers.below(digests.len())];
            let manifest = self.manifests[again].clone();
            let is_index = manifest.contains("\"manifests\"");
            let tag = Some(self.name());
            let media_type = if is_index { INDEX } else { IMAGE };
            self.put(tag, media_type, manifest).await;
        }
    }

    async fn listed(&self) -> Vec<Tag> {
        let query = TagQuery {
            page: PageRequest {
                offset: 0,
                limit: 100,
            },
            ..TagQuery::default()
        };
        let client = self.shelf.world.user("admin");
        let page = client.list_tags(&self.shelf.repository, &query).await;
        page.unwrap().items
    }

    async fn size_bytes(&self) -> u64 {
        let client = self.shelf.world.user("admin");
        let repository = client.get_repository(&self.shelf.repository).await;
        repository.unwrap().size_bytes.unwrap()
    }
}

async fn check(case: u64) {
    let world = World::new();
    let organization = world.organization("team").await;
    let repository: RepositoryPath = world.repository(&organization, "api").await;
    let mut pushed = Pushed {
        shelf: Shelf { world, repository },
        numbers: Numbers(case * 7919 + 1),
        manifests: BTreeMap::new(),
        tags: 0,
    };
    pushed.fill().await;
    let before = pushed.listed().await;
    let (mut chosen, mut kept) = (Vec::new(), Vec::new());
    for tag in &before {
        let is_chosen = companion_of(tag).is_none() && pushed.numbers.is_one_of(2);
        if is_chosen { &mut chosen } else { &mut kept }.push(tag.clone());
    }
    let mut contents = Contents::of(&before);
    for (digest, manifest) in &pushed.manifests {
        contents.add(digest, manifest);
    }
    let plan = DeletionPlan::with_companions(&contents, &before, &chosen);
    let by_list = DeletionPlan::of(&before, &chosen);
    let bytes_before = pushed.size_bytes().await;
    let client = pushed.shelf.world.user("admin");
    let names = chosen.iter().map(|it| &it.name).chain(&plan.companions);
    for name in names.clone() {
        let deleted = client.delete_tag(&pushed.shelf.repository, name).await;
        deleted.unwrap();
    }
    let gone: BTreeSet<&str> = names.map(|it| it.as_str()).collect();
    let after = pushed.listed().await;
    let left: BTreeSet<&str> = after.iter().map(|it| it.name.as_str()).collect();
    let expected = before.iter().map(|it| it.name.as_str());
    let expected: BTreeSet<&str> = expected.filter(|it| !gone.contains(it)).collect();
    assert_eq!(left, expected, "case {case}: the tags");
    let freed = bytes_before - pushed.size_bytes().await;
    assert_eq!(plan.freed_bytes, Some(freed), "case {case}: the bytes");
    // What the list alone tells is a bound.
    assert!(by_list.freed_bytes >= Some(freed), "case {case}: the bound");
    let held: BTreeSet<String> = after
        .iter()
        .flat_map(|it| contents.reach(it).manifests)
        .collect();
    for image in &plan.images {
        let tag = before.iter().find(|it| it.name == image.tags[0]).unwrap();
        assert_eq!(image.is_kept(), held.contains(&tag.digest), "case {case}");
    }
    assert_eq!(plan.left_behind, [], "case {case}");
    for companion in after.iter().filter_map(companion_of) {
        let image_went = chosen.iter().any(|it| it.digest == companion.about);
        assert!(
            !image_went || held.contains(&companion.about),
            "case {case}"
        );
    }
}

#[tokio::test]
async fn a_plan_says_what_the_service_reports_after_the_deletion() {
    for case in 0..CASES {
        check(case).await;
    }
}
