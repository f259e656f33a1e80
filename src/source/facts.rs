//! Facts about files other than text: the size, and for a PDF the number of pages and the digest that kb put into it.
//!
//! The only module that uses the PDF reader. Takes bytes, gives facts; it neither fails nor panics, whatever the bytes are.

mod tables;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::Pdf;

/// The prefix of the source digest, in the keywords of a PDF made by kb.
pub const SOURCE_MARK: &str = "kb-source:";

/// A larger PDF is published like any other, but not opened: its page count is not worth that much memory.
pub(super) const LARGEST_OPENED: u64 = 256 * 1024 * 1024;

/// What is known about a file itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Facts {
    /// Its size in bytes.
    pub size: u64,
    /// Facts about the PDF, if it is one that can be read.
    pub pdf: Option<PdfFacts>,
}

/// Facts about a PDF.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PdfFacts {
    /// Its number of pages.
    pub pages: usize,
    /// The digest of what it was made from, if kb made it.
    pub source: Option<String>,
}

impl Facts {
    /// The facts about a file with this extension and these bytes.
    pub fn of(extension: &str, bytes: &[u8]) -> Facts {
        let pdf = if is_pdf(extension) { read_pdf(bytes.to_vec()) } else { None };
        Facts { size: bytes.len() as u64, pdf }
    }
}

/// Whether a file must be opened for its facts.
pub(super) fn is_pdf(extension: &str) -> bool {
    extension.eq_ignore_ascii_case("pdf")
}

/// The facts about a PDF. None if the bytes are not a readable PDF, or take too much memory to read.
pub fn read_pdf(mut bytes: Vec<u8>) -> Option<PdfFacts> {
    tables::keep_only(&mut bytes, tables::MOST_UNPACKED);
    // The reader is made for broken files, but a panic in it must not stop the build of a site that only publishes the file.
    catch_unwind(AssertUnwindSafe(|| {
        let pdf = Pdf::new(bytes).ok()?;
        let keywords = pdf.metadata().keywords.as_deref().unwrap_or_default();
        let pages = pdf.pages().len();
        (pages > 0).then(|| PdfFacts { pages, source: source_digest(keywords) })
    }))
    .ok()
    .flatten()
}

/// The digest in a PDF string, which has one byte per character or is UTF-16. The prefix is ASCII in both.
fn source_digest(keywords: &[u8]) -> Option<String> {
    let ascii: String =
        keywords.iter().filter(|byte| byte.is_ascii_graphic()).map(|byte| *byte as char).collect();
    let (_, rest) = ascii.split_once(SOURCE_MARK)?;
    let digest: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
    (!digest.is_empty()).then_some(digest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A minimal PDF of two pages, with the given keywords.
    fn pdf(keywords: &str) -> Vec<u8> {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 9 9] >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R >>".to_owned(),
            format!("<< /Keywords {keywords} >>"),
        ];
        let mut file = "%PDF-1.7\n".to_owned();
        let mut table = "0000000000 65535 f \n".to_owned();
        for (index, object) in objects.iter().enumerate() {
            table.push_str(&format!("{:010} 00000 n \n", file.len()));
            file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
        }
        let start = file.len();
        file.push_str(&format!("xref\n0 6\n{table}trailer\n<< /Size 6 /Root 1 0 R /Info 5 0 R >>\n"));
        file.push_str(&format!("startxref\n{start}\n%%EOF\n"));
        file.into_bytes()
    }

    #[test]
    fn a_pdf_has_a_page_count_and_a_source_digest() {
        let facts = |keywords| Facts::of("PDF", &pdf(keywords)).pdf;
        assert_eq!(facts("(sales)"), Some(PdfFacts { pages: 2, source: None }));
        let made = Some(PdfFacts { pages: 2, source: Some("0a1b".into()) });
        assert_eq!(facts("(sales, kb-source:0a1b, tools)"), made);
        let utf16: String = "é, kb-source:0a1b".encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        assert_eq!(facts(&format!("<FEFF{utf16}>")), made);
    }

    #[test]
    fn other_files_are_not_opened() {
        assert_eq!(Facts::of("zip", &pdf("(a)")), Facts { size: pdf("(a)").len() as u64, pdf: None });
    }

    #[test]
    fn a_file_that_is_not_a_pdf_has_no_pages() {
        for bytes in [&b""[..], b"%PDF-1.7", b"PK\x03\x04", &b"[".repeat(100_000), &b"<<".repeat(100_000)] {
            assert_eq!(read_pdf(bytes.to_vec()), None);
        }
    }

    #[test]
    fn a_circular_page_tree_ends() {
        let text = String::from_utf8(pdf("(a)")).unwrap().replace("[3 0 R 4 0 R]", "[2 0 R 4 0 R]");
        read_pdf(text.into_bytes());
    }

    proptest! {
        #[test]
        fn a_pdf_cut_anywhere_is_survived(length in 0usize..700) {
            let mut bytes = pdf("(kb-source:0a1b)");
            bytes.truncate(length);
            read_pdf(bytes);
        }

        #[test]
        fn a_pdf_with_wrong_bytes_is_survived(wrong in proptest::collection::vec((0usize..700, any::<u8>()), 1..20)) {
            let mut bytes = pdf("(kb-source:0a1b)");
            for (place, byte) in wrong {
                if let Some(old) = bytes.get_mut(place) {
                    *old = byte;
                }
            }
            read_pdf(bytes);
        }

        #[test]
        fn bytes_of_any_kind_are_survived(tail in proptest::collection::vec(any::<u8>(), 0..300)) {
            read_pdf([&b"%PDF-1.7\n"[..], &tail].concat());
        }
    }
}
