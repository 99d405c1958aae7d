//! The tools that sign in to a registry, push and pull, and what each has to be told. Pure: no secret
//! ever stands in what is made here.

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

    /// Pushes `image` to `{host}/{organization}/{repository}` under a tag.
    pub fn push(self, address: &str, image: &str, tag: &str) -> String {
        let host = address.split('/').next().unwrap_or_default();
        match self {
            Self::Docker | Self::Nerdctl => {
                let (plain, command) = (self.name(), self.command(host));
                format!("{plain} tag {image} {address}:{tag}\n{command} push {address}:{tag}")
            }
            Self::Podman => {
                let insecure = insecure(host, "--tls-verify=false ");
                format!("podman push {insecure}{image} {address}:{tag}")
            }
            Self::Skopeo => {
                let insecure = insecure(host, "--dest-tls-verify=false ");
                format!("skopeo copy {insecure}docker-daemon:{image} docker://{address}:{tag}")
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

/// On this machine there is no certificate. Docker knows that by itself, the others are told.
fn insecure(host: &str, option: &'static str) -> &'static str {
    if is_on_this_machine(host) { option } else { "" }
}

/// Whether a registry is this machine's: there is no certificate then, and most tools have to be
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
        assert_eq!(tool.push(address, "IMAGE", "TAG"), push);
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
            "skopeo copy docker-daemon:IMAGE docker://swr.eu-de.otc.t-systems.com/team/web/nginx:TAG",
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
            "skopeo copy --dest-tls-verify=false docker-daemon:IMAGE docker://127.0.0.1:8080/team/api:TAG",
        );
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
