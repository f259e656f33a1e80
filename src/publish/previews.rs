//! `preview.json`: what a card for a link to a page shows.
//!
//! Takes the linked site, gives at most 1 kB of JSON for each page that shows text. Reads only the site, and contains no
//! interface strings: reading time is a number, and a kind is a name for which the theme has a string.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, SideValue};
use crate::document::{Document, FieldValue, ReferenceId, Tag, TextPart, one_line, sentence_around};
use crate::path::OutputPath;
use crate::site::rules::PREVIEW;
use crate::site::{DocumentId, PageId, PageKind, Part, Resolution, Site};
use serde::Serialize;

/// Maximum bytes of a file. A card must appear before the reader's pointer moves on.
const LONGEST: usize = 1000;

// Maximum bytes of the parts, as JSON. Everything but the headings always fits; headings fill the rest.
const LONGEST_TITLE: usize = 150;
const LONGEST_LABEL: usize = 50;
const LONGEST_SUMMARY: usize = 300;
const LONGEST_SIDE: usize = 150;
const LONGEST_SENTENCE: usize = 160;

/// The previews of a site.
pub struct Previews<'a> {
    config: &'a Config,
    site: &'a Site,
    wanted: &'a WantedHeadings,
}

/// The headings of each document that others link to; they come first if not all of them fit.
pub struct WantedHeadings(Vec<BTreeSet<String>>);

#[derive(Serialize)]
struct Preview {
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    collection: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<usize>,
    #[serde(skip_serializing_if = "String::is_empty")]
    summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sides: Option<[Side; 2]>,
    /// Title and first sentence by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    headings: BTreeMap<String, [String; 2]>,
}

#[derive(Serialize)]
struct Side {
    label: String,
    word: String,
    text: String,
}

impl WantedHeadings {
    /// Collects the headings that the links of a site lead to.
    pub fn of(site: &Site) -> WantedHeadings {
        let mut wanted = vec![BTreeSet::new(); site.documents.len()];
        for from in site.document_ids() {
            for (_, resolution) in site.links_of(from) {
                if let Resolution::Page { document: Some(to), heading: Some(heading), .. } = resolution
                    && *to != from
                {
                    wanted[to.0 as usize].insert(heading.clone());
                }
            }
        }
        WantedHeadings(wanted)
    }
}

