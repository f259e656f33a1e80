//! Files as pages show them: what readers learn about a file before they download it.

use super::{PageContext, Press};
use crate::path::{OutputPath, percent_encode};
use crate::site::DocumentId;
use crate::theme::TextArgument;
use crate::theme::view::FileView;

impl Press<'_> {
    /// A published file: its address, type, size and, for a PDF, its number of pages.
    pub(super) fn file(&self, context: &PageContext, path: &OutputPath) -> FileView {
        let facts = self.site.facts(path);
        let size = facts.map_or(0, |facts| facts.size);
        FileView {
            url: format!("{}{}", context.root, percent_encode(path.as_str())),
            kind: path.extension().to_uppercase(),
            size: self.size(size),
            pages: facts.and_then(|facts| facts.pdf.as_ref()).map_or(0, |pdf| pdf.pages),
        }
    }

    /// The PDF of an article, if there is one.
    pub(super) fn pdf(&self, context: &PageContext, id: DocumentId) -> Option<FileView> {
        let path = self.site.pdfs.get(&id)?.output.as_ref()?;
        Some(self.file(context, path))
    }

    /// `340 KB`, `1.2 MB`: sizes in familiar units. Rounded up, so that a file is never larger than stated.
    fn size(&self, bytes: u64) -> String {
        const KILO: u64 = 1000;
        let kilobytes = bytes.div_ceil(KILO).max(1);
        if kilobytes < KILO {
            return self.words("file-size-kb", &[("n", TextArgument::Number(kilobytes as f64))]);
        }
        let tenths = bytes.div_ceil(KILO * KILO / 10);
        self.words("file-size-mb", &[("n", TextArgument::Number(tenths as f64 / 10.0))])
    }
}
