//! The words after `cargo xtask`. Each command takes what it knows and then calls `finish`, so a
//! misspelled option is an error and never silently ignored.

use anyhow::{Result, bail};

/// What is left of the command line.
pub(crate) struct Arguments {
    left: Vec<String>,
}

impl Arguments {
    pub(crate) fn of_the_process() -> Self {
        Self {
            left: std::env::args().skip(1).collect(),
        }
    }

    #[cfg(test)]
    pub(crate) fn of_words<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        Self {
            left: words.map(str::to_owned).collect(),
        }
    }

    /// The next word that is not an option.
    pub(crate) fn word(&mut self) -> Option<String> {
        let is_word = self.left.first().is_some_and(|it| !it.starts_with('-'));
        is_word.then(|| self.left.remove(0))
    }

    /// Whether `--name` was given.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let found = self.left.iter().position(|it| it == name);
        found.map(|index| self.left.remove(index)).is_some()
    }

    /// The value of `--name value` or `--name=value`.
    pub(crate) fn option(&mut self, name: &str) -> Result<Option<String>> {
        let with_equals = format!("{name}=");
        let Some(index) = self
            .left
            .iter()
            .position(|it| it == name || it.starts_with(&with_equals))
        else {
            return Ok(None);
        };
        let found = self.left.remove(index);
        if let Some(value) = found.strip_prefix(&with_equals) {
            return Ok(Some(value.to_owned()));
        }
        if index == self.left.len() {
            bail!("{name} requires a value");
        }
        Ok(Some(self.left.remove(index)))
    }

    /// Nothing may be left that no one has taken.
    pub(crate) fn finish(&self) -> Result<()> {
        match self.left.first() {
            None => Ok(()),
            Some(first) => {
                bail!("unexpected argument `{first}`; `cargo xtask` lists the options")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(line: &str) -> Arguments {
        Arguments::of_words(line.split_whitespace())
    }

    #[test]
    fn options_are_found_in_any_order_and_both_spellings() {
        let mut it = arguments("serve --empty --data=x --listen 127.0.0.1:1");
        assert_eq!(it.word().as_deref(), Some("serve"));
        assert_eq!(
            it.option("--listen").unwrap().as_deref(),
            Some("127.0.0.1:1")
        );
        assert_eq!(it.option("--data").unwrap().as_deref(), Some("x"));
        assert!(it.flag("--empty"));
        assert!(!it.flag("--empty"));
        assert!(it.finish().is_ok());
    }

    #[test]
    fn a_misspelled_option_is_an_error() {
        let mut it = arguments("serve --emtpy");
        it.word();
        assert!(!it.flag("--empty"));
        assert!(it.finish().unwrap_err().to_string().contains("--emtpy"));
    }

    #[test]
    fn an_option_without_its_value_is_an_error() {
        assert!(arguments("--data").option("--data").is_err());
    }
}
