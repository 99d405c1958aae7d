//! The accounts that a repository is shared with, in one response.
//!
//! Repositories of other accounts do not reveal their shares, so none are requested for them.

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{List, RepositoryDetails, RepositoryPath, Share};

use super::columns::columns;
use super::rights::why_not_share;
use super::stop_many::StopShares;
use super::texts;
use crate::catalog::{DialogButton, use_own_access, watched_query};
use crate::i18n::{Texts, use_texts};
use crate::navigation::{Link, Navigation, use_navigation};
use crate::remote::{ListingTable, Query, Topic};
use crate::route::Dialog;
use crate::ui::{
    BulkAction, EmptyState, Icon, MenuItem, NothingYet, Notice, Skeleton, TableDefinition, Tone,
};

/// The most accounts the service takes.
const MOST_SHARES: usize = 500;
/// Where some services end the list, silently and without a next page.
const END_OF_LIST: usize = 100;

/// The accounts that a repository is shared with.
#[component]
pub fn RepositoryShares(
    /// The repository whose shares are listed.
    path: RepositoryPath,
) -> impl IntoView {
    let texts = use_texts();
    let own = use_own_access(&path.organization);
    let is_foreign = memo(move || own.is_foreign());
    reactive(move || match is_foreign.get() {
        None => view! { <Skeleton lines=4/> }.into_any(),
        Some(true) => {
            view! { <EmptyState icon=Icon::Lock title=texts.get(texts::FOREIGN)/> }.into_any()
        }
        Some(false) => view! { <Shares path=path.clone()/> }.into_any(),
    })
}

#[component]
fn Shares(path: RepositoryPath) -> impl IntoView {
    let texts = use_texts();
    let loaded = shares_of(path.clone());
    let (rows, listing) = (loaded.rows(), loaded.listing());
    let is_public = is_public();
    let refusal = why_not_share(&path);
    let why_not_more = why_not_more(refusal, is_public, rows);
    let stopped = RwSignal::new(None::<Vec<String>>);
    let (noted, asked, shared) = (path.clone(), path.clone(), path.clone());
    let notice = move || {
        let (path, has_shares) = (noted.clone(), rows.with(|it| !it.is_empty()));
        (is_public.get() == Some(true)).then(|| view! { <PublicNotice path has_shares/> })
    };
    let maybe_more = move || {
        let sentence = texts.get(texts::MAYBE_MORE);
        (rows.with(Vec::len) == END_OF_LIST).then(|| view! { <Notice>{sentence}</Notice> })
    };
    let empty = move || {
        let path = shared.clone();
        reactive(move || match is_public.get() {
            // The notice above says what comes first.
            Some(true) => {
                view! { <EmptyState icon=Icon::Globe title=texts.get(texts::NONE_YET)/> }.into_any()
            }
            _ => {
                let (title, sentence) = (texts::NONE_YET, texts::NONE_YET_SENTENCE);
                let path = path.clone();
                view! {
                    <NothingYet icon=Icon::Globe title sentence>
                        <ShareButton path why_not_more/>
                    </NothingYet>
                }
                .into_any()
            }
        })
    };
    let dialog = move || {
        let (path, accounts) = (asked.clone(), stopped.get()?);
        let on_close = UnsyncCallback::new(move |()| stopped.set(None));
        Some(view! { <StopShares path accounts all=loaded on_close/> })
    };
    let button = path.clone();
    let tools = move || view! { <ShareButton path=button.clone() why_not_more/> };
    view! {
        <p class="secondary">{texts.get(texts::RULES)}</p>
        {notice}
        {maybe_more}
        <ListingTable
            definition=definition(path, refusal, stopped)
            rows
            listing
            not_loaded=texts::NOT_LOADED
            empty
            controls=listing.controls().tools(tools)
        />
        {dialog}
    }
}

fn shares_of(path: RepositoryPath) -> Query<List<Share>> {
    watched_query(&[Topic::Shares], move |client| client.list_shares(&path))
}

/// Whether everyone may pull; the page around the list has asked.
fn is_public() -> Memo<Option<bool>> {
    let repository = use_context::<Query<RepositoryDetails>>();
    memo(move || repository?.with(|it| it.value.as_ref()?.is_public))
}

/// Why it may not be shared with one more.
fn why_not_more(
    refusal: Signal<Option<String>>,
    is_public: Memo<Option<bool>>,
    rows: Signal<Vec<Share>>,
) -> Signal<Option<String>> {
    let texts = use_texts();
    Signal::derive(move || {
        let rule = || {
            if is_public.get() == Some(true) {
                Some(texts::PUBLIC)
            } else if rows.with(Vec::len) >= MOST_SHARES {
                Some(texts::FULL)
            } else {
                None
            }
        };
        let rule = || rule().map(|rule| texts.get(rule).to_owned());
        refusal.get().or_else(rule)
    })
}

/// What the table shows and does; `stopped` gets the accounts that were selected.
fn definition(
    path: RepositoryPath,
    refusal: Signal<Option<String>>,
    stopped: RwSignal<Option<Vec<String>>>,
) -> TableDefinition<Share> {
    let (texts, navigation) = (use_texts(), use_navigation());
    let columns = columns(texts, navigation, path.clone());
    let stop = BulkAction::new(
        move |count| texts.count(texts::STOP_COUNT, count),
        move |shares: Vec<Share>| {
            stopped.set(Some(shares.into_iter().map(|it| it.account).collect()));
        },
    );
    TableDefinition::new(texts.get(texts::TITLE), columns, |it: &Share| {
        it.account.clone()
    })
    .row_actions(move |it| row_actions(texts, navigation, &path, it, refusal.get()))
    .bulk_action(stop.danger().disabled_because(refusal))
}

fn row_actions(
    texts: Texts,
    navigation: Navigation,
    path: &RepositoryPath,
    share: &Share,
    refusal: Option<String>,
) -> Vec<MenuItem> {
    let dialog = |dialog: fn(RepositoryPath, String) -> Dialog| {
        navigation.dialog_href(dialog(path.clone(), share.account.clone()))
    };
    vec![
        MenuItem::link(texts.get(texts::EDIT), dialog(Dialog::EditShare))
            .icon(Icon::Pencil)
            .disabled_because(refusal.clone()),
        MenuItem::link(texts.get(texts::STOP), dialog(Dialog::StopSharing))
            .danger()
            .disabled_because(refusal),
    ]
}

/// Why a public repository shared with no one, and the way to change that.
#[component]
pub(super) fn PublicNotice(path: RepositoryPath, has_shares: bool) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let sentence = match has_shares {
        true => texts::PUBLIC_WITH_SHARES,
        false => texts::PUBLIC,
    };
    let edit = Signal::derive(move || {
        let route = navigation.route();
        route.with_dialog(Dialog::EditRepository(path.clone()))
    });
    view! {
        <Notice tone=Tone::Warning>
            <p>{texts.get(sentence)}</p>
            <p><Link to=edit>{texts.get(texts::TO_VISIBILITY)}</Link></p>
        </Notice>
    }
}

#[component]
fn ShareButton(path: RepositoryPath, why_not_more: Signal<Option<String>>) -> impl IntoView {
    let dialog = Dialog::ShareRepository(path);
    view! { <DialogButton label=texts::SHARE icon=Icon::Plus dialog disabled_because=why_not_more/> }
}
