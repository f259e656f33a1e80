//! What the compiler cannot ask for: whatever kb has of a kind is named everywhere that people and tools look for it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kb::config::{ArgumentKind, DeclaredKind, FieldKind, TokenKind};
use kb::diagnostic::codes;

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Each of `names` must be in each file, in one of the forms in which the file has such a NAME.
fn check(names: &[String], places: &[(&str, &[&str])]) {
    let mut missing = Vec::new();
    for (path, forms) in places {
        let text = text(path);
        let is_named = |name: &String| forms.iter().any(|form| text.contains(&form.replace("NAME", name)));
        missing.extend(names.iter().filter(|name| !is_named(name)).map(|name| format!("{path}: {name}")));
    }
    assert_eq!(missing, Vec::<String>::new(), "these files do not name it");
}

/// The names of the files of a folder of `base` that end in `.html`.
fn templates(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/base/templates").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        files.filter_map(|file| file.strip_suffix(".html").map(str::to_owned)).collect();
    names.sort();
    names
}

/// The templates of `base` that are not extended or called by others.
pub fn kinds_of_pages() -> Vec<String> {
    let mut kinds = templates("");
    kinds.retain(|name| !matches!(name.as_str(), "components" | "layout"));
    kinds
}

/// The names that follow one of `marks` in what is printed.
fn names_after(marks: &[&str]) -> Vec<String> {
    let source = source_of("render") + &source_of("typeset");
    let is_end = |letter: char| !letter.is_ascii_alphanumeric() && letter != '-';
    let rests = marks.iter().flat_map(|mark| source.split(mark).skip(1));
    let names: BTreeSet<&str> = rests.filter_map(|rest| rest.split(is_end).next()).collect();
    names.into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The text of all source files of a folder of `src/`.
fn source_of(folder: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
    let files = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = files.into_iter().map(|entry| entry.unwrap().into_path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    files.map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn every_shortcode_that_every_theme_has_is_named_everywhere() {
    let calls = &["{{ NAME(", "{% NAME("];
    check(
        &templates("shortcodes"),
        &[
            ("themes/base/theme.toml", &["[shortcodes.NAME.arguments]"]),
            ("src/document/shortcode.rs", &["\"NAME\" => BuiltIn::"]),
            ("docs/writing.md", calls),
            ("docs/themes.md", &["| `NAME` |"]),
            ("src/diagnostic/explain/shortcode-unknown.md", &["`NAME`"]),
            ("tests/suite/papers.rs", calls),
        ],
    );
}

#[test]
fn every_kind_of_page_is_named_everywhere() {
    check(
        &kinds_of_pages(),
        &[
            ("src/render/page.rs", &["=> \"NAME\","]),
            ("docs/themes.md", &["| `NAME.html` |"]),
            ("docs/contract.md", &["`NAME`"]),
            ("tests/suite/tiny-theme.txt", &["/templates/NAME.html"]),
        ],
    );
}

#[test]
fn every_type_of_a_field_or_an_argument_is_documented() {
    let fields: Vec<String> = FieldKind::types().iter().map(|(name, _)| (*name).to_owned()).collect();
    check(&fields, &[("docs/site-toml.md", &["| `NAME` |"])]);
    let arguments: Vec<String> = ArgumentKind::types().iter().map(|(name, _)| (*name).to_owned()).collect();
    check(&arguments, &[("docs/themes.md", &["`NAME`"])]);
}

#[test]
fn every_type_is_in_the_list_that_messages_show() {
    // The compiler asks for a name and a successor, but not to be the successor of another type.
    let listed = FieldKind::types().len() + ArgumentKind::types().len() + TokenKind::types().len();
    let source = text("src/config/kind.rs");
    let is_case = |line: &&str| line.contains("Kind::") && line.contains("=> (\"");
    assert_eq!(source.lines().filter(is_case).count(), listed);
}

#[test]
fn every_function_of_papers_is_in_each_theme_and_documented() {
    let definition = &["#let NAME(", "#let NAME ="];
    check(
        &names_after(&["#theme.", "\"theme."]),
        &[
            ("themes/base/pdf/article.typ", definition),
            ("themes/duo/pdf/article.typ", definition),
            ("docs/themes.md", &["`NAME("]),
        ],
    );
}

#[test]
fn every_string_that_kb_shows_is_in_base() {
    check(
        &names_after(&[".word(\"", ".words(\""]),
        &[("themes/base/strings/en.ftl", &["\nNAME = ", "\nNAME =\n"])],
    );
}

#[test]
fn every_error_and_lint_is_reported_somewhere() {
    let source = source_of("");
    let is_used = |name: &str| {
        let code = format!("codes::{}", name.to_uppercase().replace('-', "_"));
        let mut ends = source.match_indices(&code).map(|(start, _)| &source[start + code.len()..]);
        ends.any(|rest| !rest.starts_with(|letter: char| letter.is_ascii_uppercase() || letter == '_'))
    };
    let unused: Vec<&str> = codes::ALL.iter().map(|code| code.name).filter(|name| !is_used(name)).collect();
    assert_eq!(unused, Vec::<&str>::new());
}
