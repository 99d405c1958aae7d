//! The checksums of `Cargo.lock`, which only cargo writes: a line per field, and nothing else.

use std::collections::HashMap;

use super::tree::Id;

/// What the registry handed out, as SHA-256, by crate.
pub(super) fn checksums(lock: &str) -> HashMap<Id<'_>, &str> {
    let packages = lock.split("[[package]]").skip(1);
    packages
        .filter_map(|package| {
            let id = (field(package, "name")?, field(package, "version")?);
            Some((id, field(package, "checksum")?))
        })
        .collect()
}

fn field<'a>(package: &'a str, name: &str) -> Option<&'a str> {
    package.lines().find_map(|line| {
        let value = line.strip_prefix(name)?.strip_prefix(" = \"")?;
        value.strip_suffix('"')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_came_from_a_registry_has_one() {
        let lock = "version = 4\n\n[[package]]\nname = \"ours\"\nversion = \"0.1.0\"\n\
                    dependencies = [\n \"theirs\",\n]\n\n\
                    [[package]]\nname = \"theirs\"\nversion = \"1.0.0\"\nchecksum = \"00ff\"\n";
        let found = checksums(lock);
        assert_eq!(found.get(&("theirs", "1.0.0")), Some(&"00ff"));
        assert_eq!(found.len(), 1);
    }
}
