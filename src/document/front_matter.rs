//! Reads front matter, TOML or YAML, into one typed value.

mod comment;
mod fields;
mod foreign;
mod place;

use std::ops::Range;

use fields::{FieldReader, report_homeless};

use super::fence::{Format, find_block, hides_below, may_hide};
use super::plain::check_plain;
use super::{
    CtaChoice, LinkParts, Meta, Options, PageSides, Reference, ReferenceId, Role, Target, Written,
    read_target,
};
use crate::config::{Collection, SideValue, read_language};
use crate::data::{Reader, Spanned, Table, Value, read_toml, read_yaml};
use crate::diagnostic::{Diagnostics, Level, codes};
use crate::path::SourcePath;

/// The keys of every article's front matter.
const KEYS: &[&str] = &[
    "aliases",
    "authors",
    "autolink",
    "cssclass",
    "cssclasses",
    "cta",
    "date",
    "draft",
    "expires",
    "fields",
    "image",
    "language",
    "mobile",
    "no_glossary",
    "order",
    "path",
    "permalink",
    "publish",
    "related",
    "search",
    "sides",
    "slug",
    "summary",
    "tags",
    "template",
    "title",
    "translated-from",
    "translation-key",
    "updated",
];

/// Reads the front matter of a file, if it has one. Gives it, its references, and where the Markdown begins.
pub(super) fn read_front_matter(
    path: &SourcePath,
    text: &str,
    collection: Option<&Collection>,
    options: &Options<'_>,
    found: &mut Diagnostics,
) -> (Meta, Vec<Reference>, usize) {
    let problems = found.iter().count();
    let Some(block) = find_block(path, text, found) else {
        let is_hidden = hides_below(path, text, 0, found);
        let mut meta = Meta { draft: is_hidden, is_doubtful: is_hidden, ..Meta::default() };
        let mut references = Vec::new();
        if let Some(collection) = collection {
            let empty = Table::default();
            let mut fields = FieldReader {
                path,
                text,
                options,
                references: &mut references,
                is_toml: true,
                is_draft: false,
            };
            meta.fields = fields.read(collection, &empty, 0..text.find('\n').unwrap_or(text.len()), found);
        }
        return (meta, references, 0);
    };
    let read = match block.format {
        Format::Toml => read_toml,
        Format::Yaml => read_yaml,
    };
    let (mut table, errors) = read(&text[block.content.clone()], block.content.start);
    let is_broken = !errors.is_empty();
    let first_error = errors.iter().map(|error| error.range.start).min();
    // Problems that only follow from a mistyped fence are not reported as well.
    let has_fences = found.iter().count() == problems;
    let is_template = text[block.content.clone()].contains("{{");
    for mut error in errors.into_iter().filter(|_| has_fences) {
        if is_template {
            error.hint = "if this is a template for new articles, leave its folder out of the site: \
                          `exclude = [\"Templates/**\"]` in site.toml"
                .into();
        }
        error.report(path, &format!("this is not {}", block.format.name()), found);
    }
    let written =
        place::Written { path, text, content: block.content.clone(), is_toml: block.format == Format::Toml };
    // What cannot be read may have been meant to hide the article; so with `--keep-going` it is not published either.
    let is_quoted_draft = |(key, value): &(Spanned<String>, Spanned<Value>)| {
        let name = key.value.trim_matches(|letter: char| !letter.is_alphanumeric());
        name == "draft" && name != key.value && value.value == Value::Boolean(true)
    };
    let may_be_hidden =
        is_broken && may_hide(&text[block.content.clone()]) || table.entries.iter().any(is_quoted_draft);
    if block.format == Format::Yaml && !is_broken {
        comment::report_comments(path, &text[..block.content.end], &table, found);
    }
    let mut capitals = Diagnostics::default();
    foreign::put_in_lowercase(&mut table, collection, &written, &mut capitals);
    if has_fences {
        found.extend(capitals);
    }
    let is_mistyped = place::name_hiding(&mut table, collection, options.config.is_vault, &written, found);
    place::name_fields(&mut table, collection, &written, found);
    place::put_in_place(&mut table, collection, &written, found);
    foreign::translate(&mut table, collection, options.config.is_vault, &written, found);
    // What follows a broken line may belong to something else.
    let is_declared = |key: &str| collection.is_some_and(|collection| collection.field(key).is_some());
    table.entries.retain(|(key, _)| {
        let is_known = KEYS.contains(&key.value.as_str()) || is_declared(&key.value);
        is_known || first_error.is_none_or(|place| key.range.start < place)
    });
    let fence = block.opening.clone();
    let mut reader = Reader::new(path, &table, "front matter", fence.clone());
    let (mut meta, mut references) = read_common(&mut reader, text, found);
    let language = meta.language.clone();
    let options = &Options { language: language.as_ref().unwrap_or(options.language), ..*options };
    meta.range = block.whole.clone();
    let is_hidden = has_fences && hides_below(path, text, block.whole.end, found) || may_be_hidden;
    meta.draft |= is_hidden || is_in_drafts(path);
    let level = options.config.lints.get(codes::KEY_UNKNOWN.name).copied();
    let is_error = level.unwrap_or(codes::KEY_UNKNOWN.level) == Level::Deny;
    meta.is_doubtful |= is_hidden || is_mistyped && is_error;
    let fields = reader.table("fields", found);
    match (collection, fields) {
        // What seems to be missing from a broken table may be there but unreadable.
        (Some(_), None) if is_broken || reader.has("fields") => {}
        (Some(collection), fields) => {
            let empty = Table::default();
            let (table, place) = match &fields {
                Some(fields) => (fields.value, fields.range.clone()),
                None => (&empty, fence),
            };
            let mut fields = FieldReader {
                path,
                text,
                options,
                references: &mut references,
                is_toml: written.is_toml,
                is_draft: meta.draft,
            };
            meta.fields = fields.read(collection, table, place, found);
        }
        (None, Some(fields)) => report_homeless(path, fields.value, options, found),
        (None, None) => {}
    }
    let below = if written.is_toml { "[fields]" } else { "fields:" };
    reader.explain_own_keys(match collection.map(|collection| &collection.name.value) {
        Some(name) => format!(
            "a field of your own is declared in `[collections.{name}.fields]` of site.toml and written below `{below}`"
        ),
        None => "remove it; only an article of a collection can have fields of its own, declared in site.toml".to_owned(),
    });
    match options.config.is_vault {
        true => reader.finish_open(found),
        false => reader.finish(found),
    }
    (meta, references, block.whole.end)
}

