//! The themes inside the binary.

use std::collections::BTreeSet;

use crate::blob::Blob;
use crate::path::SourcePath;
use crate::source::{SourceFile, SourceTree, THEMES};

/// A file of `themes/` in kb's own sources.
struct BuiltIn {
    path: &'static str,
    bytes: &'static [u8],
    /// Of a stylesheet or script.
    minified: Option<&'static str>,
}

// `BUILT_IN`: all of them, sorted by path.
include!(concat!(env!("OUT_DIR"), "/built_in_themes.rs"));

/// Adds the files of the built-in themes, as if they were in `themes/`. A theme of the site with the same name replaces the
/// whole built-in one.
pub fn with_built_in_themes(mut tree: SourceTree) -> SourceTree {
    let own = theme_names(&tree);
    for BuiltIn { path, bytes, .. } in BUILT_IN {
        let path = SourcePath::new(path).expect("the build script lists relative paths");
        if theme_of(&path).is_none_or(|theme| own.contains(theme)) {
            continue;
        }
        let content = match std::str::from_utf8(bytes) {
            Ok(text) => Blob::Text(text.into()),
            Err(_) => Blob::Bytes((*bytes).into()),
        };
        tree.insert(path, content);
    }
    tree
}

/// The minified text of a stylesheet or script, if it is the built-in one: minifying these takes longer than a small site.
pub(super) fn minified(file: &SourceFile) -> Option<&'static str> {
    let index = BUILT_IN.binary_search_by(|built_in| built_in.path.cmp(file.path.as_str())).ok()?;
    let BuiltIn { bytes, minified, .. } = BUILT_IN[index];
    minified.filter(|_| file.text().is_some_and(|text| text.as_bytes() == bytes))
}

/// Every theme that has a file.
pub(super) fn theme_names(tree: &SourceTree) -> BTreeSet<String> {
    tree.below(THEMES).filter_map(|file| theme_of(&file.path)).map(str::to_owned).collect()
}

