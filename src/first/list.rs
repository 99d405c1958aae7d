//! The organizations, as `organizations::OrganizationList` draws them in a `ui::Table`. What needs
//! more than a link waits for the whole program (`take_over.rs`).

use swr_api::Organization;
use web_sys::Element;

use super::context::FirstPageContext;
use super::element::{append, dress, glyph, icon_button, node, style, words};
use super::shell;
use crate::catalog::texts::CREATE_ORGANIZATION;
use crate::i18n::format;
use crate::organizations::{texts, widths};
use crate::route::{OrganizationTab, Page};
use crate::storage::preferences::{Density, SingleKeys};
use crate::ui::{Icon, least_table_width, texts as ui_texts};

/// More than fill any screen; room is kept for the others.
const MOST_ROWS: usize = 40;
const SKELETON_ROWS: usize = 8;
const HINT: &str = "first-keys";
/// The columns that are numbers.
const NUMERIC: [bool; 5] = [false, false, true, true, false];

/// The page; without rows, what stands there until they come.
pub(super) fn page(context: &FirstPageContext, rows: Option<&[Organization]>) -> [Element; 2] {
    let texts = context.texts;
    let facts = rows.map(|rows| texts.count(texts::COUNT, rows.len() as u64));
    let (title, create) = (texts.get(texts::TITLE), texts.get(CREATE_ORGANIZATION));
    let parts = [
        toolbar(context),
        node(
            "div",
            &[("class", "visually-hidden"), ("role", "status")],
            &[],
        ),
        words(
            "p",
            &[("class", "visually-hidden"), ("id", HINT)],
            texts.get(ui_texts::KEYS),
        ),
        table(context, rows),
        footer(context, rows),
    ];
    let section = [("class", "table"), ("data-density", context.density())];
    [
        shell::header(context, title, create, facts.as_deref()),
        node("section", &section, &parts),
    ]
}

fn toolbar(context: &FirstPageContext) -> Element {
    let texts = context.texts;
    let has_key = context.preferences.single_keys == SingleKeys::On;
    let filter = texts.get(ui_texts::FILTER);
    let input = node(
        "input",
        &[
            ("type", "search"),
            ("aria-label", filter),
            ("placeholder", filter),
            ("autocomplete", "off"),
            ("spellcheck", "false"),
        ],
        &[],
    );
    let field = node(
        "div",
        &[("class", "table-filter")],
        &[glyph(Icon::Search), input],
    );
    if has_key {
        append(&field, &words("kbd", &[("aria-hidden", "true")], "/"));
    }
    let density = match context.preferences.density {
        Density::Comfortable => ui_texts::COMPACT_ROWS,
        Density::Compact => ui_texts::COMFORTABLE_ROWS,
    };
    let end = node(
        "div",
        &[("class", "table-toolbar-end")],
        &[
            icon_button(Icon::Refresh, texts.get(ui_texts::REFRESH), false),
            icon_button(Icon::Columns, texts.get(ui_texts::COLUMNS), true),
            icon_button(Icon::Rows, texts.get(density), false),
        ],
    );
    node("div", &[("class", "table-toolbar")], &[field, end])
}

fn table(context: &FirstPageContext, rows: Option<&[Organization]>) -> Element {
    let count = rows.map_or(0, <[_]>::len);
    let body = match rows {
        Some(rows) => body(context, rows),
        None => skeleton(),
    };
    let table = node(
        "table",
        &[
            ("aria-label", context.texts.get(texts::TITLE)),
            ("aria-describedby", HINT),
            ("aria-rowcount", &(count + 1).to_string()),
        ],
        &[heading(context), body],
    );
    if rows.is_none() {
        dress(&table, &[("aria-busy", "true")]);
    }
    let least_width = least_table_width(widths::ALL);
    style(&table, "--table-width", &format!("{least_width}px"));
    let viewport = [("class", "table-viewport"), ("tabindex", "-1")];
    let viewport = node("div", &viewport, &[table]);
    style(&viewport, "--table-rows", &count.to_string());
    viewport
}

fn heading(context: &FirstPageContext) -> Element {
    let texts = context.texts;
    let titles = [
        texts::NAME,
        texts::RIGHT,
        texts::REPOSITORIES,
        texts::USERS,
        texts::CREATOR,
    ];
    let all = check(texts.get(ui_texts::SELECT_ALL), "th");
    dress(&all, &[("scope", "col")]);
    let row = node("tr", &[("aria-rowindex", "1")], &[all]);
    for (column, title) in titles.into_iter().enumerate() {
        let sort = [("type", "button"), ("class", "table-sort")];
        let title = words("button", &sort, texts.get(title));
        let cell = cell("th", column, &[title]);
        dress(&cell, &[("scope", "col")]);
        if let Some(width) = widths::ALL[column] {
            style(&cell, "width", &format!("{width}px"));
        }
        append(&row, &cell);
    }
    let actions = words(
        "span",
        &[("class", "visually-hidden")],
        texts.get(ui_texts::ACTIONS),
    );
    append(
        &row,
        &node(
            "th",
            &[("class", "table-tail"), ("scope", "col")],
            &[actions],
        ),
    );
    node("thead", &[], &[row])
}