fn read_common(reader: &mut Reader<'_>, file: &str, found: &mut Diagnostics) -> (Meta, Vec<Reference>) {
    let mut references = Vec::new();
    let mut refer = |target, role, text: Spanned<String>| {
        references.push(read_reference(file, target, role, &text.value, &text.range));
        ReferenceId(references.len() as u32 - 1)
    };
    let date = reader.date("date", found);
    let expires = reader.date("expires", found);
    if let (Some(Spanned { value: date, .. }), Some(expires)) = (&date, &expires)
        && expires.value.instant <= date.instant
    {
        let message = "`expires` is not after `date`, so the article is never published";
        found
            .report(&codes::FIELD_TYPE, reader.span(&expires.range), message)
            .label("expires before it is published")
            .hint(format!("write a date after {date}"));
    }
    // A value that cannot be read may be meant to hide the article, so it is not published, not even with
    // `--keep-going`.
    let is_draft = reader.boolean("draft", reader.has("draft"), found);
    // Obsidian Publish does not publish such notes.
    let is_private = !reader.boolean("publish", !reader.has("publish"), found);
    let hiding = if is_draft { reader.value("draft") } else { reader.value("publish") };
    let hiding = hiding.filter(|_| is_draft || is_private);
    let language = reader.text("language", found);
    let title = reader.text("title", found).filter(|title| !title.value.trim().is_empty());
    let summary = reader.text("summary", found);
    for (key, text) in [("title", &title), ("summary", &summary)] {
        if let Some(text) = text {
            check_plain(reader.path(), key, &text.value, &text.range, found);
        }
    }
    let written = Written {
        title: title.as_ref().map(|title| title.range.clone()),
        draft: hiding.map(|value| value.range.clone()),
        date: date.as_ref().map(|date| date.range.clone()),
        expires: expires.as_ref().map(|date| date.range.clone()),
    };
    let mut meta = Meta {
        title: title.map(|title| title.value),
        summary: summary.map(|text| text.value),
        date: date.map(|date| date.value),
        updated: reader.date("updated", found).map(|date| date.value),
        expires: expires.as_ref().map(|date| date.value),
        authors: reader
            .texts("authors", found)
            .iter()
            .map(|author| without_brackets(&author.value))
            .collect(),
        tags: read_tags(reader, found),
        aliases: reader.texts("aliases", found),
        order: reader.integer("order", found).map(|number| number.value),
        draft: is_draft || is_private,
        is_doubtful: hiding.is_some_and(|value| !matches!(value.value, Value::Boolean(_))),
        written,
        translated_from: reader.text("translated-from", found),
        translation_key: reader.text("translation-key", found),
        template: reader.text("template", found),
        language: language.and_then(|written| read_language(reader.path(), &written, found)),
        slug: reader.text("slug", found),
        path: read_address(reader, found),
        no_glossary: reader.boolean("no_glossary", false, found),
        no_search: !reader.boolean("search", true, found),
        no_autolink: !reader.boolean("autolink", true, found),
        ..Meta::default()
    };
    // These matter only to Obsidian: classes of its editor, and whether Obsidian Publish shows a page on phones.
    for key in ["cssclasses", "cssclass", "mobile"] {
        reader.value(key);
    }
    for name in reader.texts("related", found) {
        meta.related.push(refer(read_name(&name.value), Role::Related, name));
    }
    meta.cta = match reader.value("cta") {
        None | Some(Spanned { value: Value::Boolean(true), .. }) => CtaChoice::Default,
        Some(Spanned { value: Value::Boolean(false), .. }) => CtaChoice::None,
        Some(Spanned { value: Value::Text(name), range }) => {
            let text = Spanned { value: name.clone(), range: range.clone() };
            CtaChoice::Named(refer(Target::Cta(name.clone()), Role::Field, text))
        }
        Some(other) => {
            reader.wrong_type("cta", other, "the name of a call to action, or false", found);
            CtaChoice::Default
        }
    };
    if let Some(image) = reader.text("image", found) {
        meta.image = Some(refer(read_image(&image.value), Role::Image, image));
    }
    if let Some(table) = reader.table("sides", found) {
        meta.sides = read_sides(Reader::new(reader.path(), table.value, "`[sides]`", table.range), found);
    }
    (meta, references)
}

