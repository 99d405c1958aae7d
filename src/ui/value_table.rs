//! A table of names with values, each of which can be copied: environment variables, image labels. People
//! who push write them, so a value is shown as text, at most with a link.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::copy_button::CopyButton;
use super::texts;
use crate::i18n::use_texts;
use crate::markdown::is_web_address;

/// The table.
#[component]
pub fn ValueTable(
    /// What the names are: `Labels`.
    #[prop(into)]
    label: TextProp,
    /// The names with their values, in their order.
    rows: Vec<(String, String)>,
) -> impl IntoView {
    let texts = use_texts();
    let row = |(name, value): (String, String)| {
        let label = texts.fill(texts::COPY_VALUE, &[("name", &name)]);
        view! {
            <tr>
                <th scope="row" class="value-table-name">{name}</th>
                <td class="value-table-value"><LinkedValue value=value.clone()/></td>
                <td class="value-table-end"><CopyButton text=value label/></td>
            </tr>
        }
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    view! {
        <table class="value-table" aria-label=label>
            <thead>
                <tr>
                    <th scope="col">{texts.get(texts::NAME)}</th>
                    <th scope="col">{texts.get(texts::VALUE)}</th>
                    <td></td>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// A value that someone wrote; an address of the web leads there.
#[component]
pub fn LinkedValue(
    /// The value.
    value: String,
) -> impl IntoView {
    match is_link(&value) {
        true => view! {
            <a href=value.clone() target="_blank" rel="noopener noreferrer">{value.clone()}</a>
        }
        .into_any(),
        false => value.into_any(),
    }
}

/// Whether a value is an address and nothing else.
fn is_link(value: &str) -> bool {
    is_web_address(value) && !value.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::is_link;

    #[test]
    fn only_an_address_of_the_web_and_nothing_else_is_a_link() {
        for link in [
            "https://git.example/a?b#c",
            "http://a.example",
            "HTTPS://a.example",
        ] {
            assert!(is_link(link), "{link}");
        }
        for text in [
            "",
            "https://",
            "javascript:alert(1)",
            "data:text/html,<script>",
            " https://a.example",
            "https://a.example and more",
            "see https://a.example",
            "ftp://a.example",
            "//a.example",
            "https://user@a.example",
            "<a href=\"https://a.example\">",
        ] {
            assert!(!is_link(text), "{text}");
        }
    }
}