/// The cell of a box that selects.
fn check(label: &str, tag: &str) -> Element {
    let check = node("input", &[("type", "checkbox"), ("aria-label", label)], &[]);
    node(tag, &[("class", "table-check")], &[check])
}

fn cell(tag: &str, column: usize, children: &[Element]) -> Element {
    let cell = node(tag, &[], children);
    if NUMERIC[column] {
        dress(&cell, &[("data-numeric", "")]);
    }
    if column > 0 {
        dress(&cell, &[("data-extra", "")]);
    }
    cell
}

fn body(context: &FirstPageContext, rows: &[Organization]) -> Element {
    let body = node("tbody", &[], &[spacer("0px")]);
    for (position, organization) in rows.iter().take(MOST_ROWS).enumerate() {
        append(&body, &row(context, position, organization));
    }
    let height = usize::from(context.preferences.density.row_height());
    let below = rows.len().saturating_sub(MOST_ROWS) * height;
    append(&body, &spacer(&format!("{below}px")));
    body
}

fn spacer(height: &str) -> Element {
    let spacer = node("tr", &[("aria-hidden", "true")], &[]);
    style(&spacer, "height", height);
    spacer
}

fn row(context: &FirstPageContext, position: usize, organization: &Organization) -> Element {
    let (texts, name) = (context.texts, organization.name.as_str());
    let page = Page::Organization(organization.name.clone(), OrganizationTab::Repositories);
    let link = words("a", &[("href", &context.page_href(&page))], name);
    let heading = node("th", &[("scope", "row")], &[link]);
    let badge = organization.access.map(|access| {
        let badge = [("class", "badge"), ("data-tone", "neutral")];
        words("span", &badge, &context.access(access))
    });
    let number = |count: Option<u64>, column| {
        let cell = cell("td", column, &[]);
        let text = count.map_or_else(String::new, |count| format::number(texts, count));
        cell.set_text_content(Some(&text));
        cell
    };
    let creator = cell("td", 4, &[]);
    creator.set_text_content(Some(&organization.creator_name));
    let label = texts.fill(ui_texts::ACTIONS_FOR, &[("name", name)]);
    let tail = node(
        "td",
        &[("class", "table-tail")],
        &[icon_button(Icon::More, &label, true)],
    );
    let index = (position + 2).to_string();
    node(
        "tr",
        &[
            ("class", "table-row"),
            ("aria-rowindex", &index),
            ("tabindex", if position == 0 { "0" } else { "-1" }),
        ],
        &[
            check(&texts.fill(ui_texts::SELECT_ROW, &[("name", name)]), "td"),
            heading,
            cell("td", 1, badge.as_slice()),
            number(organization.repository_count, 2),
            number(organization.member_count, 3),
            creator,
            tail,
        ],
    )
}

fn skeleton() -> Element {
    let body = node("tbody", &[("aria-hidden", "true")], &[]);
    for _ in 0..SKELETON_ROWS {
        let check = node("td", &[("class", "table-check")], &[]);
        let row = node("tr", &[("class", "table-skeleton")], &[check]);
        for column in 0..widths::ALL.len() {
            let line = node("span", &[("class", "skeleton-line")], &[]);
            append(&row, &cell("td", column, &[line]));
        }
        append(&row, &node("td", &[("class", "table-tail")], &[]));
        append(&body, &row);
    }
    body
}

fn footer(context: &FirstPageContext, rows: Option<&[Organization]>) -> Element {
    let texts = context.texts;
    let number = |count: usize| format::number(texts, count as u64);
    let (loaded, shown) = match rows {
        Some(rows) => {
            let count = number(rows.len());
            (
                texts.fill(ui_texts::LOADED, &[("x", &count), ("y", &count)]),
                texts.count_with(ui_texts::SHOWING, rows.len() as u64, &[("total", &count)]),
            )
        }
        None => (
            texts.fill(ui_texts::LOADED_SO_FAR, &[("x", &number(0))]),
            texts.count_with(ui_texts::SHOWING, 0, &[("total", &number(0))]),
        ),
    };
    let status = words("span", &[("role", "status")], &loaded);
    if rows.is_some() {
        dress(&status, &[("class", "visually-hidden")]);
    }
    node(
        "div",
        &[("class", "table-footer")],
        &[status, words("span", &[], &shown)],
    )
}
