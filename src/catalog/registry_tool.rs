//! The tools that sign in to a registry, push and pull, and their command lines. Pure: the commands
//! never contain a secret.

/// A tool that signs in and pushes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistryTool {
    /// `docker`
    Docker,
    /// `podman`
    Podman,
    /// `nerdctl`, the command line of containerd.
    Nerdctl,
    /// `skopeo`
    Skopeo,
}

impl RegistryTool {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Docker, Self::Podman, Self::Nerdctl, Self::Skopeo];

    /// The command's own name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Docker => "docker",
            Self::Podman => "podman",
            Self::Nerdctl => "nerdctl",
            Self::Skopeo => "skopeo",
        }
    }

    /// The tool of a name; what is not one is the first.
    pub fn of_name(name: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|it| it.name() == name).unwrap_or(Self::Docker)
    }

    /// Signs in to a registry: `docker login {words}`, with the options and the host as `words`.
    pub fn login(self, host: &str, words: &str) -> String {
        match self {
            Self::Docker => format!("docker login {words}"),
            Self::Nerdctl => format!("{} login {words}", self.command(host)),
            Self::Podman | Self::Skopeo => {
                let insecure = insecure(host, "--tls-verify=false ");
                format!("{} login {insecure}{words}", self.name())
            }
        }
    }

    /// Where an image can be pushed from; the first is the tool's own store.
    pub fn sources(self) -> &'static [ImageSource] {
        match self {
            Self::Docker | Self::Podman | Self::Nerdctl => &[ImageSource::OwnStore],
            Self::Skopeo => &[
                ImageSource::DockerDaemon,
                ImageSource::ContainersStorage,
                ImageSource::OciLayout,
                ImageSource::DockerArchive,
            ],
        }
    }

    /// Pushes `image` to `{host}/{organization}/{repository}` under a tag.
    pub fn push(self, address: &str, source: ImageSource, image: &str, tag: &str) -> String {
        let host = address.split('/').next().unwrap_or_default();
        let target = shell_word(&format!("{address}:{tag}"));
        let image = shell_word(&source.reference(image));
        match self {
            Self::Docker | Self::Nerdctl => {
                let (plain, command) = (self.name(), self.command(host));
                format!("{plain} tag {image} {target}\n{command} push {target}")
            }
            Self::Podman => {
                let insecure = insecure(host, "--tls-verify=false ");
                format!("podman push {insecure}{image} {target}")
            }
            Self::Skopeo => {
                let insecure = insecure(host, "--dest-tls-verify=false ");
                format!("skopeo copy {insecure}{image} docker://{target}")
            }
        }
    }

    /// The name, and what stands right behind it.
    fn command(self, host: &str) -> String {
        match (self, insecure(host, " --insecure-registry")) {
            (Self::Nerdctl, option) => format!("nerdctl{option}"),
            _ => self.name().to_owned(),
        }
    }
}

/// A place that an image is pushed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageSource {
    /// The store of the tool itself.
    OwnStore,
    /// `docker-daemon:`, the store of Docker.
    DockerDaemon,
    /// `containers-storage:`, the store of Podman and Buildah.
    ContainersStorage,
    /// `oci:`, a folder with an image layout.
    OciLayout,
    /// `docker-archive:`, a file that `docker save` wrote.
    DockerArchive,
}

impl ImageSource {
    /// The word before the image: `oci:`.
    pub fn transport(self) -> &'static str {
        match self {
            Self::OwnStore => "",
            Self::DockerDaemon => "docker-daemon:",
            Self::ContainersStorage => "containers-storage:",
            Self::OciLayout => "oci:",
            Self::DockerArchive => "docker-archive:",
        }
    }

    /// An image as it is typed at most once: a local name, a folder or a file.
    fn reference(self, image: &str) -> String {
        // skopeo asks the daemon for nothing that has neither a tag nor a digest.
        let name = image.rsplit('/').next().unwrap_or(image);
        let latest = match self {
            Self::DockerDaemon if !name.contains([':', '@']) => ":latest",
            _ => "",
        };
        // What Podman and Buildah build is of this host, and skopeo looks for short names at Docker Hub.
        let host = match self {
            Self::ContainersStorage if is_short_name(image) => "localhost/",
            _ => "",
        };
        format!("{}{host}{image}{latest}", self.transport())
    }
}

/// Whether an image is named without a registry, and not by its id.
fn is_short_name(image: &str) -> bool {
    let is_id = image.len() >= 12 && image.bytes().all(|it| it.is_ascii_hexdigit());
    let has_host = image
        .split_once('/')
        .is_some_and(|(host, _)| host == "localhost" || host.contains(['.', ':']));
    !image.is_empty() && !is_id && !has_host && !image.starts_with('@')
}

/// A word of a command line as the shell takes it.
pub fn shell_word(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"@%+=:,./-_".contains(&byte);
    match !text.is_empty() && text.bytes().all(is_plain) {
        true => text.to_owned(),
        false => shell_quoted(text),
    }
}

