//! The commands that bring an image into a repository, for the tools people have. Pure.
//!
//! No secret ever stands in a command: each of them asks for the password by itself.

/// A tool that pushes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    Docker,
    Podman,
    Skopeo,
}

/// What stands for the person's own image.
pub(super) const IMAGE: &str = "IMAGE";
/// What stands for the tag.
pub(super) const TAG: &str = "TAG";

impl Tool {
    pub(super) const ALL: [Self; 3] = [Self::Docker, Self::Podman, Self::Skopeo];

    /// The command's own name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Docker => "docker",
            Self::Podman => "podman",
            Self::Skopeo => "skopeo",
        }
    }

    /// The tool of a name; what is not one is the first.
    pub(super) fn of_name(name: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|it| it.name() == name).unwrap_or(Self::Docker)
    }

    /// Logs in to a registry.
    pub(super) fn login(self, host: &str) -> String {
        let insecure = self.insecure(host, "--tls-verify=false ");
        format!("{} login {insecure}{host}", self.name())
    }

    /// Pushes an image to `{host}/{organization}/{repository}`.
    pub(super) fn push(self, address: &str) -> String {
        let host = host_of(address);
        match self {
            Self::Docker => {
                format!("docker tag {IMAGE} {address}:{TAG}\ndocker push {address}:{TAG}")
            }
            Self::Podman => {
                let insecure = self.insecure(host, "--tls-verify=false ");
                format!("podman push {insecure}{IMAGE} {address}:{TAG}")
            }
            Self::Skopeo => {
                let insecure = self.insecure(host, "--dest-tls-verify=false ");
                format!("skopeo copy {insecure}docker-daemon:{IMAGE} docker://{address}:{TAG}")
            }
        }
    }

    /// On this machine there is no certificate. Docker knows that by itself.
    fn insecure(self, host: &str, option: &'static str) -> &'static str {
        if self != Self::Docker && is_loopback(host) {
            option
        } else {
            ""
        }
    }
}

/// The registry of an address.
pub(super) fn host_of(address: &str) -> &str {
    address.split('/').next().unwrap_or_default()
}

fn is_loopback(host: &str) -> bool {
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

    #[test]
    fn each_tool_gets_the_whole_name() {
        assert_eq!(
            Tool::Docker.push(CLOUD),
            "docker tag IMAGE swr.eu-de.otc.t-systems.com/team/web/nginx:TAG\n\
             docker push swr.eu-de.otc.t-systems.com/team/web/nginx:TAG"
        );
        assert_eq!(
            Tool::Skopeo.push(CLOUD),
            "skopeo copy docker-daemon:IMAGE docker://swr.eu-de.otc.t-systems.com/team/web/nginx:TAG"
        );
        assert_eq!(
            Tool::Podman.login(host_of(CLOUD)),
            "podman login swr.eu-de.otc.t-systems.com"
        );
    }

    #[test]
    fn certificates_are_given_up_on_this_machine_only() {
        assert_eq!(
            Tool::Podman.push(HERE),
            "podman push --tls-verify=false IMAGE 127.0.0.1:8080/team/api:TAG"
        );
        assert_eq!(
            Tool::Skopeo.login(host_of(HERE)),
            "skopeo login --tls-verify=false 127.0.0.1:8080"
        );
        for (host, expected) in [
            ("localhost", true),
            ("[::1]:80", true),
            ("[::1]", true),
            ("localhost.example", false),
            ("127.0.0.1.example:80", false),
        ] {
            assert_eq!(is_loopback(host), expected, "{host}");
        }
    }

    #[test]
    fn names_of_tools_go_both_ways() {
        for tool in Tool::ALL {
            assert_eq!(Tool::of_name(tool.name()), tool);
        }
    }
}
