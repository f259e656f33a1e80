//! Files that kb derives from one of the author's files, each by a recipe.
//!
//! Takes bytes, gives bytes and what to report about them. The same bytes give the same result.

mod svg;

pub use svg::{CleanSvg, clean_svg};

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
    /// The recipe for a file; none if the file is copied unchanged.
    pub fn of(path: &SourcePath) -> Option<Recipe> {
        path.extension().eq_ignore_ascii_case("svg").then_some(Recipe::CleanSvg)
    }

    /// How many bytes are read at most; a larger file is an error.
    pub fn most(self) -> u64 {
        match self {
            Recipe::CleanSvg => 64 * 1024 * 1024,
        }
    }

    /// Makes the file. An error says why that is impossible, as the end of a sentence.
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
