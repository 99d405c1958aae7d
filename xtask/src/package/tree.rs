//! Reads `cargo tree --prefix depth`: a line for each place of a crate, its depth before its name.
//!
//! A crate that was there before stands again without what it needs, marked `(*)`: its needs are those
//! of all its places together.

use std::collections::HashMap;

use anyhow::{Context, Result};

/// A crate's name and version.
pub(super) type Id<'a> = (&'a str, &'a str);

/// A crate of the tree.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Node<'a> {
    pub(super) id: Id<'a>,
    /// The crates it needs, by their position.
    pub(super) needs: Vec<usize>,
}

/// Every crate once; the root first, the others as they are met.
pub(super) fn read(tree: &str) -> Result<Vec<Node<'_>>> {
    let mut nodes: Vec<Node<'_>> = Vec::new();
    let mut positions = HashMap::new();
    // From the root down to the line before.
    let mut above: Vec<usize> = Vec::new();
    for line in tree.lines().filter(|it| !it.is_empty()) {
        let (depth, id) =
            entry(line).with_context(|| format!("unexpected output of cargo tree: `{line}`"))?;
        let position = *positions.entry(id).or_insert_with(|| {
            nodes.push(Node {
                id,
                needs: Vec::new(),
            });
            nodes.len() - 1
        });
        above.truncate(depth);
        if let Some(&parent) = above.last()
            && !nodes[parent].needs.contains(&position)
        {
            nodes[parent].needs.push(position);
        }
        above.push(position);
    }
    Ok(nodes)
}

/// `2itoa v1.0.19`, with more behind that no one needs.
fn entry(line: &str) -> Option<(usize, Id<'_>)> {
    let name = line.find(|it: char| !it.is_ascii_digit())?;
    let depth = line[..name].parse().ok()?;
    let mut words = line[name..].split_whitespace();
    Some((depth, (words.next()?, words.next()?.strip_prefix('v')?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_of_several_places_is_one() {
        let tree =
            "0a v1.0.0 (/here)\n1b v2.0.0\n2c v3.0.0\n1c v3.0.0 (*)\n1d v4.0.0\n2b v2.0.0 (*)\n";
        let read = read(tree).unwrap();
        let needs: Vec<_> = read.iter().map(|it| (it.id.0, it.needs.clone())).collect();
        assert_eq!(
            needs,
            [
                ("a", vec![1, 2, 3]),
                ("b", vec![2]),
                ("c", vec![]),
                ("d", vec![1])
            ]
        );
    }

    #[test]
    fn two_versions_are_two_crates() {
        assert_eq!(read("0a v1.0.0\n1b v1.0.0\n1b v2.0.0\n").unwrap().len(), 3);
    }

    #[test]
    fn a_line_of_another_kind_is_an_error() {
        assert!(read("warning: something").is_err());
    }
}