/// A text between quotes, whatever it holds.
pub fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// On this machine there is no certificate. Docker knows that by itself, the others are told.
fn insecure(host: &str, option: &'static str) -> &'static str {
    if is_on_this_machine(host) { option } else { "" }
}

/// Whether a registry is this machine's: there is no certificate then, and most tools must be
/// told.
pub fn is_on_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|it| it.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOUD: &str = "swr.eu-de.otc.t-systems.com/team/web/nginx";
    const HERE: &str = "127.0.0.1:8080/team/api";

    #[track_caller]
    fn check(tool: RegistryTool, address: &str, login: &str, push: &str) {
        let host = address.split('/').next().unwrap();
        assert_eq!(tool.login(host, host), login);
        let source = tool.sources()[0];
        assert_eq!(tool.push(address, source, "IMAGE", "TAG"), push);
    }

    #[test]
    fn each_tool_gets_the_whole_name() {
        check(
            RegistryTool::Docker,
            CLOUD,
            "docker login swr.eu-de.otc.t-systems.com",
            "docker tag IMAGE swr.eu-de.otc.t-systems.com/team/web/nginx:TAG\n\
             docker push swr.eu-de.otc.t-systems.com/team/web/nginx:TAG",
        );
        check(
            RegistryTool::Skopeo,
            CLOUD,
            "skopeo login swr.eu-de.otc.t-systems.com",
            "skopeo copy docker-daemon:IMAGE:latest docker://swr.eu-de.otc.t-systems.com/team/web/nginx:TAG",
        );
    }

    #[test]
    fn certificates_are_given_up_on_this_machine_only() {
        check(
            RegistryTool::Docker,
            HERE,
            "docker login 127.0.0.1:8080",
            "docker tag IMAGE 127.0.0.1:8080/team/api:TAG\ndocker push 127.0.0.1:8080/team/api:TAG",
        );
        check(
            RegistryTool::Podman,
            HERE,
            "podman login --tls-verify=false 127.0.0.1:8080",
            "podman push --tls-verify=false IMAGE 127.0.0.1:8080/team/api:TAG",
        );
        check(
            RegistryTool::Nerdctl,
            HERE,
            "nerdctl --insecure-registry login 127.0.0.1:8080",
            "nerdctl tag IMAGE 127.0.0.1:8080/team/api:TAG\n\
             nerdctl --insecure-registry push 127.0.0.1:8080/team/api:TAG",
        );
        check(
            RegistryTool::Skopeo,
            HERE,
            "skopeo login --tls-verify=false 127.0.0.1:8080",
            "skopeo copy --dest-tls-verify=false docker-daemon:IMAGE:latest docker://127.0.0.1:8080/team/api:TAG",
        );
    }

    #[test]
    fn skopeo_pushes_from_anywhere() {
        let push = |source, image| RegistryTool::Skopeo.push(CLOUD, source, image, "1.0");
        for (source, image, expected) in [
            (ImageSource::DockerDaemon, "app", "docker-daemon:app:latest"),
            (
                ImageSource::DockerDaemon,
                "h:5000/app",
                "docker-daemon:h:5000/app:latest",
            ),
            (ImageSource::DockerDaemon, "app:2", "docker-daemon:app:2"),
            (
                ImageSource::ContainersStorage,
                "app",
                "containers-storage:localhost/app",
            ),
            (
                ImageSource::ContainersStorage,
                "team/app:1",
                "containers-storage:localhost/team/app:1",
            ),
            (
                ImageSource::ContainersStorage,
                "localhost/app:1",
                "containers-storage:localhost/app:1",
            ),
            (
                ImageSource::ContainersStorage,
                "quay.io/team/app",
                "containers-storage:quay.io/team/app",
            ),
            (
                ImageSource::ContainersStorage,
                "9cfa917ccbb5",
                "containers-storage:9cfa917ccbb5",
            ),
            (ImageSource::OciLayout, "./out dir", "'oci:./out dir'"),
            (
                ImageSource::DockerArchive,
                "app.tar",
                "docker-archive:app.tar",
            ),
        ] {
            let command = push(source, image);
            assert_eq!(
                command,
                format!("skopeo copy {expected} docker://{CLOUD}:1.0")
            );
        }
    }

    #[test]
    fn names_of_tools_go_both_ways() {
        for tool in RegistryTool::ALL {
            assert_eq!(RegistryTool::of_name(tool.name()), tool);
        }
    }

    #[test]
    fn only_this_machine_is_this_machine() {
        for (host, expected) in [
            ("localhost", true),
            ("[::1]:80", true),
            ("[::1]", true),
            ("127.0.0.1:8080", true),
            ("localhost.example", false),
            ("127.0.0.1.example:80", false),
            ("", false),
        ] {
            assert_eq!(is_on_this_machine(host), expected, "{host}");
        }
    }
}
