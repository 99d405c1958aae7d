//! What the program and its JavaScript call each other by. wasm-bindgen makes these names of digests, a
//! twentieth of the first page that no compression takes away; here they are numbered. And what the
//! framework has for server functions, which nobody calls here, is taken out.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use walrus::Module;

/// How the names begin that nobody but the two reads.
const OF_IMPORTS: [&str; 2] = ["__wbg_", "__wbindgen_cast_"];
const OF_EXPORTS: &str = "wasm_bindgen__convert__closures_";
/// What streams of server functions are called, by the program and by its JavaScript.
const OF_STREAMS: [&str; 2] = ["intounderlying", "IntoUnderlying"];

/// Gives the program and its JavaScript short names for each other, and takes out what nobody calls.
pub(super) fn shorten(program: &Path, script: &Path) -> Result<()> {
    let mut module = Module::from_file(program)
        .map_err(|error| anyhow!("the program could not be read: {error:?}"))?;
    let exports = module.exports.iter();
    let of_streams = exports
        .filter(|it| is_of_streams(&it.name))
        .map(|it| it.id());
    for export in of_streams.collect::<Vec<_>>() {
        module.exports.delete(export);
    }
    walrus::passes::gc::run(&mut module);
    let mut names = HashMap::new();
    for import in module.imports.iter_mut() {
        if OF_IMPORTS.iter().any(|it| import.name.starts_with(it)) {
            shorten_name(&mut names, &mut import.name, 'i');
        }
    }
    for export in module.exports.iter_mut() {
        if export.name.starts_with(OF_EXPORTS) {
            shorten_name(&mut names, &mut export.name, 'e');
        }
    }
    let text = std::fs::read_to_string(script).context("the program's JavaScript is missing")?;
    std::fs::write(script, renamed(&without_streams(&text), &names))?;
    (module.emit_wasm_file(program)).map_err(|error| anyhow!("{error:?}"))
}

fn is_of_streams(name: &str) -> bool {
    OF_STREAMS.iter().any(|it| name.contains(it))
}

/// A script without those of its items whose first line names a stream.
fn without_streams(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut is_kept = true;
    for line in script.split_inclusive('\n') {
        if !line.starts_with([' ', '\t', '}', ')', '\n']) {
            is_kept = !is_of_streams(line);
        }
        if is_kept {
            kept += line;
        }
    }
    kept
}

fn shorten_name(names: &mut HashMap<String, String>, name: &mut String, kind: char) {
    let short = format!("{kind}{}", names.len());
    names.insert(std::mem::replace(name, short.clone()), short);
}

/// A text with other names in the place of some of its words.
fn renamed(text: &str, names: &HashMap<String, String>) -> String {
    let is_of_a_word = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '$';
    let mut renamed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_of_a_word) {
        let (before, from) = rest.split_at(start);
        let length = from.find(|it| !is_of_a_word(it)).unwrap_or(from.len());
        let (word, behind) = from.split_at(length);
        renamed += before;
        renamed += names.get(word).map_or(word, String::as_str);
        rest = behind;
    }
    renamed + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_goes_from_its_first_line_to_its_last() {
        let script = "let wasm;
class IntoUnderlyingSink {
    close() {
        return 1;
    }
}
function start() {
    wasm.start();
}
";
        let expected = "let wasm;\nfunction start() {\n    wasm.start();\n}\n";
        assert_eq!(without_streams(script), expected);
    }

    #[test]
    fn only_whole_words_are_renamed() {
        let names = HashMap::from([("__wbg_new_1a".to_owned(), "i0".to_owned())]);
        let script = "{ __wbg_new_1a: f, __wbg_new_1ab: g }; wasm.__wbg_new_1a()";
        let expected = "{ i0: f, __wbg_new_1ab: g }; wasm.i0()";
        assert_eq!(renamed(script, &names), expected);
    }
}