/// Whether a file is in a folder of drafts, as in Jekyll.
pub(super) fn is_in_drafts(path: &SourcePath) -> bool {
    path.parent().split('/').any(|folder| folder == "_drafts")
}

/// `path`, or what Jekyll and Obsidian Publish call it. Their addresses need no slash at the start.
fn read_address(reader: &mut Reader<'_>, found: &mut Diagnostics) -> Option<Spanned<String>> {
    let path = reader.text("path", found);
    let permalink = reader.text("permalink", found);
    if let Some(permalink) = permalink.as_ref().filter(|permalink| permalink.value.contains("/:")) {
        found
            .report(
                &codes::FIELD_TYPE,
                reader.span(&permalink.range),
                "a `permalink` cannot have placeholders here",
            )
            .label("read as it is written")
            .hint("write the address itself, such as `/guides/refunds/`, or remove the key");
        return path;
    }
    path.or(permalink)
}

/// In a single text, commas separate tags. A `#` before a tag is not part of it. Empty ones have no effect.
fn read_tags(reader: &mut Reader<'_>, found: &mut Diagnostics) -> Vec<Spanned<String>> {
    let texts = reader.texts("tags", found);
    let is_single = texts.len() == 1;
    let mut tags = Vec::new();
    for text in &texts {
        let names = text.value.split(|letter| is_single && letter == ',').map(str::trim);
        for written in names.filter(|written| !written.is_empty()) {
            match written.trim_start_matches('#').trim() {
                "" => {
                    let message = format!("“{written}” is not the name of a tag");
                    found
                        .report(&codes::FIELD_TYPE, reader.span(&text.range), message)
                        .label("no name")
                        .hint("write the name after the `#`, or remove it");
                }
                name => tags.push(text.with(name.to_owned())),
            }
        }
    }
    tags
}

