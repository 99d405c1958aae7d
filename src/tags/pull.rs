//! Commands that pull what a tag names, for the tools that read it. No secret ever stands in one. Pure.

use super::image::Image;
use crate::catalog::is_on_this_machine;
use crate::manifest::CommandFamily;

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
    Buildx,
    Helm,
    Flux,
    Oras,
    /// The same, for what has no files with names.
    OrasCopy,
    Wkg,
    Tkn,
    Conftest,
    Falcoctl,
    Compose,
    Apptainer,
    Modctl,
    Kit,
    DockerModel,
    Ollama,
}

impl Tool {
    /// The tools that read a kind of content, the first for who asks for none.
    pub(super) fn of_family(family: CommandFamily) -> &'static [Self] {
        match family {
            CommandFamily::Container => &[
                Self::Docker,
                Self::Podman,
                Self::Nerdctl,
                Self::Crictl,
                Self::Ctr,
                Self::Skopeo,
                Self::Kubernetes,
            ],
            CommandFamily::BuildCache => &[Self::Buildx],
            CommandFamily::Helm => &[Self::Helm],
            CommandFamily::Flux => &[Self::Flux],
            CommandFamily::Oras => &[Self::Oras],
            CommandFamily::OrasCopy => &[Self::OrasCopy],
            CommandFamily::Wasm => &[Self::Wkg],
            CommandFamily::Tekton => &[Self::Tkn],
            CommandFamily::Conftest => &[Self::Conftest],
            CommandFamily::Falco => &[Self::Falcoctl],
            CommandFamily::Compose => &[Self::Compose],
            CommandFamily::Apptainer => &[Self::Apptainer],
            CommandFamily::ModelPack => &[Self::Modctl],
            CommandFamily::KitOps => &[Self::Kit],
            CommandFamily::DockerModel => &[Self::DockerModel],
            CommandFamily::Ollama => &[Self::Ollama],
        }
    }

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
            Self::Buildx => "docker buildx",
            Self::Helm => "helm",
            Self::Flux => "flux",
            Self::Oras | Self::OrasCopy => "oras",
            Self::Wkg => "wkg",
            Self::Tkn => "tkn",
            Self::Conftest => "conftest",
            Self::Falcoctl => "falcoctl",
            Self::Compose => "docker compose",
            Self::Apptainer => "apptainer",
            Self::Modctl => "modctl",
            Self::Kit => "kit",
            Self::DockerModel => "docker model",
            Self::Ollama => "ollama",
        }
    }

    /// The tool of a name among some; what is not one is the first of them.
    pub(super) fn of_name(name: &str, tools: &[Self]) -> Self {
        let mut tools = tools.iter();
        let first = tools.clone().next();
        let named = tools.find(|it| it.name() == name);
        named.or(first).copied().unwrap_or(Self::Docker)
    }

    /// Whether it takes a digest in place of a tag. Those that do not are known to refuse it, or
    /// their documentation does not tell.
    pub(super) fn takes_digest(self) -> bool {
        !matches!(
            self,
            Self::Helm
                | Self::Conftest
                | Self::Compose
                | Self::Apptainer
                | Self::Modctl
                | Self::DockerModel
                | Self::Ollama
        )
    }

    /// Pulls an image, or whatever the tool reads.
    pub(super) fn pull(self, image: &Image) -> String {
        let reference = image.reference();
        let name = image.short_name();
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
            Self::Skopeo => format!("skopeo copy {insecure}docker://{reference} oci:{name}"),
            Self::Kubernetes => {
                let name = label(name);
                format!("containers:\n  - name: {name}\n    image: {reference}")
            }
            Self::Buildx => {
                format!("docker buildx build --cache-from type=registry,ref={reference} .")
            }
            Self::Helm => {
                let (address, version) = (image.address(), image.chart_version());
                format!("helm pull {insecure}oci://{address} --version {version}")
            }
            Self::Flux => format!("flux pull artifact {insecure}oci://{reference} --output ."),
            Self::Oras => format!("oras pull {insecure}{reference}"),
            Self::OrasCopy => format!("oras copy {insecure}{reference} --to-oci-layout {name}"),
            Self::Wkg if insecure.is_empty() => format!("wkg oci pull {reference}"),
            Self::Wkg => format!("wkg oci pull {insecure}{} {reference}", image.host),
            Self::Tkn => format!("tkn bundle list {reference}"),
            Self::Conftest => format!("conftest pull oci://{reference}"),
            Self::Falcoctl => format!("falcoctl artifact install {insecure}{reference}"),
            Self::Compose => format!("docker compose -f oci://{reference} up"),
            Self::Apptainer => format!("apptainer pull {insecure}oras://{reference}"),
            Self::Modctl => format!("modctl pull {insecure}{reference}"),
            Self::Kit => format!("kit pull {insecure}{reference}"),
            Self::DockerModel => format!("docker model pull {reference}"),
            Self::Ollama => format!("ollama pull {insecure}{reference}"),
        }
    }

    /// On this machine there is no certificate. Docker knows that by itself; what crictl and
    /// Kubernetes pull is up to the configuration of the machine they run on.
    fn insecure(self) -> &'static str {
        match self {
            Self::Podman => "--tls-verify=false ",
            Self::Nerdctl => "--insecure-registry ",
            Self::Ctr | Self::Helm | Self::Oras | Self::Falcoctl | Self::Modctl | Self::Kit => {
                "--plain-http "
            }
            Self::Skopeo => "--src-tls-verify=false ",
            Self::Flux => "--insecure-registry ",
            Self::OrasCopy => "--from-plain-http ",
            Self::Wkg => "--insecure ",
            Self::Apptainer => "--no-https ",
            Self::Ollama => "--insecure ",
            _ => "",
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

#[cfg(test)]
mod tests {
    use swr_api::{RepositoryPath, Tag};

    use super::*;
    use crate::configuration::Connection;

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
    fn each_kind_of_content_is_pulled_by_a_tool_that_reads_it() {
        let reference = "r.example/team/web/My_app:v1";
        for (family, expected) in [
            (CommandFamily::Container, format!("docker pull {reference}")),
            (
                CommandFamily::BuildCache,
                format!("docker buildx build --cache-from type=registry,ref={reference} ."),
            ),
            (
                CommandFamily::Helm,
                "helm pull oci://r.example/team/web/My_app --version v1".to_owned(),
            ),
            (
                CommandFamily::Flux,
                format!("flux pull artifact oci://{reference} --output ."),
            ),
            (CommandFamily::Oras, format!("oras pull {reference}")),
            (
                CommandFamily::OrasCopy,
                format!("oras copy {reference} --to-oci-layout My_app"),
            ),
            (CommandFamily::Wasm, format!("wkg oci pull {reference}")),
            (
                CommandFamily::Tekton,
                format!("tkn bundle list {reference}"),
            ),
            (
                CommandFamily::Conftest,
                format!("conftest pull oci://{reference}"),
            ),
            (
                CommandFamily::Falco,
                format!("falcoctl artifact install {reference}"),
            ),
            (
                CommandFamily::Compose,
                format!("docker compose -f oci://{reference} up"),
            ),
            (
                CommandFamily::Apptainer,
                format!("apptainer pull oras://{reference}"),
            ),
            (CommandFamily::ModelPack, format!("modctl pull {reference}")),
            (CommandFamily::KitOps, format!("kit pull {reference}")),
            (
                CommandFamily::DockerModel,
                format!("docker model pull {reference}"),
            ),
            (CommandFamily::Ollama, format!("ollama pull {reference}")),
        ] {
            check("r.example", Tool::of_family(family)[0], &expected);
        }
        let here = "wkg oci pull --insecure 127.0.0.1:8080 127.0.0.1:8080/team/web/My_app:v1";
        check("127.0.0.1:8080", Tool::Wkg, here);
        let here = "helm pull --plain-http oci://127.0.0.1:8080/team/web/My_app --version v1";
        check("127.0.0.1:8080", Tool::Helm, here);
    }

    #[test]
    fn the_version_of_a_chart_has_its_plus_again() {
        let json = r#"{"Tag":"1.2.3_build.5","path":"r.example/team/hello:1.2.3_build.5"}"#;
        let tag: Tag = serde_json::from_str(json).unwrap();
        let image = Image::by_tag(&Connection::same_origin(), &path("hello"), &tag);
        let expected = "helm pull oci://r.example/team/hello --version 1.2.3+build.5";
        assert_eq!(Tool::Helm.pull(&image), expected);
    }

    #[test]
    fn names_of_tools_go_both_ways() {
        let tools = Tool::of_family(CommandFamily::Container);
        for tool in tools {
            assert_eq!(Tool::of_name(tool.name(), tools), *tool);
        }
        assert_eq!(Tool::of_name("helm", tools), Tool::Docker);
    }
}
