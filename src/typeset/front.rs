//! What comes before the text: the document's metadata, and everything that a title page may show.

use std::collections::BTreeSet;

use super::blocks::{cta_value, sides_value};
use super::literal::{array, dictionary, optional, text};
use crate::document::{BuiltIn, Document};
use crate::render::Outside;
use crate::site::DocumentId;
use crate::source::SOURCE_MARK;
use crate::theme::TokenValue;

/// The whole main file.
///
/// `named` are the words of the theme's Typst files.
pub(super) fn markup(
    outside: &Outside<'_>,
    id: DocumentId,
    template: &str,
    named: &BTreeSet<String>,
    body: &str,
) -> String {
    let document = outside.site().document(id);
    let config = outside.config();
    let (language, region) = language(document.language.as_str());
    let keywords = document.meta.tags.iter().map(|tag| text(&tag.value));
    let author = match (document.meta.authors.as_slice(), &config.organization) {
        ([], Some(organization)) => vec![text(&organization.name)],
        (authors, _) => authors.iter().map(|author| text(author)).collect(),
    };
    let date = document
        .meta
        .updated
        .or(document.meta.date)
        .map(|date| format!("datetime(year: {}, month: {}, day: {})", date.year, date.month, date.day));
    // The digest covers this text, so it cannot be part of it; the caller provides it.
    format!(
        "#import {template} as theme\n\
         #set document(title: {title}, author: {author}, description: {summary}, keywords: {keywords} + \
         ({mark} + sys.inputs.at(\"digest\", default: \"\"), ), date: {date})\n\
         #set text(lang: {language}, region: {region})\n\
         #show: theme.paper.with({meta})\n\n{body}",
        template = text(template),
        title = text(&document.title),
        author = array(author),
        summary = text(&document.summary),
        keywords = array(keywords),
        mark = text(SOURCE_MARK),
        date = optional(date),
        language = text(&language),
        region = optional(region.map(|region| text(&region))),
        meta = meta(outside, id, document, named),
        body = body.trim_start(),
    )
}

fn meta(outside: &Outside<'_>, id: DocumentId, document: &Document, named: &BTreeSet<String>) -> String {
    let config = outside.config();
    let collection = document.collection.as_deref().and_then(|name| config.collection(name));
    let day = |date: Option<crate::data::Date>| date.map_or(String::new(), |date| outside.date(date).text);
    let labels = outside.side_labels().map(|labels| array(labels.map(|side| text(&side.label))));
    let organization = config.organization.as_ref();
    let cta = outside.cta_at_end(id).filter(|_| !places_cta(document));
    // A paper must not be outdated by a token that it does not use.
    let tokens = outside.theme().tokens.iter().filter(|(name, _)| named.contains(*name));
    let tokens = tokens.map(|(name, value)| (name.as_str(), token(value)));
    let word = |key: &str| text(&outside.words(key, &[]));
    dictionary([
        ("title", text(&document.title)),
        ("summary", text(&document.summary)),
        ("kind", text(collection.map_or("", |collection| collection.singular.as_str()))),
        ("authors", array(document.meta.authors.iter().map(|author| text(author)))),
        ("date", text(&day(document.meta.date))),
        ("updated", text(&day(document.meta.updated))),
        ("url", text(&outside.permalink())),
        ("site", text(&config.title)),
        ("site-url", text(&config.url.join(""))),
        ("organization", text(organization.map_or("", |organization| organization.name.as_str()))),
        ("organization-description", text(organization.map_or("", |organization| &organization.description))),
        ("sides", optional(outside.sides(id).as_ref().map(sides_value))),
        ("labels", optional(labels)),
        ("cta", optional(cta.as_ref().map(cta_value))),
        (
            "words",
            dictionary([
                ("contents", word("paper-contents")),
                ("online", word("paper-online")),
                ("updated", word("updated")),
                ("published", word("published")),
            ]),
        ),
        ("tokens", dictionary(tokens)),
    ])
}

/// Whether the article itself shows a call to action.
fn places_cta(document: &Document) -> bool {
    document.body.shortcodes.iter().any(|call| call.built_in() == Some(BuiltIn::Cta))
}

/// A token's value in Typst's notation. A color is that of the light scheme, since paper is light.
fn token(value: &TokenValue) -> String {
    match value {
        TokenValue::Color { light, .. } => match light.starts_with('#') {
            true => format!("rgb({})", text(light)),
            false => "none".to_owned(),
        },
        TokenValue::Text(value) => text(value),
        TokenValue::Number(number) => number.to_string(),
        TokenValue::Boolean(boolean) => boolean.to_string(),
    }
}

/// `pt-BR`: the language, and the region.
fn language(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or("en").to_lowercase();
    let region = parts.find(|part| part.len() == 2).map(str::to_uppercase);
    (language, region)
}
