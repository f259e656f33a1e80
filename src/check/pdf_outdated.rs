//! An article whose PDF is missing or out of date.

use crate::diagnostic::{Diagnostics, Span, codes};
use crate::source::SourceTree;
use crate::typeset::Paper;

pub(super) fn check(papers: &[Paper<'_>], sources: &SourceTree, found: &mut Diagnostics) {
    for paper in papers.iter().filter(|paper| !paper.is_made(sources)) {
        let message = match sources.get(&paper.pdf) {
            Some(_) => format!("the PDF of “{}” is out of date", paper.title),
            None => format!("“{}” has no PDF, but its collection has `pdf = true`", paper.title),
        };
        found
            .report(&codes::PDF_OUTDATED, Span::new(paper.article, 0..0), message)
            .hint(format!("run `kb pdf` to create `{}`", paper.pdf));
    }
}
