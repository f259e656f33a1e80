//! Reads the documents of an index: their titles, headings and texts, and how often each word occurs in each section.
//!
//! Takes the linked site and some of its documents, gives a [`Part`] of the index. Each text is read once. Parts are independent of
//! each other, so they are made in parallel.

use super::Entry;
use super::format::{Name, Packed, Packer, put_number, put_text};
use super::interner::Interner;
use super::part::{Counted, Far, InName, NEAR_SECTIONS, Part, Posting};
use super::words::each_written;
use crate::document::{Document, FieldValue, ReferenceId, Tag, TextPart};
use crate::path::encode_path;
use crate::site::{DocumentId, Resolution, Site};

/// How much a word counts by where it is. In the title or an alias: so much, and so much shared by the words of the name.
const NAME_WEIGHT: (u16, u16) = (4, 24);
const HEADING_WEIGHT: u16 = 4;
const DETAIL_WEIGHT: u16 = 3;
const BODY_WEIGHT: u16 = 1;

/// The size limit of a file of heads (title, address and headings of each document), in bytes, unless one document has more.
const HEADS_BYTES: usize = 4_000;
/// The same for texts.
const TEXTS_BYTES: usize = 14_000;
/// How many bytes of a document's text are in the index.
const LONGEST_TEXT: usize = 200_000;

/// How many documents are read together. Files never go beyond them.
pub(super) const PART: usize = 256;

/// Reads documents, numbered from `first`, and hands the files with their heads and texts to `put`. Fails only if `put` does.
pub(super) fn gather<E>(
    site: &Site,
    documents: &[Entry],
    first: u32,
    put: impl Fn(Packed) -> Result<(), E>,
) -> Result<Part, E> {
    let mut part = Part {
        first,
        words: Interner::default(),
        postings: Vec::new(),
        ends: Vec::new(),
        far: Vec::new(),
        lengths: Vec::new(),
        heads: Vec::new(),
    };
    let mut files = Files {
        first,
        count: 0,
        heads: Vec::new(),
        first_text: first,
        texts: Vec::new(),
        packed: Vec::new(),
        packer: Packer::new(),
        put,
    };
    let mut counted: Vec<Counted> = Vec::new();
    let mut places: Vec<u32> = Vec::new();
    let mut sections: Vec<String> = Vec::new();
    for (number, entry) in (first..).zip(documents) {
        let document = site.document(entry.document);
        let sections = read_sections(site, entry.document, &mut sections);
        let start = counted.len();
        let (counted, places) = (&mut counted, &mut places);
        let mut tally = Tally { part: &mut part, counted, places, start, number, words: 0 };
        tally.read(site, entry.document, sections);
        let words = tally.words;
        part.lengths.push(words);
        files.add(number, head_of(site, entry, document), document, sections, &mut part)?;
    }
    files.finish(&mut part)?;
    part.sort(counted);
    Ok(part)
}

/// Counts the words of one document.
struct Tally<'a> {
    part: &'a mut Part,
    /// The postings of all documents so far.
    counted: &'a mut Vec<Counted>,
    /// The place of each word's last posting, plus one.
    places: &'a mut Vec<u32>,
    /// Where the postings of the document begin.
    start: usize,
    number: u32,
    words: u32,
}

