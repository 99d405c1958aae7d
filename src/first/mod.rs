//! The first page: the sign-in by password and the list of organizations, drawn without the framework,
//! so that the first rows stand while the whole program is not even asked for.
//!
//! It knows only the way that goes well. Whatever else there is (another address, another way to sign
//! in, an error, an empty list) it leaves to the whole program, with what it has got so far. Every
//! view here is drawn again by a component of the same look; `tests/e2e/first-page.spec.ts` holds the
//! two together. See `docs/decisions/0014`.

mod context;
mod element;
mod events;
mod list;
mod shell;
mod sign_in;
mod take_over;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use swr_api::{List, Organization, OrganizationQuery};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use crate::app::{Handover, is_in_the_rest, preload_rest};
use crate::configuration::SignInWay;
use crate::navigation::reload_page;
use crate::remote::{answered, run, send};
use crate::route::Route;
use crate::session::start::{Attempt, client_of, handed_over, held, keep, sign_in_by_password};
use crate::session::{Channel, Heard, SignedIn};
use crate::storage::preferences::FirstPreferences;
use crate::storage::this_tab;
use crate::transport::files::{load_configuration, load_texts};
use context::{FirstPageContext, show};
use element::{after, listen};
use events::{Event, Events};
use sign_in::SignIn;
use take_over::{Control, Pressed, take_over};

/// How long the first rows have the line for themselves when the person does nothing.
const REST_MILLIS: i32 = 1_000;
/// How long a pointer that is down holds the first page.
const HELD_MILLIS: i32 = 1_000;
/// The one address that has a first page.
const ADDRESS: &str = "/organizations";
/// The one address at which nobody is asked to sign in.
const CHECK: &str = "/settings/connection";

/// Starts the console.
pub fn start() {
    run(async {
        let first = First::default();
        let handover = first.find_out().await;
        take_over(handover, &first).await;
    });
}

/// The first page while it stands.
#[derive(Default)]
struct First {
    events: Events,
    pressed: Pressed,
    // Whether a pointer is down: what is under it stays there until it is up.
    is_held: Rc<Cell<bool>>,
    // The token in the form in which other tabs take it.
    record: Rc<RefCell<Option<String>>>,
    channel: Rc<OnceCell<Channel>>,
}

impl First {
    async fn find_out(&self) -> Handover {
        let loaded = answered(load_configuration()).await;
        let mut handover = Handover {
            configuration: Some(loaded.clone()),
            ..Handover::default()
        };
        // The whole program says what is wrong.
        let Ok(Ok(configuration)) = loaded else {
            return handover;
        };
        let preferences = FirstPreferences::load();
        let chosen = preferences.language.clone();
        let language = chosen.or_else(|| configuration.language.clone());
        let language_name = language.unwrap_or_else(|| "en".to_owned());
        handover.texts = answered(load_texts(language_name)).await.ok();
        let Some(texts) = handover.texts else {
            return handover;
        };
        let context = Rc::new(FirstPageContext::new(configuration, preferences, texts));
        context.appear();
        let signed_in = match held(&context.connection) {
            Some(signed_in) => signed_in,
            None if context.address().split('?').next() == Some(CHECK) => return handover,
            None => match self.ask(&context).await {
                Ok(signed_in) => signed_in,
                Err(attempt) => {
                    handover.attempt = attempt;
                    return handover;
                }
            },
        };
        let address = context.address();
        if is_in_the_rest(&Route::parse(&address).page) {
            preload_rest();
        }
        handover.organizations = match address == ADDRESS {
            true => self.list(&context, &signed_in).await,
            false => None,
        };
        // What is in front of the service signs in by itself, again and again.
        handover.signed_in = Some(signed_in).filter(|_| !context.connection.is_proxied());
        handover
    }

    /// Has the person sign in, or another tab; or ends with what was typed, for the whole program.
    async fn ask(&self, context: &Rc<FirstPageContext>) -> Result<SignedIn, Option<Attempt>> {
        if !sign_in::is_plain(context) {
            return Err(None);
        }
        if context.configuration.share_session {
            self.ask_others(context);
        }
        let form = SignIn::new(context, &self.events);
        show(&form.view);
        form.take_focus();
        if context.address() != ADDRESS {
            take_over::preload();
        }
        let mut is_busy = false;
        loop {
            match self.events.next().await {
                Event::Submitted if !is_busy => {
                    let attempt = form.attempt(SignInWay::Password, true, None);
                    is_busy = true;
                    form.set_busy(true);
                    let Some(request) = sign_in::request(&attempt) else {
                        return Err(Some(attempt));
                    };
                    let events = self.events.clone();
                    send(
                        sign_in_by_password(&context.connection, &request, attempt.keep),
                        move |answer| events.tell(Event::SignedIn(answer)),
                    );
                }
                Event::Way(way) => {
                    // What is sent off before the other form stands would not be heard.
                    form.set_busy(true);
                    return Err(Some(form.attempt(way, false, None)));
                }
                Event::SignedIn(Ok(signed_in)) => {
                    keep(&signed_in, &context.connection);
                    self.record.replace(signed_in.record(&context.connection));
                    return Ok(signed_in);
                }
                Event::SignedIn(Err(error)) => {
                    return Err(Some(form.attempt(SignInWay::Password, true, Some(error))));
                }
                _ => {}
            }
        }
    }

