//! `[languages]`: the texts of the site in its other languages.
//!
//! `[languages.nl]` repeats keys of `site.toml` with Dutch texts. Takes the table of the whole file, gives for each
//! language the same table with these texts in place of the main ones, so that one reader reads both. Only texts can
//! differ: what the site consists of is the same in every language.

use super::read_language;
use crate::data::{Reader, Spanned, Table, Value};
use crate::diagnostic::{Diagnostics, Span, codes, did_you_mean};
use crate::language::Language;
use crate::path::SourcePath;

/// The key of the table with all other languages.
pub(super) const LANGUAGES: &str = "languages";

/// The keys that may differ by language; `*` is any name that the site declares, `[]` the entry of a list with the same
/// `name`.
const TEXTS: &[&str] = &[
    "title",
    "description",
    "home-title",
    "organization.name",
    "organization.description",
    "organization.url",
    "organization.address",
    "menu",
    "footer",
    "consent.text",
    "collections.*.title",
    "collections.*.singular",
    "collections.*.fields.*.label",
    "collections.*.comparison.joiner",
    "cta.*.title",
    "cta.*.text",
    "cta.*.button",
    "cta.*.target",
    "forms.*.title",
    "forms.*.text",
    "forms.*.submit",
    "forms.*.consent",
    "forms.*.thanks.title",
    "forms.*.thanks.text",
    "forms.*.fields.[].label",
    "forms.*.fields.[].help",
    "forms.*.fields.[].options",
    "forms.*.fields.[].group",
    "forms.*.fields.[].pattern-message",
];

/// What `[languages]` says.
#[derive(Default)]
pub(super) struct Languages {
    /// The whole table of `site.toml` in each other language.
    pub translations: Vec<(Spanned<Language>, Table)>,
    /// `prefix-default`
    pub prefix_default: bool,
    /// `fallback`
    pub fallback: bool,
}

/// The keys of `[languages]` that are not languages.
const OPTIONS: &[&str] = &["fallback", "prefix-default"];

/// Takes `[languages]` out of the table of `site.toml`.
pub(super) fn take_languages(
    table: &mut Table,
    main: Option<&Language>,
    path: &SourcePath,
    found: &mut Diagnostics,
) -> Languages {
    let Some(index) = table.entries.iter().position(|(key, _)| key.value == LANGUAGES) else {
        return Languages::default();
    };
    let (_, written) = table.entries.remove(index);
    let mut translations: Vec<(Spanned<Language>, Table)> = Vec::new();
    let wrong = |range, message: String, hint: &str, found: &mut Diagnostics| {
        found.report(&codes::CONFIG_INVALID, Span::new(path, range), message).hint(hint);
    };
    let Value::Table(languages) = written.value else {
        wrong(
            written.range,
            "`languages` is not a table".to_owned(),
            "write `[languages.nl]`, with Dutch texts below it",
            found,
        );
        return Languages::default();
    };
    let mut reader = Reader::new(path, &languages, "`[languages]`", written.range);
    let prefix_default = reader.boolean("prefix-default", false, found);
    let fallback = reader.boolean("fallback", true, found);
    for (tag, own) in languages.entries {
        if OPTIONS.contains(&tag.value.as_str()) {
            continue;
        }
        let Some(language) = read_language(path, &tag, found) else { continue };
        if Some(&language) == main || translations.iter().any(|(known, _)| known.value == language) {
            let message = format!("the site is already in `{language}`");
            wrong(
                tag.range,
                message,
                "the texts of the main language are those outside `[languages]`",
                found,
            );
            continue;
        }
        let Value::Table(own) = own.value else {
            let message = format!("`languages.{}` is not a table", tag.value);
            wrong(own.range, message, "write its texts below `[languages.TAG]`", found);
            continue;
        };
        let mut all = table.clone();
        Overlay { path, found }.lay(&mut all, own, "");
        translations.push((tag.with(language), all));
    }
    Languages { translations, prefix_default, fallback }
}

struct Overlay<'a> {
    path: &'a SourcePath,
    found: &'a mut Diagnostics,
}

