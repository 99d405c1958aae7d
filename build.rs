//! Finds the languages: each is a file of `locales/`, which says how the language calls itself. Nothing
//! else has to know of a new one.

use std::fs;
use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=locales");
    let mut languages = vec![("en".to_owned(), "English".to_owned())];
    for entry in fs::read_dir("locales").expect("there is a folder of languages") {
        let path = entry.expect("the folder can be read").path();
        let text = fs::read_to_string(&path).expect("a language file can be read");
        let code = path.file_stem().expect("a file has a name");
        languages.push((code.to_string_lossy().into_owned(), own_name(&text)));
    }
    languages.sort();
    let folder = std::env::var("OUT_DIR").expect("cargo says where");
    let list = format!("&{languages:?}");
    fs::write(Path::new(&folder).join("languages.rs"), list).expect("cargo's folder takes files");
}

/// The value of `"own_name"`, which stands beside `"language"` at the beginning of the file. A parser
/// would be compiled for this one word.
fn own_name(json: &str) -> String {
    let (_, rest) = json
        .split_once("\"own_name\":")
        .expect("a language file has its own_name");
    let name = rest.split('"').nth(1).expect("own_name is a text");
    name.to_owned()
}
