//! The text around an article's links to another one: the sentence, heading or table row.
//!
//! Takes a backlink, gives HTML that is plain text except for `<b>` around the link's text. It is cut from the parsed text
//! of the linking article, never from HTML, and only the part around the link is read: an index with a thousand links costs
//! each target one short read.

mod plain;
mod run;

use std::collections::BTreeSet;
use std::ops::Range;

use super::Press;
use super::text::default_words;
use crate::document::{
    Body, Document, FieldValue, LONGEST_SENTENCE, ReferenceId, Role, sentence_around, shorten_around,
};
use crate::escape::{escape_text, push_text};
use crate::site::Backlink;
use run::{Run, Source};

/// The most mentions per article; readers can open the article for the rest.
const MOST_MENTIONS: usize = 10;

/// A mention, and all links whose text it shows.
struct Mention {
    html: String,
    shown: Vec<ReferenceId>,
}

impl Press<'_> {
    /// The text around an article's links to another, each sentence once, in text order. Fields come first. A link that is
    /// not visible anywhere has no mention.
    pub(super) fn mentions(&self, backlink: &Backlink) -> Vec<String> {
        let document = self.site.document(backlink.from);
        let page = self.site.page_in(self.edition, backlink.from);
        let words = |reference: ReferenceId| {
            let written = &document.references[reference.0 as usize];
            default_words(self, page, self.site.resolution(backlink.from, reference), written)
        };
        let links = self.site.mentions(backlink);
        let source = Source { document, links, words: &words };
        let mut mentions = Vec::new();
        let mut shown = BTreeSet::new();
        for link in links {
            if mentions.len() == MOST_MENTIONS {
                break;
            }
            if shown.contains(link) {
                continue;
            }
            if let Some(mention) = self.mention(&source, *link) {
                shown.extend(mention.shown);
                // For example, two parts that are embedded below one heading.
                if !mentions.contains(&mention.html) {
                    mentions.push(mention.html);
                }
            }
        }
        mentions
    }

    fn mention(&self, source: &Source<'_>, link: ReferenceId) -> Option<Mention> {
        let document = source.document;
        if let Some(at) = document.body.node_of(link) {
            return in_text(source, &document.body, link, at)
                .or_else(|| beside(source, &document.body, link, at));
        }
        document.meta.fields.iter().find_map(|(name, value)| match value {
            FieldValue::Reference(reference) if *reference == link => {
                let words = escape_text(&(source.words)(link));
                Some(Mention::of(format!("{} · <b>{words}</b>", self.label(document, name))))
            }
            FieldValue::Markdown(body) => {
                let at = body.node_of(link)?;
                in_text(source, body, link, at).or_else(|| Some(Mention::of(self.label(document, name))))
            }
            FieldValue::Reference(_)
            | FieldValue::Text(_)
            | FieldValue::Side(_)
            | FieldValue::Number(_)
            | FieldValue::Boolean(_)
            | FieldValue::Date(_)
            | FieldValue::List(_)
            | FieldValue::Url(_)
            | FieldValue::Image(_) => None,
        })
    }

    fn label(&self, document: &Document, name: &str) -> String {
        let collection = document.collection.as_deref().and_then(|name| self.config.collection(name));
        let field = collection.and_then(|collection| collection.field(name));
        escape_text(field.map_or(name, |field| field.label()))
    }
}

impl Mention {
    fn of(html: String) -> Mention {
        Mention { html, shown: Vec::new() }
    }
}

/// The words around a link. None around an embed, or a shortcode on its own.
fn in_text(source: &Source<'_>, body: &Body, link: ReferenceId, at: usize) -> Option<Mention> {
    if source.document.references[link.0 as usize].role == Role::Embed {
        return None;
    }
    let run = Run::around(source, body, at);
    if !run.has_words {
        return None;
    }
    let mark = run.marks.iter().find(|(id, _)| *id == link);
    let words = mark.map_or(run.position..run.position, |(_, words)| words.clone());
    let sentence = match run.is_whole {
        true => 0..run.text.len(),
        false => sentence_around(&run.text, words.clone(), &run.solid),
    };
    // All links of the sentence are shown if they are near each other.
    let within = run.marks.iter().map(|(_, words)| words).filter(|words| overlap(words, &sentence));
    let all = within.fold(words.clone(), |all, words| all.start.min(words.start)..all.end.max(words.end));
    let words = if all.len() <= LONGEST_SENTENCE { all } else { words };
    let mention = print(&run, &sentence, &words);
    (!mention.html.is_empty()).then_some(mention)
}

/// What represents a link without words: the heading above it, else the sentence before it.
fn beside(source: &Source<'_>, body: &Body, link: ReferenceId, at: usize) -> Option<Mention> {
    let place = source.document.references[link.0 as usize].range.start;
    if let Some(heading) = source.document.heading_before(place) {
        return Some(Mention::of(escape_text(&heading.title)));
    }
    let run = Run::of_paragraph_before(source, body, at)?;
    let sentence = sentence_around(&run.text, run.text.len()..run.text.len(), &run.solid);
    let mention = print(&run, &sentence, &sentence);
    (!mention.html.is_empty()).then_some(mention)
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// A sentence, shortened around some words of it.
fn print(run: &Run, sentence: &Range<usize>, words: &Range<usize>) -> Mention {
    let inner = |at: usize| at.clamp(sentence.start, sentence.end) - sentence.start;
    let shown = shorten_around(&run.text[sentence.clone()], inner(words.start)..inner(words.end));
    let shown = sentence.start + shown.start..sentence.start + shown.end;
    let mut mention = Mention::of(String::new());
    let html = &mut mention.html;
    if shown.start > sentence.start {
        html.push_str("… ");
    }
    let mut at = shown.start;
    let text = |html: &mut String, range: Range<usize>| push_text(html, &run.text[range].replace('\n', " "));
    for (link, mark) in run.marks.iter().filter(|(_, mark)| overlap(mark, &shown)) {
        let mark = mark.start.max(at)..mark.end.min(shown.end);
        text(html, at..mark.start);
        html.push_str("<b>");
        text(html, mark.clone());
        html.push_str("</b>");
        at = mark.end;
        mention.shown.push(*link);
    }
    text(html, at..shown.end);
    if shown.end < sentence.end {
        html.push_str(" …");
    }
    mention
}
