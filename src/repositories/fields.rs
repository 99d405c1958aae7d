//! The fields common to creating and editing, and the names of their values.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Category, OrganizationName};

use super::draft::{DESCRIPTION_LIMIT, RepositoryDraft};
use super::texts;
use crate::catalog::texts::DESCRIPTION;
use crate::i18n::{Texts, format, use_texts};
use crate::markdown;
use crate::reactive::{effect, memo};
use crate::ui::{
    Badge, Choice, ChoiceTabs, Consequence, Icon, Prose, RadioGroup, Select, TextArea, Tone,
};

/// What people call a category. One that this console does not know keeps its word.
pub(super) fn category_name(texts: Texts, category: &Category) -> String {
    let name = match category {
        Category::AppServer => texts::APP_SERVER,
        Category::Linux => texts::LINUX,
        Category::FrameworkApp => texts::FRAMEWORK_APP,
        Category::Database => texts::DATABASE,
        Category::Lang => texts::LANG,
        Category::Other => texts::OTHER,
        Category::Windows => texts::WINDOWS,
        Category::Arm => texts::ARM,
        Category::Unknown(word) if word.is_empty() => return format::UNKNOWN.to_owned(),
        Category::Unknown(word) => return word.clone(),
    };
    texts.get(name).to_owned()
}

/// `Private` or `Public`
pub(super) fn visibility_name(texts: Texts, is_public: bool) -> &'static str {
    texts.get(if is_public {
        texts::PUBLIC
    } else {
        texts::PRIVATE
    })
}

/// What a change of visibility means. Making a repository public cannot be undone: what was pulled is out.
pub(super) fn visibility_change(texts: Texts, is_public: bool) -> Consequence {
    match is_public {
        true => Consequence::danger(texts.get(texts::TO_PUBLIC)),
        false => Consequence::plain(texts.get(texts::TO_PRIVATE)),
    }
}

/// Whether everyone may pull, with its picture.
#[component]
pub(super) fn VisibilityBadge(is_public: bool) -> impl IntoView {
    let (icon, tone) = match is_public {
        true => (Icon::Globe, Tone::Success),
        false => (Icon::Lock, Tone::Neutral),
    };
    view! { <Badge icon tone>{visibility_name(use_texts(), is_public)}</Badge> }
}

const PRIVATE: &str = "private";
const PUBLIC: &str = "public";

/// What is in the fields. The organization is empty until one is chosen.
#[derive(Clone, Copy, Default)]
pub(super) struct RepositoryFields {
    pub(super) organization: RwSignal<String>,
    pub(super) name: RwSignal<String>,
    visibility: RwSignal<String>,
    category: RwSignal<String>,
    description: RwSignal<String>,
}

impl RepositoryFields {
    /// The fields with a draft in them.
    pub(super) fn new(draft: &RepositoryDraft) -> Self {
        let fields = Self::default();
        fields.fill(draft);
        fields
    }

    /// Puts a draft into the fields.
    pub(super) fn fill(self, draft: &RepositoryDraft) {
        let organization = draft.organization.as_ref();
        let visibility = match draft.is_public {
            Some(true) => PUBLIC,
            Some(false) => PRIVATE,
            // Neither is chosen, and a person must choose.
            None => "",
        };
        self.organization
            .set(organization.map_or_else(String::new, OrganizationName::to_string));
        self.name.set(draft.name.clone());
        self.visibility.set(visibility.to_owned());
        self.category.set(draft.category.to_string());
        self.description.set(draft.description.clone());
    }

    /// What is in the fields; watched.
    pub(super) fn draft(self) -> RepositoryDraft {
        RepositoryDraft {
            organization: OrganizationName::existing(self.organization.get()).ok(),
            name: self.name.get(),
            is_public: self.visibility.with(|it| match it.as_str() {
                PUBLIC => Some(true),
                PRIVATE => Some(false),
                _ => None,
            }),
            category: Category::from(self.category.get()),
            description: self.description.get(),
        }
    }
}

/// Category, visibility and description.
#[component]
pub(super) fn AttributeFields(
    fields: RepositoryFields,
    description_error: Signal<Option<String>>,
) -> impl IntoView {
    let texts = use_texts();
    let present = Category::from(fields.category.get_untracked());
    let mut categories: Vec<Category> = Category::ALL.into();
    if !categories.contains(&present) {
        categories.push(present);
    }
    let categories = categories
        .iter()
        .map(|it| Choice::new(it.as_str(), category_name(texts, it)))
        .collect();
    let visibility = |value, is_public, hint| {
        Choice::new(value, visibility_name(texts, is_public)).hint(texts.get(hint))
    };
    let visibilities = vec![
        visibility(PRIVATE, false, texts::PRIVATE_HINT),
        visibility(PUBLIC, true, texts::PUBLIC_HINT),
    ];
    view! {
        <Select
            label=texts.get(texts::CATEGORY)
            value=fields.category
            options=categories
            hint=texts.get(texts::CATEGORY_HINT)
        />
        <RadioGroup
            label=texts.get(texts::VISIBILITY)
            value=fields.visibility
            options=visibilities
        />
        <DescriptionEditor value=fields.description error=description_error/>
    }
}

const WRITE: &str = "write";
const PREVIEW: &str = "preview";

/// The description as it is written, and as it will be read.
#[component]
fn DescriptionEditor(value: RwSignal<String>, error: Signal<Option<String>>) -> impl IntoView {
    let texts = use_texts();
    let view = RwSignal::new(WRITE.to_owned());
    let is_preview = memo(move || view.with(|it| it == PREVIEW));
    let views = vec![
        Choice::new(WRITE, texts.get(texts::WRITE)),
        Choice::new(PREVIEW, texts.get(texts::PREVIEW)),
    ];
    effect(move || {
        if error.with(Option::is_some) {
            view.set(WRITE.to_owned());
        }
    });
    let limit = format::number(texts, DESCRIPTION_LIMIT.0 as u64);
    let preview = move || {
        is_preview
            .get()
            .then(|| match value.with(|it| it.trim().is_empty()) {
                true => {
                    view! { <p class="secondary">{texts.get(texts::NO_DESCRIPTION)}</p> }.into_any()
                }
                false => value.with(|it| view! { <Prose blocks=markdown::parse(it)/> }.into_any()),
            })
    };
    view! {
        <div class="stack">
            <ChoiceTabs label=texts.get(texts::EDITOR) value=view options=views/>
            // Hidden and not gone: what the browser can take back stays.
            <div hidden=move || is_preview.get()>
                <TextArea
                    label=texts.get(DESCRIPTION)
                    value
                    hint=texts.fill(texts::DESCRIPTION_FORMAT, &[("limit", &limit)])
                    error
                    rows=10
                    limit=DESCRIPTION_LIMIT.0
                />
            </div>
            {preview}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn making_a_repository_public_is_dangerous_and_making_it_private_is_not() {
        let public = visibility_change(Texts::english(), true);
        assert!(public.is_danger() && public.sentence().starts_with("Private → Public"));
        let private = visibility_change(Texts::english(), false);
        assert!(!private.is_danger() && private.sentence().starts_with("Public → Private"));
    }
}
