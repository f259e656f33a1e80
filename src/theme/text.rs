//! The strings of the interface, in each language of the site.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::fluent::{self, Messages, Unfilled, Value};
use super::nesting::brace_too_deep;
use super::place::{uncapitalized, within};
use super::unused::message_keys;
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span, codes, nearest};
use crate::language::{Language, Numbers, Plurals};
use crate::path::SourcePath;
use crate::source::{SourceFile, SourceTree};

/// A value for a variable of a string.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TextArgument<'a> {
    /// Inserted as it is.
    Text(&'a str),
    /// Inserted as the language writes it; selects singular or plural.
    Number(f64),
}

/// What the keys of strings that scripts get begin with.
pub(super) const SCRIPT: &str = "script-";

/// How many missing strings a report names.
const NAMED: usize = 3;

/// The strings of a theme chain in each language of the site.
pub(super) struct Texts {
    languages: BTreeMap<Language, Arc<Strings>>,
    main: Arc<Strings>,
}

/// The strings of a theme chain in one language, as far as there are any.
pub(super) struct Strings {
    messages: Messages,
    plurals: Plurals,
    numbers: Numbers,
    /// Those for scripts, as a module.
    script: String,
    /// The keys of the strings that no file of this language has; these are in English.
    missing: Vec<String>,
}

impl<'a> From<&'a str> for TextArgument<'a> {
    fn from(text: &'a str) -> Self {
        TextArgument::Text(text)
    }
}

impl From<usize> for TextArgument<'_> {
    fn from(number: usize) -> Self {
        TextArgument::Number(number as f64)
    }
}

impl Texts {
    /// Reads the strings of each language of the site.
    pub(super) fn read(
        tree: &SourceTree,
        chain: &[String],
        config: &Config,
        found: &mut Diagnostics,
    ) -> Texts {
        let mut languages = BTreeMap::new();
        for language in config.languages() {
            languages.insert(language.clone(), Arc::new(Strings::read(tree, chain, language, found)));
        }
        Texts { main: Arc::clone(&languages[&config.language.value]), languages }
    }

    /// Reports the languages of the site in which strings are missing.
    pub(super) fn check(&self, config: &Config, theme: &str, found: &mut Diagnostics) {
        for (language, strings) in &self.languages {
            let Strings { missing, messages, .. } = &**strings;
            if missing.is_empty() {
                continue;
            }
            let (number, all) = (missing.len(), messages.len());
            let how_many = if number == all { "all".to_owned() } else { number.to_string() };
            let message = format!(
                "{how_many} of the {all} interface strings of the theme `{theme}` are missing in `{language}`, so they are in English",
            );
            let named: Vec<String> = missing.iter().take(NAMED).map(|key| format!("`{key}`")).collect();
            let others = match number.saturating_sub(NAMED) {
                0 => String::new(),
                others => format!(" and {others} more"),
            };
            let span = Span::new(&config.path, config.in_language(language).language.range.clone());
            found
                .report(&codes::LANGUAGE_STRINGS_MISSING, span, message)
                .label(format!("missing: {}{others}", named.join(", ")))
                .hint(format!("`kb theme strings {language}` writes them to a file of your own theme, for you to translate"));
        }
    }

    /// The modules with the strings for scripts, each with its language.
    pub(super) fn scripts(&self) -> impl Iterator<Item = (&Language, &str)> {
        self.languages.iter().map(|(language, strings)| (language, strings.script.as_str()))
    }

    /// The strings of a language; those of the main one for a language that the site does not have.
    pub(super) fn in_language(&self, language: &Language) -> &Arc<Strings> {
        self.languages.get(language).unwrap_or(&self.main)
    }
}

impl Strings {
    /// Reads `strings/LANGUAGE.ftl` of every theme. A string is looked up in the language, then in those that its tag
    /// begins with, then in English; for each of these the nearest theme comes first.
    fn read(tree: &SourceTree, chain: &[String], language: &Language, found: &mut Diagnostics) -> Strings {
        let (mut messages, mut own) = (Messages::new(), BTreeSet::new());
        let own_tags: Vec<&str> = language.fallbacks().collect();
        let english = (!own_tags.contains(&"en")).then_some("en");
        for tag in own_tags.iter().copied().chain(english).rev() {
            for theme in chain.iter().rev() {
                let path = SourcePath::new(&format!("themes/{theme}/strings/{tag}.ftl"));
                let file = path.as_ref().and_then(|path| tree.get(path));
                if let Some((file, text)) = file.and_then(|file| Some((file, file.text()?))) {
                    let read = read_file(file, text, found);
                    if own_tags.contains(&tag) {
                        own.extend(read.keys().cloned());
                    }
                    messages.extend(read);
                }
            }
        }
        // A term, such as `-brand`, is often the same in all languages.
        let is_missing = |key: &&String| !own.contains(*key) && !key.starts_with('-');
        let missing = messages.keys().filter(is_missing).cloned().collect();
        let (plurals, numbers) = (language.plurals(), language.numbers());
        let script = script_module(&messages, &plurals);
        Strings { messages, plurals, numbers, script, missing }
    }

