//! The connection check: what works between this page and the service, and how to fix the rest.
//!
//! Browsers do not give reasons, so the check compares requests that differ in one aspect: `plan` chooses
//! the requests, `run` sends them, `judge` decides, and `words` and `fix` explain. Only `run` sends anything.

mod finding;
mod fix;
mod judge;
mod plan;
mod probe;
mod report;
mod run;
mod steps;
mod subject;
pub mod texts;
mod words;

use crate::markup::{reactive, view};
use leptos::prelude::*;

use crate::i18n::use_texts;
use crate::navigation::{Link, page_origin, use_navigation};
use crate::reactive::memo;
use crate::remote::{StagedQueries, staged_queries};
use crate::route::Page;
use crate::session::{Session, use_client, use_session};
use crate::ui::{
    Badge, Button, CommandBlock, CopyTextButton, Fact, FactList, Icon, LiveRegion, Notice,
    PageHeader, Panel, Tone,
};
use finding::{Finding, Step, Weight};
use probe::{Probe, Reply};
use steps::State;
use subject::{SignIn, Subject};

/// The page, inside the frame.
#[component]
pub fn ConnectionDoctor() -> impl IntoView {
    let session = use_session();
    let subject = memo(move || subject(session));
    // Another service, or someone else: everything is asked anew.
    reactive(move || {
        let subject = subject.get();
        view! { <Examination subject/> }
    })
}

/// The page for anyone who is not signed in.
#[component]
pub fn ConnectionDoctorOutside() -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    view! {
        <main class="content" tabindex="-1" on:click=move |event| navigation.on_click(&event)>
            <div class="page">
                <p>
                    <Link to=Signal::derive(|| Page::SignIn.into())>
                        {texts.get(texts::TO_SIGN_IN)}
                    </Link>
                </p>
                <ConnectionDoctor/>
            </div>
        </main>
    }
}

fn subject(session: Session) -> Subject {
    let sign_in = match (session.is_signed_in(), session.refused_sign_in()) {
        (true, _) => SignIn::Done,
        (false, Some((way, error))) => SignIn::Refused(way, error),
        (false, None) => SignIn::NotTried,
    };
    Subject {
        connection: session.connection(),
        origin: page_origin().unwrap_or_default(),
        sign_in,
        is_read_only: session.is_read_only(),
    }
}

#[component]
fn Examination(
    /// The connection that is examined, and the sign-in.
    subject: Subject,
) -> impl IntoView {
    let (texts, session, client) = (use_texts(), use_session(), use_client());
    let blocked = blocked_by_policy();
    let queries: StagedQueries<Probe, Reply> = {
        let subject = subject.clone();
        staged_queries(
            move |known| plan::next(&subject, known),
            move |probe| run::ask(session, &client.get_untracked(), *probe),
        )
    };
    let subject = StoredValue::new(subject);
    let findings = memo(move || {
        let blocked = blocked.get();
        let mut found = queries
            .with(|known| subject.with_value(|subject| judge::findings(subject, known, &blocked)));
        found.sort_by_key(|it| it.weight);
        found
    });
    let steps = memo(move || {
        let is_running = queries.is_running().get();
        queries.with(|known| {
            findings.with(|findings| {
                subject.with_value(|subject| steps::steps(subject, known, findings, is_running))
            })
        })
    });
    let report = move || {
        subject.with_value(|subject| {
            findings.with(|found| steps.with(|steps| report::report(texts, subject, steps, found)))
        })
    };
    let is_running = queries.is_running();
    let said = move || match is_running.get() {
        true => texts.get(texts::RUNNING).to_owned(),
        false => findings.with(|found| match found.first() {
            None => texts.get(texts::ALL_WELL).to_owned(),
            Some(worst) => subject.with_value(|it| words::sentence(texts, it, worst)),
        }),
    };
    view! {
        <PageHeader title=texts.get(texts::TITLE)>
            <CopyTextButton text=report>{texts.get(texts::COPY_REPORT)}</CopyTextButton>
            <Button icon=Icon::Refresh busy=is_running on_click=move || queries.start_again()>
                {texts.get(texts::AGAIN)}
            </Button>
        </PageHeader>
        <p class="secondary">{texts.get(texts::LEAD)}</p>
        <LiveRegion text=said/>
        <Panel title=texts.get(texts::FINDINGS)>
            {move || findings_view(subject, findings.get(), is_running.get())}
        </Panel>
        <Panel title=texts.get(texts::STEPS)>
            {move || steps_view(steps.get())}
        </Panel>
    }
}

fn findings_view(
    subject: StoredValue<Subject>,
    findings: Vec<Finding>,
    is_running: bool,
) -> AnyView {
    let texts = use_texts();
    if findings.is_empty() {
        let text = match is_running {
            true => texts::RUNNING,
            false => texts::ALL_WELL,
        };
        return view! { <p>{texts.get(text)}</p> }.into_any();
    }
    let shown = move |finding: Finding| subject.with_value(|it| finding_view(it, &finding));
    let shown: Vec<_> = findings.into_iter().map(shown).collect();
    view! { <div class="stack" data-gap="large">{shown}</div> }.into_any()
}

fn finding_view(subject: &Subject, finding: &Finding) -> AnyView {
    let texts = use_texts();
    let tone = match finding.weight {
        Weight::Breaks => Tone::Danger,
        Weight::Limits => Tone::Warning,
        Weight::Note => Tone::Neutral,
    };
    let fixes = fix::fixes(subject, &finding.cause).into_iter().map(|fix| {
        let place = fix.place_name(texts, subject);
        let label = texts.fill(texts::COPY_FIX, &[("place", &place)]);
        view! {
            <p class="secondary">{place}</p>
            <CommandBlock command=fix.lines label/>
        }
    });
    let fixes: Vec<_> = fixes.collect();
    let sentence = words::sentence(texts, subject, finding);
    view! {
        <div class="stack">
            <Notice tone>{sentence}</Notice>
            {fixes}
        </div>
    }
    .into_any()
}

fn steps_view(steps: Vec<(Step, State)>) -> AnyView {
    let texts = use_texts();
    let line = |(step, state): (Step, State)| {
        let (tone, icon) = match state {
            State::Fine => (Tone::Success, Some(Icon::Check)),
            State::Noted => (Tone::Warning, Some(Icon::Info)),
            State::Wrong => (Tone::Danger, Some(Icon::Alert)),
            State::Running | State::Skipped | State::NotSignedIn | State::Unknown => {
                (Tone::Neutral, None)
            }
        };
        let name = words::state_name(texts, state);
        let end = match icon {
            Some(icon) => view! { <Badge tone icon>{name}</Badge> }.into_any(),
            None => view! { <span class="secondary">{name}</span> }.into_any(),
        };
        view! { <Fact end=end>{words::step_name(texts, step)}</Fact> }
    };
    let lines: Vec<_> = steps.into_iter().map(line).collect();
    view! { <FactList>{lines}</FactList> }.into_any()
}

/// The addresses that the page's own policy kept a request from. It is the one reason that a browser
/// does give.
fn blocked_by_policy() -> Signal<Vec<String>> {
    let blocked = RwSignal::new(Vec::new());
    let name = "securitypolicyviolation";
    let hear = move |event: web_sys::Event| {
        let address = js_sys::Reflect::get(&event, &"blockedURI".into());
        if let Some(address) = address.ok().and_then(|it| it.as_string()) {
            blocked.try_update(|all| all.push(address));
        }
    };
    let listener = window_event_listener_untyped(name, hear);
    on_cleanup(move || listener.remove());
    blocked.into()
}
