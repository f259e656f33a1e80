//! Highlighted code, with the same kinds as on a page: `keyword`, `string`, `comment`.

use super::literal::{array, text};
use crate::render::highlight::highlight_runs;

/// The pieces of some code, each with its kind (empty for none), as an array of pairs.
pub(super) fn runs(language: &str, code: &str) -> String {
    let code = code.strip_suffix('\n').unwrap_or(code);
    let runs = highlight_runs(language, code);
    array(runs.iter().map(|(kind, piece)| array([text(kind), text(piece)])))
}
