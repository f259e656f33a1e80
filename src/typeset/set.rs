//! Typesets a paper as PDF with Typst. The only module that imports it, and the only one that needs the feature `pdf`.
//!
//! Takes a paper, gives the bytes of its PDF and the problems. No network, no packages, no clock, and only the fonts of the
//! theme and the library: the same paper gives the same bytes everywhere.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart, Value};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::Paper;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::path::SourcePath;

/// The name of the main file; no theme and no image has it.
const MAIN: &str = "/main.typ";

/// The library's fonts: a serif with many letters, one for formulas, one for code.
static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect());

/// The bytes of a PDF; none if it cannot be made, and the diagnostics say why.
pub fn set(paper: &Paper<'_>) -> (Option<Vec<u8>>, Diagnostics) {
    let mut found = Diagnostics::default();
    let Some(desk) = Desk::new(paper) else {
        found.report(
            &codes::PDF_INVALID,
            Span::new(paper.article, 0..0),
            "the files of this paper cannot be read",
        );
        return (None, found);
    };
    let compiled = typst::compile::<PagedDocument>(&desk);
    let document = match compiled.output {
        Ok(document) => document,
        Err(errors) => {
            errors.iter().for_each(|error| desk.report(paper, error, &mut found));
            return (None, found);
        }
    };
    let options = |standards: &[PdfStandard]| PdfOptions {
        ident: Smart::Custom(paper.pdf.as_str().to_owned()),
        creator: Smart::Custom(Some("kb".to_owned())),
        standards: PdfStandards::new(standards).expect("one standard does not contradict itself"),
        ..PdfOptions::default()
    };
    match typst_pdf::pdf(&document, &options(&[PdfStandard::Ua_1])) {
        Ok(mut bytes) => {
            leave_out_suspects(&mut bytes);
            (Some(bytes), found)
        }
        Err(errors) => {
            errors.iter().for_each(|error| desk.report(paper, error, &mut found));
            (None, found)
        }
    }
}

/// Removes a key that states the default. Poppler takes its `false` for an error and reports it. Spaces replace it,
/// since tables in the file contain byte positions.
fn leave_out_suspects(bytes: &mut [u8]) {
    const KEY: &[u8] = b"/MarkInfo<</Marked true/Suspects false>>";
    const LEFT: &[u8] = b"/MarkInfo<</Marked true               >>";
    if let Some(at) = bytes.windows(KEY.len()).position(|window| window == KEY) {
        bytes[at..at + KEY.len()].copy_from_slice(LEFT);
    }
}

/// Everything that Typst can see.
struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

impl Desk {
    fn new(paper: &Paper<'_>) -> Option<Desk> {
        let main = file_id(MAIN)?;
        let mut sources = HashMap::from([(main, Source::new(main, paper.markup.clone()))]);
        let mut files = HashMap::new();
        let mut fonts = Vec::new();
        for (name, file) in &paper.files {
            let id = file_id(name)?;
            let bytes = Bytes::new(file.content.bytes().ok()?.into_owned());
            match file.path.extension().to_ascii_lowercase().as_str() {
                "typ" => {
                    let text = String::from_utf8(bytes.to_vec()).ok()?;
                    sources.insert(id, Source::new(id, text));
                }
                "ttf" | "otf" => fonts.extend(Font::iter(bytes.clone())),
                _ => {}
            }
            files.insert(id, bytes);
        }
        // The theme's fonts come first: if two fonts have the same name, the theme's is used.
        fonts.extend(FONTS.iter().cloned());
        let inputs: Dict =
            [("digest".into(), Value::Str(paper.digest.as_str().into()))].into_iter().collect();
        Some(Desk {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main,
            sources,
            files,
        })
    }

    /// An error in the theme's files is reported there, one in the article's text at the article.
    fn report(&self, paper: &Paper<'_>, error: &SourceDiagnostic, found: &mut Diagnostics) {
        let place = self.place(error.span).or_else(|| {
            let mut calls = error.trace.iter().map(|call| self.place(call.span.into()));
            calls.find_map(|place| place)
        });
        let span = place.unwrap_or_else(|| Span::new(paper.article, 0..0));
        let diagnostic = found.report(
            &codes::PDF_INVALID,
            span,
            format!("“{}” cannot be typeset: {}", paper.title, error.message),
        );
        for hint in &error.hints {
            diagnostic.hint(hint.v.as_str());
        }
    }

    fn place(&self, span: DiagSpan) -> Option<Span> {
        let file = span.id()?;
        let name = file.vpath().get_without_slash();
        let path = SourcePath::new(name).filter(|_| name != &MAIN[1..])?;
        Some(Span::new(&path, self.range(span)?))
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    // The output must depend only on the source.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