/// `duo` of `themes/duo/theme.toml`; none for a file directly in `themes/`.
fn theme_of(path: &SourcePath) -> Option<&str> {
    let (theme, _) = path.as_str().strip_prefix(THEMES)?.strip_prefix('/')?.split_once('/')?;
    Some(theme)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read_config;
    use crate::diagnostic::to_human;
    use crate::language::Language;
    use crate::source::tree_of;
    use crate::theme::fluent::{self, Messages, Piece, Variant};
    use crate::theme::reference::{css_references, js_references};
    use crate::theme::{TextArgument, load_theme};

    #[test]
    fn every_built_in_theme_loads_without_diagnostics() {
        let tree = with_built_in_themes(SourceTree::default());
        let site_toml = SourcePath::new("site.toml").unwrap();
        for name in theme_names(&tree) {
            let text = format!(
                "title = \"\"\nlanguage = \"en\"\nurl = \"https://a.org\"\ntheme.name = \"{name}\"\n"
            );
            let (theme, found) = load_theme(&tree, &read_config(&site_toml, &text).0);
            assert_eq!(to_human(&found, &tree, false), "");
            let unused = theme.check_unused(&tree, &BTreeSet::new());
            assert_eq!(to_human(&unused, &tree, false), "");
            assert_eq!((&theme.name, theme.is_broken()), (&name, false));
        }
    }

    #[test]
    fn minifying_keeps_the_references_in_every_built_in_file() {
        for BuiltIn { path, bytes, minified } in BUILT_IN {
            let references = match path.rsplit_once('.') {
                Some((_, "css")) => css_references,
                Some((_, "js")) => js_references,
                _ => {
                    assert_eq!(*minified, None, "{path}");
                    continue;
                }
            };
            let addresses = |text: &str| -> Vec<String> {
                references(text).into_iter().map(|found| text[found.range].to_owned()).collect()
            };
            let (written, minified) = (std::str::from_utf8(bytes).unwrap(), minified.unwrap());
            assert_eq!(addresses(minified), addresses(written), "{path}");
            assert!(minified.len() < written.len(), "{path}");
        }
    }

    /// The languages in which the built-in themes speak, besides English.
    const LANGUAGES: [&str; 10] = ["ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "zh"];

    /// The messages of a theme in a language; none if it has no such file.
    fn strings(theme: &str, language: &str) -> Option<Messages> {
        let path = format!("themes/{theme}/strings/{language}.ftl");
        let file = BUILT_IN.iter().find(|file| file.path == path)?;
        let (messages, wrong) = fluent::read(std::str::from_utf8(file.bytes).unwrap());
        assert_eq!(wrong, []);
        Some(messages)
    }

    /// The variables of a message, and what its variants are for.
    fn parts<'a>(
        pieces: &'a [Piece],
        variables: &mut BTreeSet<&'a str>,
        variants: &mut Vec<Vec<&'a Variant>>,
    ) {
        for piece in pieces {
            match piece {
                Piece::Text(_) | Piece::Message(_) => {}
                Piece::Variable(name) => drop(variables.insert(name)),
                Piece::Select { variable, variants: own, .. } => {
                    variables.insert(variable);
                    variants.push(own.iter().map(|(variant, _)| variant).collect());
                    own.iter().for_each(|(_, pieces)| parts(pieces, variables, variants));
                }
            }
        }
    }

    #[test]
    fn built_in_themes_say_everything_in_each_of_their_languages() {
        for theme in theme_names(&with_built_in_themes(SourceTree::default())) {
            let Some(english) = strings(&theme, "en") else { continue };
            for language in LANGUAGES {
                let translated = strings(&theme, language).unwrap_or_default();
                let keys = |messages: &Messages| messages.keys().cloned().collect::<Vec<_>>();
                assert_eq!(keys(&translated), keys(&english), "{theme} in {language}");
                let plurals = Language::parse(language).unwrap().plurals();
                for (key, pieces) in &translated {
                    let (mut expected, mut used, mut variants) = Default::default();
                    parts(&english[key], &mut expected, &mut Vec::new());
                    parts(pieces, &mut used, &mut variants);
                    assert_eq!(used, expected, "{key} of {theme} in {language}");
                    for own in variants {
                        let has_numbers = own.iter().any(|variant| matches!(variant, Variant::Number(_)));
                        let missing =
                            plurals.forms().find(|form| !own.contains(&&Variant::Name((*form).into())));
                        // Exact numbers may leave nothing for a form.
                        assert!(
                            has_numbers || missing.is_none(),
                            "{key} of {theme} in {language}: {missing:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn dates_are_those_of_the_cldr() {
        // The long dates of cldr-dates-full 48.2.0 for the fifth of each month; English as in `en-GB`, and Chinese with the
        // digits of its pattern instead of the names of months.
        for (language, date, months) in [
            (
                "en",
                "5 MONTH 2026",
                "January February March April May June July August September October November December",
            ),
            (
                "nl",
                "5 MONTH 2026",
                "januari februari maart april mei juni juli augustus september oktober november december",
            ),
            (
                "de",
                "5. MONTH 2026",
                "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
            ),
            (
                "fr",
                "5 MONTH 2026",
                "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            ),
            (
                "es",
                "5 de MONTH de 2026",
                "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            ),
            (
                "pt",
                "5 de MONTH de 2026",
                "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            ),
            (
                "it",
                "5 MONTH 2026",
                "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            ),
            (
                "pl",
                "5 MONTH 2026",
                "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
            ),
            (
                "ar",
                "5 MONTH 2026",
                "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
            ),
            ("ja", "2026年MONTH5日", "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月"),
            ("zh", "2026年MONTH5日", "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月"),
        ] {
            let site_toml = SourcePath::new("site.toml").unwrap();
            let text = format!(
                "title = \"\"\nlanguage = \"{language}\"\nurl = \"https://a.org\"\ntheme.name = \"base\"\n"
            );
            let (theme, _) =
                load_theme(&with_built_in_themes(SourceTree::default()), &read_config(&site_toml, &text).0);
            let language = Language::parse(language).unwrap();
            for (index, expected) in months.split(' ').enumerate() {
                let month = theme.text(&language, &format!("month-{}", index + 1), &[]);
                let values = [
                    ("day", 5.into()),
                    ("month", TextArgument::from(month.as_str())),
                    ("year", "2026".into()),
                ];
                assert_eq!(
                    theme.text(&language, "date", &values),
                    date.replace("MONTH", expected),
                    "{language}"
                );
            }
        }
    }

    #[test]
    fn a_sites_theme_replaces_the_whole_built_in_one() {
        let mut tree = tree_of("//- themes/duo/theme.toml\n");
        let before = tree.iter().count();
        tree = with_built_in_themes(tree);
        assert_eq!(tree.below("themes/duo").count(), before);
    }
}
