//! The strings of the interface, in Fluent. The only module that imports `fluent_bundle`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use serde_json::{Map, Value};
use unic_langid::LanguageIdentifier;

use super::nesting::brace_too_deep;
use super::place::within;
use super::unused::message_keys;
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span, codes, nearest};
use crate::language::Language;
use crate::path::SourcePath;
use crate::source::{SourceFile, SourceTree};

/// A value for a variable of a string.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TextArgument<'a> {
    /// Inserted as it is.
    Text(&'a str),
    /// Inserted as digits; selects singular or plural.
    Number(f64),
}

/// What the keys of strings that scripts get begin with.
pub(super) const SCRIPT: &str = "script-";

/// The string that names the plural category of a number, so that only Fluent knows the rules of each language.
const CATEGORY: &str = "category = { $n ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
}";

/// Among these numbers is one of each plural category of every language (Unicode CLDR).
const NUMBERS: std::ops::RangeInclusive<u32> = 0..=120;
const LARGE_NUMBER: u32 = 1_000_000;

/// The strings of a theme chain in each language of the site.
pub(super) struct Texts {
    languages: BTreeMap<Language, Arc<Strings>>,
    main: Arc<Strings>,
}

/// The strings of a theme chain in one language, as far as there are any.
pub(super) struct Strings {
    bundle: FluentBundle<FluentResource>,
    keys: Vec<String>,
    /// Those for scripts, as a module.
    script: String,
    /// How many strings no file of this language has; these are in English.
    missing: usize,
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
            let Strings { missing, keys, .. } = &**strings;
            if *missing == 0 {
                continue;
            }
            let how_many = if *missing == keys.len() { "all".to_owned() } else { format!("{missing}") };
            let message = format!(
                "{how_many} of the {} interface strings of the theme `{theme}` are missing in `{language}`, so they are in English",
                keys.len()
            );
            let span = Span::new(&config.path, config.in_language(language).language.range.clone());
            found
                .report(&codes::LANGUAGE_STRINGS_MISSING, span, message)
                .label("this is the declared language of the pages")
                .hint(format!("translate them in `strings/{language}.ftl` of your own theme; `kb theme new` makes one, and `kb theme show base/strings/en.ftl` prints them"));
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
    /// Reads `strings/LANGUAGE.ftl` of every theme. A string is looked up in the language, then in the language without its region,
    /// then in English; for each of these the nearest theme comes first.
    fn read(tree: &SourceTree, chain: &[String], language: &Language, found: &mut Diagnostics) -> Strings {
        let locale: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The isolation marks around inserted values would end up in attributes and scripts.
        bundle.set_use_isolating(false);
        let (mut keys, mut own) = (Vec::new(), BTreeSet::new());
        let primary = language.primary();
        for language in languages(language.as_str()).iter().rev() {
            for theme in chain.iter().rev() {
                let path = SourcePath::new(&format!("themes/{theme}/strings/{language}.ftl"));
                let file = path.as_ref().and_then(|path| tree.get(path));
                if let Some((file, text)) = file.and_then(|file| Some((file, file.text()?))) {
                    let resource = read_resource(file, text, found);
                    let found = || message_keys(text).map(|(_, key)| key.to_owned());
                    keys.extend(found());
                    if language.split('-').next() == Some(primary) {
                        own.extend(found());
                    }
                    bundle.add_resource_overriding(resource);
                }
            }
        }
        keys.sort();
        keys.dedup();
        let missing = keys.len() - own.len();
        let script = script_module(&mut bundle, &keys);
        Strings { bundle, keys, script, missing }
    }

    /// A string with its variables filled in, or one sentence that says why there is none.
    pub(super) fn format(&self, key: &str, arguments: &[(&str, TextArgument<'_>)]) -> Result<String, String> {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            let near = nearest(key, self.keys.iter().map(String::as_str));
            let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            return Err(format!("there is no string `{key}`{hint}"));
        };
        let mut values = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            let value = match argument {
                TextArgument::Text(text) => FluentValue::String(Cow::Borrowed(*text)),
                TextArgument::Number(number) => FluentValue::from(*number),
            };
            values.set(*name, value);
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors);
        match errors.first() {
            None => Ok(text.into_owned()),
            Some(FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id }))) => {
                Err(format!("the string `{key}` needs a value for `{id}`"))
            }
            Some(error) => Err(format!("the string `{key}` cannot be filled in: {error}")),
        }
    }
}

/// The strings for scripts: `export default {"close":"Close","pages":{"one":"{n} page","other":"{n} pages"}}`. A script fills in the
/// variables, each of which is its name in braces.
fn script_module(bundle: &mut FluentBundle<FluentResource>, keys: &[String]) -> String {
    let categories = FluentResource::try_new(CATEGORY.to_owned()).expect("the string is correct");
    let mut counting = FluentBundle::new_concurrent(bundle.locales.clone());
    counting.add_resource_overriding(categories);
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    for number in NUMBERS.chain([LARGE_NUMBER]) {
        numbers.entry(open_text(&counting, "category", number)).or_insert(number);
    }
    bundle.set_formatter(Some(|value, _| matches!(value, FluentValue::Number(_)).then(|| "{n}".to_owned())));
    let mut strings = Map::new();
    for key in keys {
        let Some(name) = key.strip_prefix(SCRIPT) else { continue };
        let texts =
            numbers.iter().map(|(category, number)| (category.clone(), open_text(bundle, key, *number)));
        let mut texts: BTreeMap<String, String> = texts.collect();
        let other = texts.remove("other").unwrap_or_default();
        texts.retain(|_, text| *text != other);
        let value = match texts.is_empty() {
            true => Value::from(other),
            false => texts.into_iter().chain([("other".to_owned(), other)]).collect(),
        };
        strings.insert(name.to_owned(), value);
    }
    bundle.set_formatter(None);
    format!("export default {}\n", Value::Object(strings))
}

/// A string with a number for `$n`; every other variable is its name in braces. Empty if it cannot be filled in.
fn open_text(bundle: &FluentBundle<FluentResource>, key: &str, number: u32) -> String {
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return String::new();
    };
    let mut values = FluentArgs::new();
    values.set("n", FluentValue::from(number));
    let mut errors = Vec::new();
    bundle.format_pattern(pattern, Some(&values), &mut errors);
    for error in errors.drain(..) {
        if let FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id })) = error {
            let open = format!("{{{id}}}");
            values.set(id, FluentValue::from(open));
        }
    }
    bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
}

/// `pt-BR`, `pt`, `en`
fn languages(language: &str) -> Vec<&str> {
    let mut languages = vec![language];
    languages.extend(language.split_once('-').map(|(plain, _)| plain));
    languages.push("en");
    let mut seen = Vec::new();
    languages.retain(|language| !seen.contains(language) && (seen.push(*language), true).1);
    languages
}

fn read_resource(file: &SourceFile, text: &str, found: &mut Diagnostics) -> FluentResource {
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
    let (resource, errors) = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    for error in errors {
        let reason = error.kind.to_string();
        found
            .report(
                &codes::THEME_INVALID,
                Span::new(&file.path, within(text, &error.pos)),
                format!("this string cannot be read: {}", super::place::uncapitalized(&reason)),
            )
            .hint("write strings as `name = Words`, with `{ $value }` for values (Fluent)");
    }
    resource
}
