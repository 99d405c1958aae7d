//! A login in the formats of different tools. Pure.
//!
//! One function writes each format twice, with the secrets and with placeholders, so the shown and the
//! copied text differ in nothing else. The password is passed on standard input where the tool supports
//! it, because every program on the machine can read command lines.

use swr_api::RegistryLogin;

use crate::catalog::{RegistryTool, shell_quoted, shell_word};

/// What is in place of a secret.
const HIDDEN: &str = "••••••••";
/// What the secret of a cluster is called.
const SECRET_NAME: &str = "swr-registry";

/// A way to write a login down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A command of one of the tools.
    Tool(RegistryTool),
    /// A command that makes a secret of a cluster.
    Kubectl,
    /// The same secret as a manifest.
    Manifest,
    /// The file in which these tools keep their logins.
    Configuration,
}

impl Form {
    /// All of them, in their order.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let others = [Self::Kubectl, Self::Manifest, Self::Configuration];
        RegistryTool::ALL.map(Self::Tool).into_iter().chain(others)
    }

    /// The name of the form.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Tool(tool) => tool.name(),
            Self::Kubectl => "kubectl",
            Self::Manifest => "Kubernetes",
            Self::Configuration => "config.json",
        }
    }

    /// The form of a name; what is not one is the first.
    pub(super) fn of_name(name: &str) -> Self {
        let found = Self::all().find(|it| it.name() == name);
        found.unwrap_or(Self::Tool(RegistryTool::Docker))
    }

    /// Whether it is run by a shell, which keeps what it ran.
    pub(super) fn is_command(self) -> bool {
        matches!(self, Self::Tool(_) | Self::Kubectl)
    }

    /// The login in this form, with its secrets or without.
    pub(super) fn write(self, login: &RegistryLogin, shows_secrets: bool) -> String {
        let secret = |text: &str| if shows_secrets { text } else { HIDDEN }.to_owned();
        let configuration = |indent: bool| {
            let basic = login.basic();
            docker_configuration(&login.registry, &secret(basic.expose()), indent)
        };
        match self {
            Self::Tool(tool) => {
                let (user, host) = (shell_word(&login.user), shell_word(&login.registry));
                let words = format!("-u {user} --password-stdin {host}");
                let command = tool.login(&login.registry, &words);
                let password = shell_quoted(&secret(login.password.expose()));
                format!("printf %s {password} | {command}")
            }
            Self::Kubectl => {
                let configuration = shell_quoted(&configuration(false));
                format!(
                    "printf %s {configuration} | kubectl create secret generic {SECRET_NAME} \\\n  \
                     --type=kubernetes.io/dockerconfigjson \\\n  \
                     --from-file=.dockerconfigjson=/dev/stdin"
                )
            }
            Self::Manifest => format!(
                "apiVersion: v1\nkind: Secret\nmetadata:\n  name: {SECRET_NAME}\n\
                 type: kubernetes.io/dockerconfigjson\nstringData:\n  .dockerconfigjson: '{}'",
                configuration(false).replace('\'', "''")
            ),
            Self::Configuration => configuration(true),
        }
    }
}

/// `{"auths": {"{registry}": {"auth": "{basic}"}}}`
fn docker_configuration(registry: &str, basic: &str, indent: bool) -> String {
    let configuration = serde_json::json!({ "auths": { registry: { "auth": basic } } });
    match indent {
        true => format!("{configuration:#}"),
        false => configuration.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::Secret;

    fn login(registry: &str, password: &str) -> RegistryLogin {
        RegistryLogin {
            registry: registry.to_owned(),
            user: "local-1@AK".to_owned(),
            password: Secret::new(password),
            expires_at: None,
        }
    }

    #[track_caller]
    fn check(name: &str, registry: &str, expected: &str) {
        let written = Form::of_name(name).write(&login(registry, "pass"), true);
        assert_eq!(written, expected);
    }

    #[test]
    fn the_password_goes_in_by_standard_input() {
        let host = "registry.example";
        for tool in ["docker", "podman", "nerdctl", "skopeo"] {
            let login = "login -u local-1@AK --password-stdin registry.example";
            check(tool, host, &format!("printf %s 'pass' | {tool} {login}"));
        }
    }

    #[test]
    fn certificates_are_given_up_on_this_machine_only() {
        let login = "-u local-1@AK --password-stdin 127.0.0.1:8080";
        for (tool, command) in [
            ("docker", "docker login"),
            ("podman", "podman login --tls-verify=false"),
            ("nerdctl", "nerdctl --insecure-registry login"),
            ("skopeo", "skopeo login --tls-verify=false"),
        ] {
            let expected = format!("printf %s 'pass' | {command} {login}");
            check(tool, "127.0.0.1:8080", &expected);
        }
    }

    #[test]
    fn clusters_and_files_get_the_same_pair() {
        let host = "registry.example";
        let configuration = r#"{"auths":{"registry.example":{"auth":"bG9jYWwtMUBBSzpwYXNz"}}}"#;
        check(
            "kubectl",
            host,
            &format!(
                "printf %s '{configuration}' | kubectl create secret generic swr-registry \\\n  \
                 --type=kubernetes.io/dockerconfigjson \\\n  --from-file=.dockerconfigjson=/dev/stdin"
            ),
        );
        check(
            "Kubernetes",
            host,
            &format!(
                "apiVersion: v1\nkind: Secret\nmetadata:\n  name: swr-registry\n\
                 type: kubernetes.io/dockerconfigjson\nstringData:\n  .dockerconfigjson: '{configuration}'"
            ),
        );
        let file = Form::Configuration.write(&login(host, "pass"), true);
        let read: serde_json::Value = serde_json::from_str(&file).unwrap();
        assert_eq!(read.to_string(), configuration);
    }

    #[test]
    fn no_form_shows_a_secret_before_it_is_requested() {
        let login = login("registry.example", "hunter2");
        let basic = login.basic();
        for form in Form::all() {
            let shown = form.write(&login, false);
            assert!(shown.contains(HIDDEN), "{form:?}");
            for secret in ["hunter2", basic.expose()] {
                assert!(!shown.contains(secret), "{form:?}");
            }
            assert_eq!(Form::of_name(form.name()), form);
        }
    }

    #[test]
    fn what_a_shell_would_read_is_quoted() {
        let login = RegistryLogin {
            user: "a b".to_owned(),
            ..login("registry.example", "a'b; $HOME")
        };
        let command = Form::Tool(RegistryTool::Docker).write(&login, true);
        assert_eq!(
            command,
            r"printf %s 'a'\''b; $HOME' | docker login -u 'a b' --password-stdin registry.example"
        );
    }
}
