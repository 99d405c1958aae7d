//! Parts of a whole: each with its name, its size, its share as a bar, and its number where the order
//! matters. The bar repeats the size, so it is hidden from screen readers.

use crate::markup::view;
use leptos::prelude::*;

/// A part of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct BarRow {
    /// What it is; compared letter by letter.
    pub name: String,
    /// The whole name, where `name` is cut.
    pub title: String,
    /// More about it.
    pub note: String,
    /// Its size in words.
    pub size: String,
    /// Its share of the whole, from 0 to 1.
    pub share: f64,
}

/// The parts, in their order.
#[component]
pub fn BarList(
    /// The parts.
    rows: Vec<BarRow>,
    /// Their order says something: each has its number.
    #[prop(optional)]
    numbered: bool,
) -> impl IntoView {
    let row = |row: BarRow| {
        let width = format!("{:.2}%", row.share.clamp(0.0, 1.0) * 100.0);
        view! {
            <li class="bar-list-row">
                <span class="bar-list-name" title=row.title>{row.name}</span>
                <span class="bar-list-note">{row.note}</span>
                <span class="bar-list-size">{row.size}</span>
                <span class="bar-list-track" aria-hidden="true">
                    <span class="bar-list-bar" style:width=width></span>
                </span>
            </li>
        }
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    view! { <ol class="bar-list" data-numbered=numbered.then_some("")>{rows}</ol> }
}