impl<'a> Previews<'a> {
    /// The previews of a site, with its own headings.
    pub fn new(config: &'a Config, site: &'a Site, wanted: &'a WantedHeadings) -> Previews<'a> {
        Previews { config, site, wanted }
    }

    /// A page's preview and where it is published; none if the page shows no text.
    pub fn of(&self, id: PageId) -> Option<(OutputPath, String)> {
        let page = self.site.page(id);
        let shown = page.kind.document()?;
        let document = self.site.document(shown);
        let collection = document.collection.as_deref();
        let declared = collection.and_then(|name| self.config.collection(name));
        let is_term = declared.is_some_and(|collection| collection.glossary);
        let shows_minutes = declared.is_none_or(|collection| collection.reading_time);
        let collection_title = collection
            .and_then(|name| self.site.edition(&page.language).collection(name))
            .map_or("", |collection| collection.title.as_str());
        let (kind, title) = match page.kind {
            PageKind::Home(_) => ("home", document.title.as_str()),
            PageKind::Listing { .. } => ("listing", collection_title),
            PageKind::Article(_)
            | PageKind::Tags { .. }
            | PageKind::Tag { .. }
            | PageKind::Backlinks { .. }
            | PageKind::Side { .. }
            | PageKind::Search { .. }
            | PageKind::Thanks(_)
            | PageKind::NotFound => (if is_term { "term" } else { "article" }, document.title.as_str()),
        };
        let sides = self.sides(document, self.config.in_language(&page.language));
        let summary = match kind {
            _ if sides.is_some() => "",
            "term" => sentences(&document.summary, 2),
            _ => &document.summary,
        };
        let mut preview = Preview {
            kind,
            title: cut(title, LONGEST_TITLE),
            collection: match kind {
                "article" | "term" => cut(collection_title, LONGEST_LABEL),
                _ => String::new(),
            },
            minutes: (kind == "article" && shows_minutes).then(|| document.minutes()),
            summary: cut(summary, LONGEST_SUMMARY),
            sides,
            headings: BTreeMap::new(),
        };
        self.add_headings(shown, &mut preview);
        Some((page.route.beside(PREVIEW), json(&preview)))
    }

    /// The two sides: of the collection's comparison, else the page's own.
    fn sides(&self, document: &Document, config: &Config) -> Option<[Side; 2]> {
        let side = |label: &str, side: &SideValue| Side {
            label: cut(label, LONGEST_LABEL),
            word: cut(&side.word, LONGEST_LABEL),
            text: cut(&side.text, LONGEST_SIDE),
        };
        let declared = document.collection.as_deref().and_then(|name| config.collection(name));
        let of_field = |name: &str| match document.meta.fields.get(name) {
            Some(FieldValue::Side(value)) => {
                Some(side(declared?.field(name).map_or(name, |field| field.label()), value))
            }
            _ => None,
        };
        let compared = declared
            .and_then(|collection| collection.comparison.as_ref())
            .and_then(|comparison| Some([of_field(&comparison.left)?, of_field(&comparison.right)?]));
        let own = document.meta.sides.as_ref();
        compared.or_else(|| own.map(|own| [&own.left, &own.right].map(|value| side(&value.word, value))))
    }

    /// As many headings as fit, those that other documents link to first.
    fn add_headings(&self, shown: DocumentId, preview: &mut Preview) {
        let document = self.site.document(shown);
        if document.outline.is_empty() {
            return;
        }
        let wanted = &self.wanted.0[shown.0 as usize];
        let mut texts = self.texts_below_headings(shown);
        let mut length = json(preview).len() + r#","headings":{}"#.len();
        let (first, others): (Vec<_>, Vec<_>) = (0..document.outline.len())
            .partition(|index| wanted.contains(document.outline[*index].id.as_str()));
        for index in first.into_iter().chain(others) {
            let heading = &document.outline[index];
            let text = texts.remove(&index).unwrap_or_default();
            let entry = [cut(&heading.title, LONGEST_TITLE), cut(sentences(&text, 1), LONGEST_SENTENCE)];
            let needed = json(&heading.id).len() + ":".len() + json(&entry).len() + ",".len();
            if length + needed <= LONGEST {
                length += needed;
                preview.headings.insert(heading.id.clone(), entry);
            }
        }
    }

    /// The text of the first block below each heading, by the heading's index in the outline. Images, tables, code and
    /// callout titles have no sentences.
    fn texts_below_headings(&self, shown: DocumentId) -> BTreeMap<usize, String> {
        let body = &self.site.document(shown).body;
        let mut texts = BTreeMap::new();
        let mut heading = None;
        let mut words = String::new();
        let mut silent = 0usize;
        let mut depth = 0usize;
        for (_, part) in body.text_parts(0..body.nodes.len()) {
            depth += usize::from(matches!(part, TextPart::OpenBlock(_)));
            depth -= usize::from(matches!(part, TextPart::CloseBlock(_)));
            match part {
                TextPart::OpenBlock(Tag::Footnotes) => break,
                TextPart::OpenBlock(Tag::Heading(_)) => {
                    heading = None;
                    silent += 1;
                }
                TextPart::CloseBlock(Tag::Heading(index)) => {
                    heading = Some((index as usize, depth));
                    silent -= 1;
                }
                TextPart::OpenBlock(Tag::Table | Tag::CalloutTitle) => silent += 1,
                TextPart::CloseBlock(Tag::Table | Tag::CalloutTitle) => silent -= 1,
                _ if heading.is_none() || silent > 0 => {}
                TextPart::Words(range) | TextPart::Code(range) | TextPart::Formula(range) => {
                    words.push_str(body.str(range));
                }
                TextPart::Space | TextPart::LineBreak => words.push(' '),
                TextPart::NamedLink(reference) => words.push_str(self.name_of(shown, reference)),
                TextPart::OpenBlock(_) | TextPart::CloseBlock(_) => {
                    if !words.trim().is_empty()
                        && let Some((index, _)) = heading.take()
                    {
                        texts.insert(index, one_line(&words));
                    }
                    words.clear();
                    // A section never leaves the quotation that its heading is in.
                    heading = heading.filter(|(_, container)| depth >= *container);
                }
                TextPart::Alternative(_)
                | TextPart::CodeBlock(_)
                | TextPart::Symbol
                | TextPart::Open(_)
                | TextPart::Close(_)
                | TextPart::Rule
                | TextPart::Nothing => {}
            }
        }
        texts
    }

    /// The text of a link that has none of its own.
    fn name_of(&self, shown: DocumentId, reference: ReferenceId) -> &'a str {
        let written = &self.site.document(shown).references[reference.0 as usize];
        match self.site.resolution(shown, reference) {
            Resolution::Page { document: Some(document), heading, .. } => {
                let part = heading.as_ref().and_then(|id| self.site.part(*document, id));
                let document = self.site.document(*document);
                match part {
                    Some(Part::Heading(index)) => &document.outline[index].title,
                    Some(Part::Block(_)) | None => document.name_in_text(&written.target),
                }
            }
            Resolution::Page { page, .. } => {
                let page = self.site.page(*page);
                let PageKind::Listing { collection, .. } = page.kind else { return "" };
                &self.site.edition(&page.language).collections[collection].title
            }
            Resolution::External(address) => address.as_str(),
            Resolution::File(_)
            | Resolution::Form(_)
            | Resolution::Cta(_)
            | Resolution::Collection(_)
            | Resolution::Missing => "",
        }
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("text and numbers can be written as JSON")
}

/// The first `count` sentences of a text.
fn sentences(text: &str, count: usize) -> &str {
    let mut end = 0;
    for _ in 0..count {
        let start = text.len() - text[end..].trim_start().len();
        end = sentence_around(text, start..start, &[]).end;
    }
    &text[..end]
}

/// Text of at most `longest` bytes of JSON, cut between two words, or within the first word if it is too long by
/// itself.
fn cut(text: &str, longest: usize) -> String {
    if text.chars().map(written).sum::<usize>() <= longest {
        return text.to_owned();
    }
    const MARK: &str = " …";
    let mut length = MARK.len();
    let mut end = 0;
    let mut last_word = 0;
    for (at, letter) in text.char_indices() {
        length += written(letter);
        if length > longest {
            break;
        }
        if letter.is_whitespace() {
            last_word = at;
        }
        end = at + letter.len_utf8();
    }
    let is_end_of_word = text[end..].starts_with(char::is_whitespace);
    let end = if is_end_of_word || last_word == 0 { end } else { last_word };
    let kept = text[..end].trim_end_matches([' ', '\n', ',', ';', ':', '…']);
    format!("{kept}{MARK}")
}

/// How many bytes a character takes in a JSON string, as serde_json writes it.
fn written(letter: char) -> usize {
    match letter {
        '"' | '\\' | '\n' | '\r' | '\t' | '\u{8}' | '\u{c}' => 2,
        '\0'..='\u{1f}' => 6,
        letter => letter.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_between_words_by_its_length_in_json() {
        let check = |text: &str, longest: usize, expected: &str| {
            let cut = cut(text, longest);
            assert_eq!(cut, expected);
            assert!(json(&cut).len() - 2 <= longest);
        };
        check("one two three", 13, "one two three");
        check("one two, three", 13, "one two …");
        check("one two three", 12, "one two …");
        check("onetwothree", 9, "onetw …");
        check("\"\"\"\" \"\"\"\"", 14, "\"\"\"\" …");
        check("日本語日本語", 14, "日本語 …");
    }

    #[test]
    fn characters_have_their_length_in_json() {
        for letter in ('\0'..='\u{a0}').chain(['…', '日', '\u{10ffff}']) {
            assert_eq!(written(letter), json(&letter).len() - 2, "{letter:?}");
        }
    }

    #[test]
    fn sentences_do_not_end_at_abbreviations() {
        assert_eq!(sentences("It costs 3.5 euros. Or more! Or less.", 1), "It costs 3.5 euros.");
        assert_eq!(sentences("It costs 3.5 euros. Or more! Or less.", 2), "It costs 3.5 euros. Or more!");
        assert_eq!(sentences("Mr. Smith sells. He does.", 1), "Mr. Smith sells.");
        assert_eq!(sentences("One.", 2), "One.");
        assert_eq!(sentences("", 2), "");
    }
}