impl Tally<'_> {
    fn read(&mut self, site: &Site, id: DocumentId, sections: &[String]) {
        let document = site.document(id);
        self.add_name(&document.title);
        for alias in aliases(document) {
            self.add_name(alias);
        }
        let tags = document.meta.tags.iter().map(|tag| &tag.value);
        for detail in document.meta.summary.iter().chain(tags) {
            self.add(detail, DETAIL_WEIGHT, None, |_| {});
        }
        for value in document.meta.fields.values() {
            each_text(site, id, value, |text| {
                self.add(text, DETAIL_WEIGHT, Some(0), |_| {});
            });
        }
        for (section, heading) in (1..).zip(&document.outline) {
            self.add(&heading.title, HEADING_WEIGHT, Some(section), |_| {});
        }
        for (section, text) in (0..).zip(sections) {
            self.words += self.add(text, BODY_WEIGHT, Some(section), |_| {});
        }
    }

    /// Counts the words of the title or of an alias. The shorter the name, the more they count.
    fn add_name(&mut self, name: &str) {
        let mut words = 0u8;
        each_written(name, |_| words = words.saturating_add(1));
        let weight = NAME_WEIGHT.0 + NAME_WEIGHT.1 / u16::from(words.max(1));
        let mut is_first = true;
        self.add(name, weight, None, |posting| {
            posting.name = posting.name.max(InName::new(words, is_first));
            is_first = false;
        });
    }

    /// Counts the words of a text, and says how many they are.
    fn add(
        &mut self,
        text: &str,
        weight: u16,
        section: Option<u32>,
        mut note: impl FnMut(&mut Posting),
    ) -> u32 {
        let Tally { part, counted, places, start, number, .. } = self;
        let Part { first, words, far, .. } = &mut **part;
        let document = u8::try_from(*number - *first).expect("a part has 256 documents");
        let is_far = section.filter(|section| *section >= NEAR_SECTIONS);
        let section = section.map_or(0, |section| 1 << section.min(NEAR_SECTIONS));
        let mut count = 0;
        each_written(text, |word| {
            count += 1;
            let word = words.number(word);
            if word as usize >= places.len() {
                places.push(0);
            }
            let place = &mut places[word as usize];
            if (*place as usize) <= *start {
                counted.push(Counted { word, posting: Posting { document, ..Posting::default() } });
                *place = counted.len() as u32;
            }
            let posting = &mut counted[*place as usize - 1].posting;
            posting.frequency = posting.frequency.saturating_add(weight);
            posting.sections |= section;
            note(posting);
            if let Some(section) = is_far {
                far.push(Far { word, document: *number, section });
            }
        });
        count
    }
}

/// Other names of a document.
fn aliases(document: &Document) -> impl Iterator<Item = &str> {
    // The others are addresses.
    document.meta.aliases.iter().map(|alias| alias.value.as_str()).filter(|alias| !alias.starts_with('/'))
}

/// The texts of a declared field, as readers see them.
fn each_text(site: &Site, id: DocumentId, value: &FieldValue, mut take: impl FnMut(&str)) {
    match value {
        FieldValue::Text(text) => take(text),
        FieldValue::Side(side) => {
            take(&side.word);
            take(&side.text);
        }
        FieldValue::Markdown(body) => {
            take(&body.words(0..body.nodes.len(), |link| shown_name(site, id, link)));
        }
        FieldValue::List(texts) => texts.iter().for_each(|text| take(text)),
        FieldValue::Number(_)
        | FieldValue::Boolean(_)
        | FieldValue::Date(_)
        | FieldValue::Url(_)
        | FieldValue::Image(_)
        | FieldValue::Reference(_) => {}
    }
}

/// The text of each section without its heading. The first is what stands before the first heading, then what footnotes and
/// declared fields say. The strings are reused for one document after another.
fn read_sections<'a>(site: &Site, id: DocumentId, strings: &'a mut Vec<String>) -> &'a [String] {
    let document = site.document(id);
    let body = &document.body;
    let count = document.outline.len() + 1;
    strings.resize(strings.len().max(count), String::new());
    let sections = &mut strings[..count];
    sections.iter_mut().for_each(String::clear);
    let mut current = 0;
    let mut is_heading = false;
    for (_, part) in body.text_parts(0..body.nodes.len()) {
        match part {
            TextPart::OpenBlock(Tag::Heading(heading)) => {
                is_heading = true;
                current = (heading as usize + 1).min(sections.len() - 1);
            }
            TextPart::CloseBlock(Tag::Heading(_)) => is_heading = false,
            TextPart::OpenBlock(Tag::Footnotes) => current = 0,
            _ if is_heading => {}
            TextPart::Words(range)
            | TextPart::Code(range)
            | TextPart::Formula(range)
            | TextPart::Alternative(range) => sections[current].push_str(body.str(range)),
            TextPart::CodeBlock(range) => {
                separate(&mut sections[current]);
                sections[current].push_str(body.str(range));
            }
            TextPart::NamedLink(link) => sections[current].push_str(shown_name(site, id, link)),
            TextPart::Space
            | TextPart::LineBreak
            | TextPart::OpenBlock(_)
            | TextPart::CloseBlock(_)
            | TextPart::Rule => separate(&mut sections[current]),
            TextPart::Symbol | TextPart::Open(_) | TextPart::Close(_) | TextPart::Nothing => {}
        }
    }
    for value in document.meta.fields.values() {
        each_text(site, id, value, |text| {
            separate(&mut sections[0]);
            sections[0].push_str(text);
        });
    }
    let mut left = LONGEST_TEXT;
    for section in sections.iter_mut() {
        section.truncate(section.floor_char_boundary(left));
        section.truncate(section.trim_end().len());
        left -= section.len();
    }
    sections
}