    /// Hears the other tabs as long as the first page stands.
    fn ask_others(&self, context: &Rc<FirstPageContext>) {
        let (context, events) = (Rc::clone(context), self.events.clone());
        let (record, channel) = (Rc::clone(&self.record), Rc::downgrade(&self.channel));
        let hear = move |heard| match heard {
            // The whole program, which comes in a moment, is where a person can press for others.
            Heard::Question {
                question,
                is_opened_here: true,
            } => {
                let channel = channel.upgrade();
                let channel = channel.as_ref().and_then(|it| it.get());
                if let (Some(channel), Some(record)) = (channel, record.borrow().as_ref()) {
                    channel.hand_on(question, record);
                }
            }
            Heard::Token(token) if record.borrow().is_none() => {
                if let Some(signed_in) = handed_over(&token, &context.connection) {
                    events.tell(Event::SignedIn(Ok(signed_in)));
                }
            }
            Heard::SignedOut if record.borrow().is_some() => {
                this_tab::forget_token();
                reload_page();
            }
            Heard::Question { .. } | Heard::Token(_) | Heard::SignedOut => {}
        };
        if let Some(channel) = Channel::open(Box::new(hear)) {
            channel.ask();
            // Once for each start; a second would not be taken.
            let _ = self.channel.set(channel);
        }
    }

    /// Shows the organizations, and gives them the line for themselves for a moment.
    async fn list(
        &self,
        context: &Rc<FirstPageContext>,
        signed_in: &SignedIn,
    ) -> Option<Result<List<Organization>, swr_api::Error>> {
        self.show_list(context, signed_in, None);
        // Also those where the caller may use a single repository only.
        let everything = OrganizationQuery {
            include_visible: true,
            ..OrganizationQuery::default()
        };
        let client = client_of(signed_in, &context.connection);
        let events = self.events.clone();
        send(client.list_organizations(&everything), move |answer| {
            events.tell(Event::Listed(answer));
        });
        let rows = loop {
            match self.events.next().await {
                Event::Listed(Ok(rows)) if !rows.is_empty() => break rows,
                Event::Listed(answer) => return Some(answer),
                // Another page is waited for.
                Event::Wanted if context.address() != ADDRESS => return None,
                _ => {}
            }
        };
        self.show_list(context, signed_in, Some(&rows));
        if self.pressed.borrow().is_none() {
            let events = self.events.clone();
            after(REST_MILLIS, move || events.tell(Event::Wanted));
            while !matches!(self.events.next().await, Event::Wanted) {}
        }
        Some(Ok(rows))
    }

    fn show_list(
        &self,
        context: &Rc<FirstPageContext>,
        signed_in: &SignedIn,
        rows: Option<&[Organization]>,
    ) {
        let page = list::page(context, rows);
        let frame = shell::shell(context, &signed_in.identity, &page);
        let (followed, pressed) = (Rc::clone(context), Rc::clone(&self.pressed));
        let events = self.events.clone();
        listen(&frame, "click", move |event| {
            if on_click(&followed, &pressed, event.unchecked_ref()) {
                events.tell(Event::Wanted);
            }
        });
        for sign in ["keydown", "wheel"] {
            let events = self.events.clone();
            listen(&frame, sign, move |_| events.tell(Event::Wanted));
        }
        let (events, is_held) = (self.events.clone(), Rc::clone(&self.is_held));
        let release = move |millis| {
            let (events, is_held) = (events.clone(), Rc::clone(&is_held));
            after(millis, move || {
                is_held.set(false);
                events.tell(Event::Released);
            });
        };
        let (events, is_held) = (self.events.clone(), Rc::clone(&self.is_held));
        let released = release.clone();
        listen(&frame, "pointerdown", move |_| {
            is_held.set(true);
            events.tell(Event::Wanted);
            // It may go up outside of the window.
            released(HELD_MILLIS);
        });
        // The click follows within the same task.
        listen(&frame, "pointerup", move |_| release(0));
        show(&frame);
    }
}

/// What somebody can press before it does something.
const CONTROLS: &str = "a[href], button, input[type=checkbox]";

/// Follows a link of ours, and remembers any other control: the whole program presses it again.
fn on_click(context: &FirstPageContext, pressed: &Pressed, event: &MouseEvent) -> bool {
    let is_plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    let target = (event.target()).and_then(|it| it.dyn_into::<Element>().ok());
    let control = target.and_then(|it| it.closest(CONTROLS).ok().flatten());
    let Some(control) = control.filter(|_| is_plain && !event.default_prevented()) else {
        return false;
    };
    match control.get_attribute("href") {
        Some(href) => {
            let is_ours = context.follow(&href);
            if is_ours {
                event.prevent_default();
            }
            is_ours
        }
        // The browser opens this by itself.
        None if control.has_attribute("popovertarget") => false,
        None => {
            pressed.replace(Control::of(&control));
            true
        }
    }
}