impl Overlay<'_> {
    /// Puts the texts of a language in place of the main ones. `place` is the key of the table, as in [`TEXTS`]. The
    /// recursion goes as deep as the longest of these.
    fn lay(&mut self, main: &mut Table, own: Table, place: &str) {
        for (key, value) in own.entries {
            let inner = [inner_place(place, &key.value), inner_place(place, "*")];
            let Some(inner) = inner.into_iter().find(|inner| is_known(inner)) else {
                self.report_other(&key, place);
                continue;
            };
            // A comparison is more than its text, so there is none to translate if the site has not declared it.
            let is_name = inner.ends_with('*') || inner == "collections.*.comparison";
            let index = main.entries.iter().position(|(known, _)| known.value == key.value);
            match (index, value.value) {
                (index, text) if TEXTS.contains(&inner.as_str()) => {
                    let value = Spanned { value: text, range: value.range };
                    match index {
                        Some(index) => main.entries[index].1 = value,
                        None => main.entries.push((key, value)),
                    }
                }
                (None, _) if is_name => self.report_name(&key, main),
                (None, Value::Table(own)) => {
                    let mut table = Table::default();
                    self.lay(&mut table, own, &inner);
                    main.entries.push((key, Spanned { value: Value::Table(table), range: value.range }));
                }
                (Some(index), own) => self.lay_below(&mut main.entries[index].1.value, own, &key, &inner),
                (None, _) => self.report_type(&key),
            }
        }
    }

    fn lay_below(&mut self, main: &mut Value, own: Value, key: &Spanned<String>, place: &str) {
        match (main, own) {
            (Value::Table(main), Value::Table(own)) => self.lay(main, own, place),
            (Value::List(main), Value::List(own)) => {
                let untranslated = main.clone();
                for entry in own {
                    let Value::Table(mut table) = entry.value else {
                        self.report_type(key);
                        continue;
                    };
                    let name = table.entries.iter().position(|(key, _)| key.value == "name");
                    let name = name.map(|index| table.entries.remove(index).1);
                    let is_named = |table: &Table| {
                        name.as_ref().is_some_and(|name| {
                            table.get("name").is_some_and(|known| known.value == name.value)
                        })
                    };
                    let same = main.iter_mut().find_map(|known| {
                        let Value::Table(known) = &mut known.value else { return None };
                        is_named(known).then_some(known)
                    });
                    match same {
                        Some(same) => self.lay(same, table, &inner_place(place, "[]")),
                        None => {
                            let range = name.map_or(entry.range, |name| name.range);
                            let message = "the site's form has no field with this `name`";
                            self.found
                                .report(&codes::CONFIG_INVALID, Span::new(self.path, range), message)
                                .hint("repeat the `name` of a field, with its texts in this language");
                        }
                    }
                }
                translate_conditions(&untranslated, main);
            }
            (_, _) => self.report_type(key),
        }
    }

    fn report_other(&mut self, key: &Spanned<String>, place: &str) {
        let keys = TEXTS.iter().filter_map(|text| match place {
            "" => text.split('.').next(),
            _ => text.strip_prefix(place)?.strip_prefix('.')?.split('.').next(),
        });
        let mut keys: Vec<&str> = keys.filter(|key| !matches!(*key, "*" | "[]")).collect();
        keys.dedup();
        let message = format!("`{}` is not a text that can differ by language", key.value);
        let hint = did_you_mean(&key.value, keys.iter().copied())
            .unwrap_or_else(|| format!("these can: `{}`", keys.join("`, `")));
        self.found
            .report(&codes::KEY_UNKNOWN, Span::new(self.path, key.range.clone()), message)
            .label("the same in every language")
            .hint(hint);
    }

    fn report_name(&mut self, key: &Spanned<String>, main: &Table) {
        let message = format!("the site declares nothing that is called `{}`", key.value);
        let names = main.entries.iter().map(|(known, _)| known.value.as_str());
        let hint = did_you_mean(&key.value, names)
            .unwrap_or_else(|| "declare it outside `[languages]` first".to_owned());
        self.found
            .report(&codes::CONFIG_INVALID, Span::new(self.path, key.range.clone()), message)
            .hint(hint);
    }

    fn report_type(&mut self, key: &Spanned<String>) {
        let message = format!("`{}` is not of the same type as in the main language", key.value);
        self.found
            .report(&codes::FIELD_TYPE, Span::new(self.path, key.range.clone()), message)
            .hint("write it as it is outside `[languages]`");
    }
}

/// Takes the fields of a form before and after their texts were replaced. Where `required-when` names an option, it then names the one
/// in the same place.
fn translate_conditions(before: &[Spanned<Value>], after: &mut [Spanned<Value>]) {
    let translate = |field: &Spanned<Value>| {
        let condition = field.value.table()?.get("required-when")?.value.table()?;
        let (name, is) = (&condition.get("field")?.value, &condition.get("is")?.value);
        let place = options(before, name)?.iter().position(|option| option.value == *is)?;
        let option = &options(after, name)?.get(place)?.value;
        // Another type is reported where it is written.
        option.text().map(|option| Value::Text(option.to_owned()))
    };
    let translated: Vec<Option<Value>> = before.iter().map(translate).collect();
    for (field, translated) in after.iter_mut().zip(translated) {
        if let Some(translated) = translated
            && let Value::Table(field) = &mut field.value
            && let Some(Value::Table(condition)) = field.get_mut("required-when")
            && let Some(is) = condition.get_mut("is")
        {
            *is = translated;
        }
    }
}

/// The options of the field with a name.
fn options<'a>(fields: &'a [Spanned<Value>], name: &Value) -> Option<&'a [Spanned<Value>]> {
    let mut fields = fields.iter().filter_map(|field| field.value.table());
    let field = fields.find(|field| field.get("name").is_some_and(|own| own.value == *name))?;
    field.get("options")?.value.list()
}

fn inner_place(place: &str, key: &str) -> String {
    if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") }
}

/// Whether a place is that of a text, or of a table with one.
fn is_known(place: &str) -> bool {
    TEXTS
        .iter()
        .any(|text| text.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}
