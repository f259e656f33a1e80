//! Files that kb derives from one of the author's files, each by a recipe.
//!
//! Takes bytes, gives bytes and what to report about them. The same bytes give the same result, so that it can be cached.

mod svg;

pub use svg::{CleanSvg, clean_svg};

use crate::blob::Digest;
use crate::path::SourcePath;

/// How a file is made from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recipe {
    /// An SVG file without anything that runs code.
    CleanSvg,
}

/// The result of a recipe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// The file.
    pub bytes: Vec<u8>,
    /// What had to be removed from it.
    pub removed: Vec<String>,
}

impl Recipe {
    /// The recipe for a file that would otherwise be copied.
    pub fn of(path: &SourcePath) -> Option<Recipe> {
        path.extension().eq_ignore_ascii_case("svg").then_some(Recipe::CleanSvg)
    }

    /// The cache key of the product of some bytes. Change the number whenever the output of the recipe changes.
    pub fn key(self, source: &[u8]) -> Digest {
        let version = match self {
            Recipe::CleanSvg => 1,
        };
        Digest::of_value(&(self, version, Digest::of(source)))
    }

    /// How many bytes are read at most; a larger file is an error.
    pub fn most(self) -> u64 {
        match self {
            Recipe::CleanSvg => 64 * 1024 * 1024,
        }
    }

    /// Whether the recipe could have given a product. Whoever can write to the cache could put anything there, and a file of
    /// the cache must not get past the recipe.
    pub fn accepts(self, product: &Product) -> bool {
        match self {
            Recipe::CleanSvg => self
                .make(&product.bytes)
                .is_ok_and(|again| again.removed.is_empty() && again.bytes == product.bytes),
        }
    }

    /// Makes it; an error says why that is impossible, as the end of a sentence.
    pub fn make(self, source: &[u8]) -> Result<Product, String> {
        match self {
            Recipe::CleanSvg => {
                let text = std::str::from_utf8(source).map_err(|_| "it is not UTF-8".to_owned())?;
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                let CleanSvg { text, removed } = clean_svg(text)?;
                Ok(Product { bytes: text.into_bytes(), removed })
            }
        }
    }
}

impl Product {
    /// The cache entry: the list of what was removed as JSON, a line break, the file.
    pub fn to_entry(&self) -> Vec<u8> {
        let mut entry = serde_json::to_vec(&self.removed).expect("texts are always JSON");
        entry.push(b'\n');
        entry.extend_from_slice(&self.bytes);
        entry
    }

    /// Reads what [`Product::to_entry`] wrote.
    pub fn from_entry(entry: &[u8]) -> Option<Product> {
        let end = entry.iter().position(|byte| *byte == b'\n')?;
        let removed = serde_json::from_slice(&entry[..end]).ok()?;
        Some(Product { bytes: entry[end + 1..].to_vec(), removed })
    }
}
