//! Clients that other people wrote, each pinned, run against the program: sign in, push, pull, list 250 tags,
//! delete, and the management calls that they have.
//!
//! A client that cannot be had here is skipped by its name. What comes from PyPI and npm is installed once
//! into the user's cache folder; what comes from Debian the test command installs.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]
#![allow(
    clippy::print_stdout,
    reason = "it reports as the harness of the other tests does"
)]

mod containers;
mod environment;
mod full_disk;
#[path = "../push/http.rs"]
#[allow(dead_code, reason = "another suite uses the rest")]
mod http;
mod node;
mod python;
mod restored;
#[path = "../push/server.rs"]
#[allow(dead_code, reason = "another suite uses the rest")]
mod server;
mod shelf;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;

use environment::Unavailable;
use shelf::Shelf;

/// A client, and what it does with the service.
struct Client {
    name: &'static str,
    run: fn(&Shelf) -> Result<(), Unavailable>,
}

const CLIENTS: &[Client] = &[
    Client {
        name: "skopeo",
        run: containers::skopeo,
    },
    Client {
        name: "skopeo_on_a_full_disk",
        run: full_disk::keeps_the_door_open,
    },
    Client {
        name: "skopeo_after_a_restore",
        run: restored::serves_what_was_backed_up,
    },
    Client {
        name: "umoci",
        run: containers::umoci,
    },
    Client {
        name: "podman",
        run: containers::podman,
    },
    Client {
        name: "buildah",
        run: containers::buildah,
    },
    Client {
        name: "docker_registry_as_a_cache",
        run: containers::pull_through_cache,
    },
    Client {
        name: "oci_client",
        run: containers::oci_client,
    },
    Client {
        name: "oras_0_2_25",
        run: python::oras_0_2_25,
    },
    Client {
        name: "oras_0_2_43",
        run: python::oras_0_2_43,
    },
    Client {
        name: "otcextensions",
        run: python::otcextensions,
    },
    Client {
        name: "huaweicloud_sdk_for_node",
        run: node::huaweicloud_sdk,
    },
    Client {
        name: "docker_registry_client",
        run: node::docker_registry_client,
    },
    Client {
        name: "docker_registry_v2_client",
        run: node::docker_registry_v2_client,
    },
];

/// What became of one.
enum Outcome {
    Passed,
    Failed,
    Skipped(String),
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    // The harness of the other tests is requested what there is, too.
    if words.iter().any(|word| word == "--list") {
        for client in CLIENTS {
            println!("{}: test", client.name);
        }
        return ExitCode::SUCCESS;
    }
    let filter = words.iter().find(|word| !word.starts_with('-'));
    let is_wanted = |client: &&Client| filter.is_none_or(|filter| client.name.contains(filter));
    let wanted: Vec<&Client> = CLIENTS.iter().filter(is_wanted).collect();
    println!("\nrunning {} tests", wanted.len());
    let outcomes = run(&wanted);
    let count = |is: fn(&Outcome) -> bool| outcomes.iter().filter(|it| is(it)).count();
    let failed = count(|it| matches!(it, Outcome::Failed));
    println!(
        "\ntest result: {}. {} passed; {failed} failed; {} ignored; 0 measured; {} filtered out",
        if failed == 0 { "ok" } else { "FAILED" },
        count(|it| matches!(it, Outcome::Passed)),
        count(|it| matches!(it, Outcome::Skipped(_))),
        CLIENTS.len() - wanted.len(),
    );
    ExitCode::from(u8::from(failed > 0))
}

/// Two at a time: most of the time one of them waits.
fn run(clients: &[&Client]) -> Vec<Outcome> {
    let shelf = Shelf::new();
    let (next, outcomes) = (Mutex::new(clients.iter()), Mutex::new(Vec::new()));
    let work = || {
        loop {
            let client = next.lock().unwrap().next();
            let Some(client) = client else { return };
            let ended = catch_unwind(AssertUnwindSafe(|| (client.run)(&shelf)));
            let outcome = match ended {
                Ok(Ok(())) => Outcome::Passed,
                Ok(Err(Unavailable(why))) => Outcome::Skipped(why),
                Err(_) => Outcome::Failed,
            };
            let said = match &outcome {
                Outcome::Passed => "ok".to_owned(),
                Outcome::Failed => "FAILED".to_owned(),
                Outcome::Skipped(why) => format!("ignored, {why}"),
            };
            println!("test {} ... {said}", client.name);
            outcomes.lock().unwrap().push(outcome);
        }
    };
    thread::scope(|scope| {
        scope.spawn(work);
        work();
    });
    outcomes.into_inner().unwrap()
}
