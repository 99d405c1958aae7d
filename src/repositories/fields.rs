//! The fields that creating and editing share, and the words for what they hold.

use leptos::prelude::*;
use swr_api::{Category, OrganizationName};

use super::draft::{DESCRIPTION_LIMIT, RepositoryDraft};
use super::texts;
use crate::catalog::texts::DESCRIPTION;
use crate::i18n::{Texts, use_texts};
use crate::ui::{Badge, Choice, Icon, RadioGroup, Select, TextArea, Tone};

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

/// Whether everybody may pull, with its picture.
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

/// What stands in the fields. The organization is empty until one is chosen.
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
        let visibility = if draft.is_public { PUBLIC } else { PRIVATE };
        self.organization
            .set(organization.map_or_else(String::new, OrganizationName::to_string));
        self.name.set(draft.name.clone());
        self.visibility.set(visibility.to_owned());
        self.category.set(draft.category.to_string());
        self.description.set(draft.description.clone());
    }

    /// What stands in the fields; watched.
    pub(super) fn draft(self) -> RepositoryDraft {
        RepositoryDraft {
            organization: OrganizationName::existing(self.organization.get()).ok(),
            name: self.name.get(),
            is_public: self.visibility.with(|it| it == PUBLIC),
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
        <TextArea
            label=texts.get(DESCRIPTION)
            value=fields.description
            hint=texts.get(texts::DESCRIPTION_HINT)
            error=description_error
            limit=DESCRIPTION_LIMIT.0
        />
    }
}