    /// A string with its variables filled in, or one sentence that says why there is none.
    pub(super) fn format(&self, key: &str, arguments: &[(&str, TextArgument<'_>)]) -> Result<String, String> {
        let value = |name: &str| {
            let (_, argument) = arguments.iter().find(|(known, _)| *known == name)?;
            Some(match argument {
                TextArgument::Text(text) => Value::Text(Cow::Borrowed(*text)),
                TextArgument::Number(number) => Value::Number(*number, self.numbers.write(*number).into()),
            })
        };
        fluent::fill(&self.messages, key, &self.plurals, &value).map_err(|unfilled| match unfilled {
            Unfilled::NoMessage(missing) => {
                let near = nearest(&missing, self.messages.keys().map(String::as_str));
                let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                format!("there is no string `{missing}`{hint}")
            }
            Unfilled::NoValue(variable) => format!("the string `{key}` needs a value for `{variable}`"),
            Unfilled::TooLong => format!("the string `{key}` refers to itself, or to too many others"),
        })
    }
}

/// The strings for scripts: `export default {"close":"Close","pages":{"one":"{n} page","other":"{n} pages"}}`. A script fills in the
/// variables, each of which is its name in braces.
fn script_module(messages: &Messages, plurals: &Plurals) -> String {
    let mut strings = Map::new();
    for key in messages.keys() {
        let Some(name) = key.strip_prefix(SCRIPT) else { continue };
        let text = |form: &'static str| {
            let value = |name: &str| {
                let open = Cow::Owned(format!("{{{name}}}"));
                Some(if name == "n" { Value::Form(form, open) } else { Value::Text(open) })
            };
            fluent::fill(messages, key, plurals, &value).unwrap_or_default()
        };
        let other = text(Plurals::OTHER);
        let mut texts: BTreeMap<&str, String> = plurals.forms().map(|form| (form, text(form))).collect();
        texts.retain(|_, text| *text != other);
        let value = match texts.is_empty() {
            true => Json::from(other),
            false => texts.into_iter().chain([(Plurals::OTHER, other)]).collect(),
        };
        strings.insert(name.to_owned(), value);
    }
    format!("export default {}\n", Json::Object(strings))
}

/// The strings that a chain of themes lacks in a language, each as the nearest theme writes it in English.
pub fn missing_strings(tree: &SourceTree, chain: &[String], language: &Language) -> Vec<String> {
    let missing = Strings::read(tree, chain, language, &mut Diagnostics::default()).missing;
    let texts = |theme: &String| {
        let path = SourcePath::new(&format!("themes/{theme}/strings/en.ftl"))?;
        tree.get(&path)?.text()
    };
    let mut sources: BTreeMap<&str, &str> = BTreeMap::new();
    for text in chain.iter().rev().filter_map(texts) {
        let places: Vec<(usize, &str)> = message_keys(text).collect();
        for (index, (start, key)) in places.iter().enumerate() {
            let end = places.get(index + 1).map_or(text.len(), |(next, _)| *next);
            let source = &text[*start..end];
            // What follows may be the comment of the next one.
            let source = source.split("\n#").next().unwrap_or(source);
            sources.insert(key, source.trim_end());
        }
    }
    // In the order of the files, which keeps together what belongs together.
    let order = chain.iter().rev().filter_map(texts).flat_map(message_keys).map(|(_, key)| key);
    let mut seen = BTreeSet::new();
    order
        .filter(|key| missing.iter().any(|missing| missing == key) && seen.insert(*key))
        .map(|key| sources[key].to_owned())
        .collect()
}

/// The messages of a file. Reports what is wrong with it.
fn read_file(file: &SourceFile, text: &str, found: &mut Diagnostics) -> Messages {
    let text = match brace_too_deep(text) {
        None => text,
        Some(place) => {
            let message = "the braces and parentheses of this string are nested too deeply";
            found
                .report(&codes::THEME_INVALID, Span::new(&file.path, within(text, &place)), message)
                .hint("put the inner parts into strings of their own, and refer to them: `{ other }`");
            ""
        }
    };
    let (messages, wrong) = fluent::read(text);
    for (place, reason) in wrong {
        let message = format!("this string cannot be read: {}", uncapitalized(&reason));
        found
            .report(&codes::THEME_INVALID, Span::new(&file.path, within(text, &place)), message)
            .hint("write strings as `name = Words`, with `{ $value }` for values (Fluent)");
    }
    messages
}
