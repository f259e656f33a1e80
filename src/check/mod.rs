//! Opinions that need the whole site, one file per rule.
//!
//! Takes the linked site, gives diagnostics. Plain mistakes are reported earlier, by the phase that meets them.

mod cta_to_itself;
mod cta_unused;
mod orphan_article;
mod pdf_outdated;
mod summary_missing;
mod title_duplicate;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostics, codes};
use crate::document::Settings;
use crate::site::Site;
use crate::source::SourceTree;
use crate::typeset::Paper;

/// The codes that these rules report.
pub const FINDS: [&Code; 5] = [
    &codes::CTA_TO_ITSELF,
    &codes::CTA_UNUSED,
    &codes::ORPHAN_ARTICLE,
    &codes::SUMMARY_MISSING,
    &codes::TITLE_DUPLICATE,
];

/// Every rule.
pub fn check(config: &Config, settings: &Settings, site: &Site) -> Diagnostics {
    let mut found = Diagnostics::default();
    cta_to_itself::check(config, settings, site, &mut found);
    cta_unused::check(config, site, &mut found);
    orphan_article::check(site, &mut found);
    summary_missing::check(site, &mut found);
    title_duplicate::check(site, &mut found);
    debug_assert!(found.iter().all(|one| FINDS.contains(&one.code)), "`FINDS` lists what the rules find");
    found
}

/// The rule about PDFs.
pub fn check_papers(papers: &[Paper<'_>], sources: &SourceTree) -> Diagnostics {
    let mut found = Diagnostics::default();
    pdf_outdated::check(papers, sources, &mut found);
    found
}
