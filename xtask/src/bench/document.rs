//! The section of a document that a benchmark writes, between its two markers.

use std::path::Path;

use anyhow::{Context, Result};

/// Replaces the section of this benchmark.
pub(super) fn write(document: &Path, benchmark: &str, content: &str) -> Result<()> {
    let text = std::fs::read_to_string(document)
        .with_context(|| format!("{} could not be read", document.display()))?;
    let written = replaced(&text, benchmark, content)
        .with_context(|| format!("{} has no `{}`", document.display(), start(benchmark)))?;
    std::fs::write(document, written)?;
    Ok(())
}

fn start(benchmark: &str) -> String {
    format!("<!-- bench {benchmark} -->")
}

fn replaced(text: &str, benchmark: &str, content: &str) -> Option<String> {
    let (start, end) = (start(benchmark), format!("<!-- /bench {benchmark} -->"));
    let (before, rest) = text.split_once(&start)?;
    let (_, after) = rest.split_once(&end)?;
    let content = content.trim();
    Some(format!("{before}{start}\n\n{content}\n\n{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_markers_of_the_benchmark_is_replaced() {
        let text = "# P\n<!-- bench a -->\nold\n<!-- /bench a -->\n<!-- bench b -->kept<!-- /bench b -->\n";
        let expected = "# P\n<!-- bench a -->\n\nnew\n\n<!-- /bench a -->\n<!-- bench b -->kept<!-- /bench b -->\n";
        assert_eq!(replaced(text, "a", "new\n").as_deref(), Some(expected));
        let again = replaced(expected, "a", "new");
        assert_eq!(again.as_deref(), Some(expected), "it can be written again");
    }

    #[test]
    fn a_document_without_the_markers_is_rejected() {
        assert_eq!(replaced("# P", "a", "new"), None);
        assert_eq!(replaced("<!-- bench a -->", "a", "new"), None);
    }
}
