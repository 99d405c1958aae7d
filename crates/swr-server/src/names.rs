//! Which names may be given to new things; what exists is not measured again.
//!
//! Written apart from the client's rules, so that the contract tests see when the two disagree.

const ORGANIZATION_LENGTH: usize = 64;
const REPOSITORY_LENGTH: usize = 128;

/// `library` is the public registry's, and `manage` would stand where the management API is.
const RESERVED: [&str; 2] = ["library", "manage"];

/// Says what is wrong with the name of an organization.
pub(crate) fn check_organization(name: &str) -> Result<(), String> {
    if RESERVED.contains(&name) {
        return Err(format!("{name} is reserved"));
    }
    if !name.starts_with(|first: char| first.is_ascii_lowercase()) {
        return Err("it starts with a lower-case letter".into());
    }
    check(name, ORGANIZATION_LENGTH, &['.', '_', '-'])
}

/// Says what is wrong with the name of a repository.
pub(crate) fn check_repository(name: &str) -> Result<(), String> {
    check(name, REPOSITORY_LENGTH, &['.', '_', '-', '/'])
}

/// Words of lower-case letters and digits with one separator between them, which may be `__`.
fn check(name: &str, length: usize, separators: &[char]) -> Result<(), String> {
    if name.is_empty() || name.len() > length {
        return Err(format!("it has 1 to {length} characters"));
    }
    let is_letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    if let Some(wrong) = name
        .chars()
        .find(|&c| !is_letter(c) && !separators.contains(&c))
    {
        return Err(format!("{wrong:?} is not allowed"));
    }
    let has_empty_word = name.replace("__", "_").split(separators).any(str::is_empty);
    if has_empty_word {
        return Err("a separator stands between letters or digits".into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organizations_start_with_a_letter_and_end_with_a_word() {
        for good in ["a", "a1", "a-b.c_d__e", &"a".repeat(64)] {
            assert_eq!(check_organization(good), Ok(()), "{good}");
        }
        let long = "a".repeat(65);
        for bad in [
            "", "1a", "A", "a/b", "a--b", "a___b", "a._b", "a-", "_a", "é", "library", "manage",
            &long,
        ] {
            assert!(check_organization(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn repositories_may_be_nested() {
        let long = format!("{}/b", "a".repeat(126));
        for good in ["1", "a/b/c", "manage", "a__b/c.d", &long] {
            assert_eq!(check_repository(good), Ok(()), "{good}");
        }
        let longer = format!("{long}c");
        for bad in ["", "/a", "a/", "a//b", "a/_b", "a$b", &longer] {
            assert!(check_repository(bad).is_err(), "{bad}");
        }
    }
}
