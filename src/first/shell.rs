//! The frame around the page, as `shell::Shell` draws it.

use web_sys::Element;

use super::context::FirstPageContext;
use super::element::{
    MENU, append, append_words, document, dress, glyph, icon_button, node, words,
};
use crate::i18n::Text;
use crate::route::{Page, RepositoryScope};
use crate::session::{Identity, texts as session_texts};
use crate::shell::texts;
use crate::ui::Icon;

const RAIL: &str = "rail";

/// The frame with a page in it.
pub(super) fn shell(context: &FirstPageContext, identity: &Identity, page: &[Element]) -> Element {
    if let Some(root) = document().document_element() {
        // The page's own script hid the frame while nobody was signed in.
        let _ = root.remove_attribute("data-signed-out");
    }
    let content = node("div", &[("class", "page")], &[]);
    if context.configuration.read_only {
        let sentence = words("div", &[], context.texts.get(session_texts::READ_ONLY));
        let notice = [("class", "notice"), ("data-tone", "warning")];
        append(
            &content,
            &node("div", &notice, &[glyph(Icon::Alert), sentence]),
        );
    }
    for part in page {
        append(&content, part);
    }
    node(
        "div",
        &[("class", "shell")],
        &[
            rail(context),
            bar(context, identity),
            node(
                "main",
                &[("class", "content"), ("tabindex", "-1")],
                &[content],
            ),
        ],
    )
}

fn rail(context: &FirstPageContext) -> Element {
    let texts = context.texts;
    let label = |text: &str| words("span", &[("class", "rail-label")], text);
    let link = |page: Page, icon: Icon, text: &Text| {
        let (href, title) = (context.page_href(&page), texts.get(text));
        let link = node(
            "a",
            &[("href", &href), ("title", title)],
            &[glyph(icon), label(title)],
        );
        if page == Page::Organizations {
            dress(&link, &[("aria-current", "page")]);
        }
        link
    };
    let toggle = if context.preferences.is_rail_collapsed {
        texts::EXPAND
    } else {
        texts::COLLAPSE
    };
    let links = |name: &str, links: &[Element]| {
        node(
            "nav",
            &[("class", "rail-links"), ("aria-label", name)],
            links,
        )
    };
    let overview = context.page_href(&Page::Overview);
    node(
        "aside",
        &[("class", "rail"), ("id", RAIL), ("popover", "auto")],
        &[
            node(
                "a",
                &[("class", "rail-mark"), ("href", &overview)],
                &[glyph(Icon::Cube), label(&context.configuration.brand.name)],
            ),
            connection(context),
            links(
                texts.get(texts::PAGES),
                &[
                    link(Page::Overview, Icon::Home, texts::OVERVIEW),
                    link(
                        Page::Organizations,
                        Icon::Organization,
                        texts::ORGANIZATIONS,
                    ),
                    link(
                        Page::Repositories(RepositoryScope::Own),
                        Icon::Cube,
                        texts::REPOSITORIES,
                    ),
                    link(Page::LoginCommand, Icon::Key, texts::LOGIN_COMMAND),
                ],
            ),
            links(
                texts.get(texts::CONSOLE),
                &[
                    link(Page::Settings, Icon::Settings, texts::SETTINGS),
                    node(
                        "button",
                        &[
                            ("type", "button"),
                            ("class", "rail-toggle"),
                            ("title", texts.get(toggle)),
                        ],
                        &[glyph(Icon::Collapse), label(texts.get(toggle))],
                    ),
                ],
            ),
        ],
    )
}

/// The service in use; a menu where there are several.
fn connection(context: &FirstPageContext) -> Element {
    let connection = &context.connection;
    let project = connection.project_name();
    let region = if project == connection.region {
        connection.region.clone()
    } else {
        format!("{} · {project}", connection.region)
    };
    let facts = node(
        "span",
        &[("class", "rail-label rail-connection-facts")],
        &[
            words("span", &[], &connection.name),
            words("span", &[("class", "secondary")], &region),
        ],
    );
    let class = [("class", "rail-connection")];
    if context.configuration.connections.len() < 2 {
        return node("div", &class, &[facts]);
    }
    let label = context.texts.get(texts::CONNECTION);
    let menu = quiet_menu(label, &[facts, glyph(Icon::Switch)]);
    node("div", &class, &[menu])
}

fn quiet_menu(label: &str, children: &[Element]) -> Element {
    let button = node(
        "button",
        &[
            ("type", "button"),
            ("class", "button"),
            ("data-variant", "quiet"),
            ("aria-label", label),
        ],
        children,
    );
    dress(&button, &MENU);
    button
}

fn bar(context: &FirstPageContext, identity: &Identity) -> Element {
    let texts = context.texts;
    let open = node(
        "button",
        &[
            ("type", "button"),
            ("class", "button bar-menu"),
            ("data-variant", "quiet"),
            ("popovertarget", RAIL),
            ("aria-label", texts.get(texts::OPEN_RAIL)),
        ],
        &[glyph(Icon::Menu)],
    );
    let here = context.page_href(&Page::Organizations);
    let step = words(
        "a",
        &[("href", &here), ("aria-current", "page")],
        texts.get(texts::ORGANIZATIONS),
    );
    let way = node("ol", &[], &[node("li", &[], &[step])]);
    let breadcrumbs = node(
        "nav",
        &[
            ("class", "breadcrumbs"),
            ("aria-label", texts.get(texts::BREADCRUMBS)),
        ],
        &[way],
    );
    let theme = icon_button(Icon::Moon, texts.get(texts::THEME), true);
    let end = node(
        "div",
        &[("class", "bar-end")],
        &[theme, account(context, identity)],
    );
    node("header", &[("class", "bar")], &[open, breadcrumbs, end])
}

fn account(context: &FirstPageContext, identity: &Identity) -> Element {
    let who = match &identity.account {
        Some(account) => format!("{} · {account}", identity.name),
        None => identity.name.clone(),
    };
    let name = words("span", &[("class", "account-name")], &who);
    if context.connection.is_proxied() {
        return name;
    }
    let label = context.texts.fill(texts::ACCOUNT_MENU, &[("name", &who)]);
    quiet_menu(&label, &[glyph(Icon::User), name])
}

/// The heading row of the page, as `ui::PageHeader` draws it.
pub(super) fn header(
    context: &FirstPageContext,
    title: &str,
    create: &str,
    facts: Option<&str>,
) -> Element {
    let heading = words("h1", &[("tabindex", "-1")], title);
    let facts = facts.map(|facts| words("span", &[], facts));
    let button = node(
        "button",
        &[
            ("type", "button"),
            ("class", "button"),
            ("data-variant", "primary"),
        ],
        &[glyph(Icon::Plus)],
    );
    if context.configuration.read_only {
        dress(&button, &[("aria-disabled", "true")]);
    }
    append_words(&button, create);
    let words_of_page = node(
        "div",
        &[("class", "page-header-words")],
        &[
            node("div", &[("class", "page-header-title")], &[heading]),
            node("div", &[("class", "page-header-facts")], facts.as_slice()),
        ],
    );
    node(
        "header",
        &[("class", "page-header")],
        &[
            words_of_page,
            node("div", &[("class", "page-header-actions")], &[button]),
        ],
    )
}