/// The text of a link that has no text of its own.
fn shown_name(site: &Site, id: DocumentId, link: ReferenceId) -> &str {
    let target = &site.document(id).references[link.0 as usize].target;
    let Resolution::Page { document: Some(shown), .. } = site.resolution(id, link) else {
        return target.name();
    };
    site.document(*shown).name_in_text(target)
}

/// Begins a new word. White space in a text stays as it is, since browsers show it as one space.
fn separate(section: &mut String) {
    if !section.is_empty() && !section.ends_with(' ') {
        section.push(' ');
    }
}

/// Address, title, collection and headings of a document.
fn head_of(site: &Site, entry: &Entry, document: &Document) -> Vec<u8> {
    let mut head = Vec::with_capacity(100 + 40 * document.outline.len());
    let route = &site.page(entry.page).route;
    put_text(&mut head, &encode_path(route.below_root()));
    put_text(&mut head, &document.title);
    put_number(&mut head, entry.collection.map_or(0, |collection| collection + 1));
    put_number(&mut head, document.outline.len());
    for heading in &document.outline {
        put_text(&mut head, &heading.id);
        put_text(&mut head, &heading.title);
        put_number(&mut head, heading.level.into());
    }
    head
}

/// The heads and texts that wait for their file to be full.
struct Files<P> {
    /// The first document of the heads.
    first: u32,
    count: usize,
    heads: Vec<u8>,
    /// The first document of the texts.
    first_text: u32,
    texts: Vec<u8>,
    /// The first document and name of each file with texts of these heads.
    packed: Vec<(u32, Name)>,
    packer: Packer,
    /// Takes a file.
    put: P,
}

impl<E, P: Fn(Packed) -> Result<(), E>> Files<P> {
    fn add(
        &mut self,
        number: u32,
        head: Vec<u8>,
        document: &Document,
        sections: &[String],
        part: &mut Part,
    ) -> Result<(), E> {
        if self.count > 0 && self.heads.len() + head.len() > HEADS_BYTES {
            self.finish(part)?;
            self.first = number;
        }
        let length: usize = sections.iter().map(|section| section.len() + 3).sum();
        if !self.texts.is_empty() && self.texts.len() + length > TEXTS_BYTES {
            self.finish_texts()?;
        }
        if self.texts.is_empty() {
            self.first_text = number;
        }
        self.count += 1;
        self.heads.extend(head);
        put_number(&mut self.texts, sections.len() + aliases(document).count());
        sections.iter().for_each(|section| put_text(&mut self.texts, section));
        aliases(document).for_each(|alias| put_text(&mut self.texts, alias));
        Ok(())
    }

    fn finish_texts(&mut self) -> Result<(), E> {
        if self.texts.is_empty() {
            return Ok(());
        }
        let packed = self.packer.pack(&self.texts);
        self.packed.push((self.first_text, packed.name));
        self.texts.clear();
        (self.put)(packed)
    }

    fn finish(&mut self, part: &mut Part) -> Result<(), E> {
        self.finish_texts()?;
        if self.count == 0 {
            return Ok(());
        }
        let mut content = Vec::with_capacity(self.heads.len() + 100);
        put_number(&mut content, self.count);
        content.append(&mut self.heads);
        put_number(&mut content, self.packed.len());
        let mut before = self.first;
        for (first, name) in self.packed.drain(..) {
            put_number(&mut content, (first - before) as usize);
            content.extend(name);
            before = first;
        }
        self.count = 0;
        let packed = self.packer.pack(&content);
        part.heads.push((self.first, packed.name));
        (self.put)(packed)
    }
}
