//! Articles as papers: for each article in a collection with `pdf = true`, the text that Typst typesets, and everything that it
//! needs.
//!
//! Takes the press (the site, linked, with its theme) and the sources, gives [`Paper`]s. A paper's digest covers everything
//! that determines how the PDF looks, so that an outdated PDF is recognized without making a new one. Typesets nothing itself:
//! that is the job of `set`, which exists only with the feature `pdf`.

mod blocks;
mod code;
mod front;
mod images;
mod literal;
mod math;
#[cfg(feature = "pdf")]
mod set;
mod writer;

#[cfg(feature = "pdf")]
pub use set::set;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::diagnostic::{Diagnostics, Span, codes};
use crate::path::SourcePath;
use crate::render::{Outside, Press};
use crate::source::{SourceFile, SourceTree, THEMES};
use crate::theme::Theme;
use images::{Images, published};
use writer::{DEEPEST, Writer};

/// Part of every digest: change it whenever a new version of Typst, or of this module, typesets the same text differently.
const TYPESETTING: &str = "typst 0.15.1, kb 1";

/// The folder of a theme that contains its template, and everything that the template reads.
const FOLDER: &str = "pdf";

/// The main file of a theme's design for paper.
const TEMPLATE: &str = "article.typ";

/// An article, ready to be typeset.
#[derive(Debug)]
pub struct Paper<'a> {
    /// The title of the article.
    pub title: &'a str,
    /// Its file.
    pub article: &'a SourcePath,
    /// Where its PDF goes.
    pub pdf: SourcePath,
    /// The main file.
    pub markup: String,
    /// All other files, by their names in the markup: the theme's below `/themes/`, images below `/files/`.
    pub files: BTreeMap<String, &'a SourceFile>,
    /// A digest of all the above.
    pub digest: String,
}

impl Paper<'_> {
    /// Whether the PDF next to the article is up to date.
    pub fn is_made(&self, sources: &SourceTree) -> bool {
        let facts = sources.get(&self.pdf).and_then(|file| file.facts.as_ref());
        let made_from = facts.and_then(|facts| facts.pdf.as_ref()).and_then(|pdf| pdf.source.as_ref());
        made_from == Some(&self.digest)
    }
}

/// The paper of each article that has or should have a PDF, in path order, and their problems.
pub fn papers<'a>(press: &'a Press<'a>, sources: &'a SourceTree) -> (Vec<Paper<'a>>, Diagnostics) {
    let mut found = Diagnostics::default();
    let site = press.site();
    if site.pdfs.is_empty() {
        return (Vec::new(), found);
    }
    let theme = theme_files(press.theme(), sources);
    let files = Rc::new(published(site, sources));
    let template = template(press.theme(), &theme);
    let named = words_of(&theme);
    let mut papers = Vec::new();
    for (id, pdf) in site.pdfs.iter() {
        let document = site.document(*id);
        let outside = Outside::new(press, *id);
        let mut images = Images::new(Rc::clone(&files));
        let Ok(body) = Writer::new(&outside, &mut images, *id).write_all() else {
            found
                .report(
                    &codes::PDF_INVALID,
                    Span::new(&document.path, 0..0),
                    format!(
                        "“{}” cannot be typeset: its text is nested more than {DEEPEST} levels deep",
                        document.title
                    ),
                )
                .hint("use fewer quotations, lists or emphases inside each other");
            continue;
        };
        let markup = front::markup(&outside, *id, &template, &named, &body);
        let mut all = theme.clone();
        all.extend(images.used);
        let digest = digest(&markup, &all, &document.path, &mut found);
        papers.push(Paper {
            title: &document.title,
            article: &document.path,
            pdf: pdf.source.clone(),
            markup,
            files: all,
            digest,
        });
    }
    (papers, found)
}

/// Everything below `pdf/` of the theme and of those that it extends.
fn theme_files<'a>(theme: &Theme, sources: &'a SourceTree) -> BTreeMap<String, &'a SourceFile> {
    let folders: Vec<String> = theme.chain.iter().map(|name| format!("{THEMES}/{name}/{FOLDER}/")).collect();
    let is_ours = |file: &&SourceFile| folders.iter().any(|folder| file.path.as_str().starts_with(folder));
    sources.below(THEMES).filter(is_ours).map(|file| (format!("/{}", file.path), file)).collect()
}

/// The nearest theme's template; every chain ends in `base`, which has one.
fn template(theme: &Theme, files: &BTreeMap<String, &SourceFile>) -> String {
    let names = theme.chain.iter().map(|name| format!("/{THEMES}/{name}/{FOLDER}/{TEMPLATE}"));
    let mut names = names.filter(|name| files.contains_key(name));
    names.next().unwrap_or_else(|| format!("/{THEMES}/base/{FOLDER}/{TEMPLATE}"))
}

/// The words of the theme's Typst files: a token that is not among them is not used.
fn words_of(files: &BTreeMap<String, &SourceFile>) -> BTreeSet<String> {
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    let mut words = BTreeSet::new();
    for (_, file) in files.iter().filter(|(name, _)| name.ends_with(".typ")) {
        // A file that cannot be read is reported when it is digested.
        let Ok(bytes) = file.content.bytes() else { continue };
        let text = String::from_utf8_lossy(&bytes);
        words.extend(text.split(|letter| !is_part(letter)).map(str::to_owned));
    }
    words
}

fn digest(
    markup: &str,
    files: &BTreeMap<String, &SourceFile>,
    article: &SourcePath,
    found: &mut Diagnostics,
) -> String {
    let mut hasher = blake3::Hasher::new();
    // Each piece with its length, so that no two lists of pieces are the same bytes.
    let mut add = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    add(TYPESETTING.as_bytes());
    add(markup.as_bytes());
    for (name, file) in files {
        add(name.as_bytes());
        match file.content.bytes() {
            Ok(bytes) => add(&bytes),
            Err(error) => {
                let message = format!("the image `{}` in this article cannot be read: {error}", file.path);
                found.report(&codes::FILE_UNREADABLE, Span::new(article, 0..0), message);
            }
        }
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
