//! The tags that a trigger reacts to: two fields on the wire that mean something only together.

use crate::TagName;

/// The service's condition for all tags.
const EVERYTHING: &str = ".*";

/// The tags that a trigger reacts to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TriggerCondition {
    /// Every tag (wire: `all`).
    All,
    /// These tags (wire: `tag`, joined with `;`); at least one.
    Tags(Vec<TagName>),
    /// Tags that match a regular expression (wire: `regular`).
    Matching(String),
    /// A condition this crate does not understand, as it came.
    Other {
        /// Wire: `trigger_type`.
        kind: String,
        /// Wire: `condition`.
        condition: String,
    },
}

impl TriggerCondition {
    /// Puts the wire's two fields together.
    pub(super) fn read(kind: String, condition: String) -> Self {
        match kind.as_str() {
            "all" => return Self::All,
            "regular" => return Self::Matching(condition),
            "tag" => {
                if let Some(names) = tags(&condition) {
                    return Self::Tags(names);
                }
            }
            _ => {}
        }
        Self::Other { kind, condition }
    }

    /// `trigger_type` and `condition`.
    pub(super) fn written(&self) -> (String, String) {
        let (kind, condition) = match self {
            Self::All => ("all", EVERYTHING.to_owned()),
            Self::Tags(names) => {
                let names: Vec<&str> = names.iter().map(TagName::as_str).collect();
                ("tag", names.join(";"))
            }
            Self::Matching(expression) => ("regular", expression.clone()),
            Self::Other { kind, condition } => (kind.as_str(), condition.clone()),
        };
        (kind.to_owned(), condition)
    }
}

/// None when there is no tag, or one that no tag can be called.
fn tags(condition: &str) -> Option<Vec<TagName>> {
    let names = condition.split(';').map(str::trim);
    let names = names.filter(|name| !name.is_empty());
    let names: Vec<TagName> = names
        .map(|name| TagName::existing(name).ok())
        .collect::<Option<_>>()?;
    (!names.is_empty()).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::TriggerCondition;
    use crate::TagName;

    fn read(kind: &str, condition: &str) -> TriggerCondition {
        TriggerCondition::read(kind.to_owned(), condition.to_owned())
    }

    #[test]
    fn two_fields_make_one_condition_and_go_back() {
        let tags = ["1.0", "latest"].map(|name| TagName::new(name).unwrap());
        for (kind, condition, expected) in [
            ("all", ".*", TriggerCondition::All),
            ("tag", "1.0;latest", TriggerCondition::Tags(tags.to_vec())),
            (
                "regular",
                "^v.*$",
                TriggerCondition::Matching("^v.*$".to_owned()),
            ),
        ] {
            let found = read(kind, condition);
            assert_eq!(found, expected);
            let written = found.written();
            assert_eq!((written.0.as_str(), written.1.as_str()), (kind, condition));
        }
    }

    #[test]
    fn what_is_not_understood_is_kept_as_it_came() {
        for (kind, condition) in [("semver", ">1"), ("tag", ""), ("tag", "a/b;c"), ("", "")] {
            let found = read(kind, condition);
            assert!(matches!(found, TriggerCondition::Other { .. }), "{kind}");
            assert_eq!(found.written(), (kind.to_owned(), condition.to_owned()));
        }
    }

    #[test]
    fn spaces_and_a_last_separator_are_no_tags() {
        let expected = TriggerCondition::Tags(vec![TagName::new("a").unwrap()]);
        assert_eq!(read("tag", " a ;"), expected);
    }
}
