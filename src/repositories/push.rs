//! How an image gets into a repository: commands for the tools people have, because a browser cannot
//! push. No secret ever stands in one; each tool asks for the password by itself.

use leptos::prelude::*;

use super::texts;
use crate::i18n::use_texts;
use crate::route::RepositoryPath;
use crate::session::{is_on_this_machine, use_session};
use crate::ui::{Choice, ChoiceTabs, CommandBlock, Dialog};

/// The commands, to be copied.
#[component]
pub(super) fn PushDialog(
    /// Where to.
    path: RepositoryPath,
    /// `{registry host}/{organization}/{repository}`, where the service says it.
    address: String,
    /// It was closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let session = use_session();
    let connection = untrack(|| session.connection());
    let host = connection.registry_host(&address);
    let address = format!("{host}/{path}");
    let user = format!("{}@AK", connection.project_name());
    let tool = RwSignal::new(Tool::Docker.name().to_owned());
    let tools = Tool::ALL.map(|it| Choice::new(it.name(), it.name()));
    let login = move || tool.with(|tool| Tool::of_name(tool).login(&host));
    let push = move || tool.with(|tool| Tool::of_name(tool).push(&address));
    view! {
        <Dialog title=texts.fill(texts::PUSH_TITLE, &[("name", &path.to_string())]) on_close>
            <div class="dialog-body">
                <ChoiceTabs label=texts.get(texts::TOOL) value=tool options=tools.to_vec()/>
                <p>{texts.fill(texts::PUSH_LOGIN, &[("user", &user)])}</p>
                <CommandBlock command=login label=texts.get(texts::COPY_LOGIN)/>
                <p>{texts.fill(texts::PUSH_STEPS, &[("image", IMAGE), ("tag", TAG)])}</p>
                <CommandBlock command=push label=texts.get(texts::COPY_PUSH)/>
            </div>
        </Dialog>
    }
}

/// A tool that pushes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tool {
    Docker,
    Podman,
    Skopeo,
}

/// What stands for the person's own image.
const IMAGE: &str = "IMAGE";
/// What stands for the tag.
const TAG: &str = "TAG";

impl Tool {
    const ALL: [Self; 3] = [Self::Docker, Self::Podman, Self::Skopeo];

    /// The command's own name.
    fn name(self) -> &'static str {
        match self {
            Self::Docker => "docker",
            Self::Podman => "podman",
            Self::Skopeo => "skopeo",
        }
    }

    /// The tool of a name; what is not one is the first.
    fn of_name(name: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|it| it.name() == name).unwrap_or(Self::Docker)
    }

    /// Logs in to a registry.
    fn login(self, host: &str) -> String {
        let insecure = self.insecure(host, "--tls-verify=false ");
        format!("{} login {insecure}{host}", self.name())
    }

    /// Pushes an image to `{host}/{organization}/{repository}`.
    fn push(self, address: &str) -> String {
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
        if self != Self::Docker && is_on_this_machine(host) {
            option
        } else {
            ""
        }
    }
}

/// The registry of an address.
fn host_of(address: &str) -> &str {
    address.split('/').next().unwrap_or_default()
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
    }

    #[test]
    fn names_of_tools_go_both_ways() {
        for tool in Tool::ALL {
            assert_eq!(Tool::of_name(tool.name()), tool);
        }
    }
}
