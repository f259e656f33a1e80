//! What some consecutive documents add to an index: words, and where each is.
//!
//! Takes postings as they are counted, keeps them sorted and small.

use super::format::Name;
use super::interner::Interner;

/// What some consecutive documents add to an index.
pub(super) struct Part {
    /// The number of the first document.
    pub first: u32,
    /// Words as they are written.
    pub words: Interner,
    /// Those of one word together, in the order of the words and then of documents.
    pub postings: Vec<Posting>,
    /// Where the postings of each word end.
    pub ends: Vec<u32>,
    /// The sections of postings from [`NEAR_SECTIONS`] on.
    pub far: Vec<Far>,
    /// How many words each document has.
    pub lengths: Vec<u32>,
    /// The files with their heads: the first document and the name of each.
    pub heads: Vec<(u32, Name)>,
}

/// A word in a document. Small, since a large site has tens of millions of them.
#[derive(Clone, Copy, Default)]
pub(super) struct Posting {
    /// The sections that have it, a bit each; the bit [`NEAR_SECTIONS`] says that there are more in [`Part::far`].
    pub sections: u32,
    /// How often it is there, weighted by fields.
    pub frequency: u16,
    /// The place of the document in its part.
    pub document: u8,
    pub name: InName,
}

/// A posting and the number of its word in [`Part::words`].
pub(super) struct Counted {
    pub word: u32,
    pub posting: Posting,
}

/// Whether a word is in the title or an alias of a document: as in the index, twice how much of the name it makes in 127ths,
/// and one more if the name begins with it.
#[derive(Clone, Copy, Default)]
pub(super) struct InName(pub u8);

impl InName {
    pub fn new(words: u8, is_first: bool) -> InName {
        InName((127 / words.clamp(1, 127)) << 1 | u8::from(is_first))
    }

    /// The more of a name in which a word is more than once.
    pub fn max(self, other: InName) -> InName {
        InName((self.0 & !1).max(other.0 & !1) | (self.0 | other.0) & 1)
    }

    /// Several forms of a word together.
    pub fn and(self, other: InName) -> InName {
        InName((self.0 >> 1).saturating_add(other.0 >> 1).min(127) << 1 | (self.0 | other.0) & 1)
    }
}

/// How many sections of a document have a bit in [`Posting::sections`]. Few documents have more.
pub(super) const NEAR_SECTIONS: u32 = 31;

/// A word in a section without a bit in [`Posting::sections`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Far {
    pub word: u32,
    pub document: u32,
    pub section: u32,
}

impl Part {
    /// Sorts by counting, which keeps the order of the documents.
    pub fn sort(&mut self, counted: Vec<Counted>) {
        self.ends = vec![0; self.words.len()];
        counted.iter().for_each(|counted| self.ends[counted.word as usize] += 1);
        let mut sum = 0;
        for end in &mut self.ends {
            // Where the word begins; each of its postings moves it on.
            (sum, *end) = (sum + *end, sum);
        }
        self.postings = vec![Posting::default(); counted.len()];
        for Counted { word, posting } in counted {
            let end = &mut self.ends[word as usize];
            self.postings[*end as usize] = posting;
            *end += 1;
        }
    }
}
