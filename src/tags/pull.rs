//! Commands that pull an image, for the tools people have. No secret ever stands in one. Pure.

use swr_api::{RepositoryPath, Tag};

use crate::catalog::is_on_this_machine;
use crate::configuration::Connection;

/// Something that pulls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    Docker,
    Podman,
    Nerdctl,
    Crictl,
    Ctr,
    Skopeo,
    Kubernetes,
}

/// An image, as a tool needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Image {
    host: String,
    path: RepositoryPath,
    /// `:{tag}` or `@{digest}`.
    version: String,
}

impl Image {
    /// What a tag names now and may not name tomorrow.
    pub(super) fn by_tag(connection: &Connection, path: &RepositoryPath, tag: &Tag) -> Self {
        Self {
            host: connection.registry_host(&tag.path),
            path: path.clone(),
            version: format!(":{}", tag.name),
        }
    }

    /// What it names now, for ever; `None` where the service does not say the digest.
    pub(super) fn by_digest(
        connection: &Connection,
        path: &RepositoryPath,
        tag: &Tag,
    ) -> Option<Self> {
        (!tag.digest.is_empty()).then(|| Self {
            version: format!("@{}", tag.digest),
            ..Self::by_tag(connection, path, tag)
        })
    }

    /// `{host}/{organization}/{repository}:{tag}`
    pub(super) fn reference(&self) -> String {
        format!("{}/{}{}", self.host, self.path, self.version)
    }

    /// The last part of the repository's name, which a copy or a container may have as its own.
    fn short_name(&self) -> &str {
        let name = self.path.repository.as_str();
        name.rsplit('/').next().unwrap_or(name)
    }
}

impl Tool {
    pub(super) const ALL: [Self; 7] = [
        Self::Docker,
        Self::Podman,
        Self::Nerdctl,
        Self::Crictl,
        Self::Ctr,
        Self::Skopeo,
        Self::Kubernetes,
    ];

    /// The name of the form.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Docker => "docker",
            Self::Podman => "podman",
            Self::Nerdctl => "nerdctl",
            Self::Crictl => "crictl",
            Self::Ctr => "ctr",
            Self::Skopeo => "skopeo",
            Self::Kubernetes => "Kubernetes",
        }
    }

    /// The tool of a name; what is not one is the first.
    pub(super) fn of_name(name: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|it| it.name() == name).unwrap_or(Self::Docker)
    }

    /// Pulls an image.
    pub(super) fn pull(self, image: &Image) -> String {
        let reference = image.reference();
        let insecure = if is_on_this_machine(&image.host) {
            self.insecure()
        } else {
            ""
        };
        match self {
            Self::Docker => format!("docker pull {reference}"),
            Self::Podman => format!("podman pull {insecure}{reference}"),
            Self::Nerdctl => format!("nerdctl {insecure}pull {reference}"),
            Self::Crictl => format!("crictl pull {reference}"),
            Self::Ctr => format!("ctr images pull {insecure}{reference}"),
            Self::Skopeo => {
                let name = image.short_name();
                format!("skopeo copy {insecure}docker://{reference} oci:{name}")
            }
            Self::Kubernetes => {
                let name = label(image.short_name());
                format!("containers:\n  - name: {name}\n    image: {reference}")
            }
        }
    }

    /// On this machine there is no certificate. Docker knows that by itself; what crictl and
    /// Kubernetes pull is up to the configuration of the machine they run on.
    fn insecure(self) -> &'static str {
        match self {
            Self::Docker | Self::Crictl | Self::Kubernetes => "",
            Self::Podman => "--tls-verify=false ",
            Self::Nerdctl => "--insecure-registry ",
            Self::Ctr => "--plain-http ",
            Self::Skopeo => "--src-tls-verify=false ",
        }
    }
}

/// The name of a container: at most 63 lower-case letters, digits and dashes, a letter or a digit
/// first and last.
fn label(name: &str) -> String {
    let dashed: String = name
        .chars()
        .take(63)
        .map(|it| {
            if it.is_ascii_alphanumeric() {
                it.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    dashed.trim_matches('-').to_owned()
}

/// What stands for the person's own image.
const IMAGE: &str = "IMAGE";
/// A tag that is as good as any for the first push.
const TAG: &str = "latest";

/// The first push into a repository. `address` is what the service says of where it is.
pub(super) fn first_push(connection: &Connection, path: &RepositoryPath, address: &str) -> String {
    let host = connection.registry_host(address);
    format!("docker tag {IMAGE} {host}/{path}:{TAG}\ndocker push {host}/{path}:{TAG}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(repository: &str) -> RepositoryPath {
        RepositoryPath::existing("team", repository).unwrap()
    }

    fn tag(host: &str) -> Tag {
        let json = format!(r#"{{"Tag":"v1","digest":"sha256:ab","path":"{host}/team/web:v1"}}"#);
        serde_json::from_str(&json).unwrap()
    }

    #[track_caller]
    fn check(host: &str, tool: Tool, expected: &str) {
        let connection = Connection::same_origin();
        let image = Image::by_tag(&connection, &path("web/My_app"), &tag(host));
        assert_eq!(tool.pull(&image), expected);
    }

    #[test]
    fn each_tool_gets_the_whole_name() {
        let host = "registry.example";
        for (tool, before) in [
            (Tool::Docker, "docker pull "),
            (Tool::Podman, "podman pull "),
            (Tool::Nerdctl, "nerdctl pull "),
            (Tool::Crictl, "crictl pull "),
            (Tool::Ctr, "ctr images pull "),
        ] {
            check(
                host,
                tool,
                &format!("{before}registry.example/team/web/My_app:v1"),
            );
        }
        let skopeo = "skopeo copy docker://registry.example/team/web/My_app:v1 oci:My_app";
        check(host, Tool::Skopeo, skopeo);
    }

    #[test]
    fn a_container_gets_a_name_that_may_be_one() {
        let snippet = "containers:\n  - name: my-app\n    image: r.example/team/web/My_app:v1";
        check("r.example", Tool::Kubernetes, snippet);
        assert_eq!(label("-a__b-"), "a--b");
        assert_eq!(label(&"a".repeat(100)).len(), 63);
    }

    #[test]
    fn certificates_are_given_up_on_this_machine_only() {
        let image = "127.0.0.1:8080/team/web/My_app:v1";
        for (tool, before) in [
            (Tool::Docker, "docker pull "),
            (Tool::Podman, "podman pull --tls-verify=false "),
            (Tool::Nerdctl, "nerdctl --insecure-registry pull "),
            (Tool::Ctr, "ctr images pull --plain-http "),
        ] {
            check("127.0.0.1:8080", tool, &format!("{before}{image}"));
        }
    }

    #[test]
    fn a_digest_takes_the_place_of_the_tag() {
        let connection = Connection::same_origin();
        let mut tag = tag("r.example");
        let image = Image::by_digest(&connection, &path("web"), &tag).unwrap();
        assert_eq!(
            Tool::Docker.pull(&image),
            "docker pull r.example/team/web@sha256:ab"
        );
        tag.digest.clear();
        assert_eq!(Image::by_digest(&connection, &path("web"), &tag), None);
    }

    #[test]
    fn names_of_tools_go_both_ways() {
        for tool in Tool::ALL {
            assert_eq!(Tool::of_name(tool.name()), tool);
        }
    }
}
