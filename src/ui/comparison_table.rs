//! Two things side by side, row by row. Whoever pushed wrote the values, so they are texts and nothing
//! else.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::texts;
use crate::i18n::use_texts;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedRow {
    /// What is compared; empty where the values say it.
    pub name: String,
    /// What each of both has.
    pub values: [Option<String>; 2],
    /// Whether both have the same.
    pub is_same: bool,
}

/// The table.
#[component]
pub fn ComparisonTable(
    /// What is compared: `Environment`.
    #[prop(into)]
    label: TextProp,
    /// The names of both.
    headings: [String; 2],
    /// The rows, in their order.
    rows: Vec<ComparedRow>,
) -> impl IntoView {
    let texts = use_texts();
    let has_names = rows.iter().any(|it| !it.name.is_empty());
    let cell = |value: Option<String>, side: &'static str, is_same: bool| {
        let change = (!is_same && value.is_some()).then_some(side);
        view! {
            <td class="comparison-value" data-only=change>
                {value.unwrap_or_else(|| "–".to_owned())}
            </td>
        }
    };
    let row = |row: ComparedRow| {
        let name = has_names.then(|| {
            view! { <th scope="row" class="comparison-name">{row.name}</th> }
        });
        let [left, right] = row.values;
        view! {
            <tr>
                {name}
                {cell(left, "left", row.is_same)}
                {cell(right, "right", row.is_same)}
            </tr>
        }
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    let name = has_names.then(|| view! { <th scope="col">{texts.get(texts::NAME)}</th> });
    let [left, right] = headings;
    view! {
        <div class="comparison-frame">
            <table class="comparison" aria-label=label>
                <thead>
                    <tr>
                        {name}
                        <th scope="col">{left}</th>
                        <th scope="col">{right}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