/// A reference that is the whole of a text value in the file.
fn read_reference(file: &str, target: Target, role: Role, text: &str, range: &Range<usize>) -> Reference {
    let address = in_brackets(text).unwrap_or(text);
    let parts = LinkParts::of_value(file, range, address);
    Reference { target, role, range: range.clone(), address: address.to_owned(), parts }
}

/// An image in front matter is a path or an address, or a name in the brackets of a wikilink.
fn read_image(text: &str) -> Target {
    if in_brackets(text).is_some() { read_name(text) } else { read_target(text) }
}

/// The words in the brackets of a wikilink, as Obsidian and its Web Clipper write names in properties. Any other text
/// stays as it is.
fn without_brackets(text: &str) -> String {
    in_brackets(text).map_or(text, |inner| inner.rsplit('|').next().unwrap_or(inner)).trim().to_owned()
}

/// What is in the brackets of a wikilink or an embed; none if the text is neither.
fn in_brackets(text: &str) -> Option<&str> {
    text.trim().trim_start_matches('!').strip_prefix("[[")?.strip_suffix("]]")
}

/// A name in front matter may be a file, an address or a wikilink, with or without brackets.
pub(super) fn read_name(text: &str) -> Target {
    // In `[[Note#Part|words]]`, only the note matters.
    let name = in_brackets(text).map_or(text, |name| name.split(['|', '#']).next().unwrap_or(name)).trim();
    let is_path = name.ends_with(".md") || name.starts_with(['/', '.']);
    match is_path {
        true => read_target(name),
        false => Target::Name { name: name.to_owned(), heading: None },
    }
}

fn read_sides(mut reader: Reader<'_>, found: &mut Diagnostics) -> Option<PageSides> {
    let before = reader.text("before", found).map_or(String::new(), |text| text.value);
    let joiner = reader.text("joiner", found).map_or("/".to_owned(), |text| text.value);
    let mut side = |key: &str| match reader.table(key, found) {
        Some(table) => {
            let mut reader = Reader::new(reader.path(), table.value, format!("`{key}`"), table.range);
            let side = read_side(&mut reader, found);
            reader.finish(found);
            side
        }
        None => {
            reader.missing(key, found);
            None
        }
    };
    let (left, right) = (side("left"), side("right"));
    reader.finish(found);
    Some(PageSides { before, joiner, left: left?, right: right? })
}

fn read_side(reader: &mut Reader<'_>, found: &mut Diagnostics) -> Option<SideValue> {
    let word = required_plain(reader, "word", found);
    let text = required_plain(reader, "text", found);
    Some(SideValue { word: word?.value, text: text?.value })
}

fn required_plain(reader: &mut Reader<'_>, key: &str, found: &mut Diagnostics) -> Option<Spanned<String>> {
    let text = reader.required_text(key, found)?;
    check_plain(reader.path(), key, &text.value, &text.range, found);
    Some(text)
}
