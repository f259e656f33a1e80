//! Lints that need the whole site, one file per rule.
//!
//! Takes the linked site, gives diagnostics. Clear mistakes are reported earlier, by the phase that finds them.

mod cta_to_itself;
mod cta_unused;
mod link_to_other_language;
mod orphan_article;
mod pdf_outdated;
mod summary_missing;
mod title_duplicate;
mod translation_missing;
mod translation_outdated;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostics, codes};
use crate::document::Settings;
use crate::site::Site;
use crate::source::SourceTree;
use crate::typeset::Paper;

/// What a rule takes, and where it reports.
type Rule = fn(&Config, &Settings, &Site, &mut Diagnostics);

/// Every rule with the code that it reports.
const RULES: &[(&Code, Rule)] = &[
    (&codes::CTA_TO_ITSELF, cta_to_itself::check),
    (&codes::CTA_UNUSED, |config, _, site, found| cta_unused::check(config, site, found)),
    (&codes::LINK_TO_OTHER_LANGUAGE, |config, _, site, found| {
        link_to_other_language::check(config, site, found);
    }),
    (&codes::ORPHAN_ARTICLE, |_, _, site, found| orphan_article::check(site, found)),
    (&codes::SUMMARY_MISSING, |_, _, site, found| summary_missing::check(site, found)),
    (&codes::TITLE_DUPLICATE, |_, _, site, found| title_duplicate::check(site, found)),
    (&codes::TRANSLATION_MISSING, |_, _, site, found| translation_missing::check(site, found)),
    (&codes::TRANSLATION_OUTDATED, |_, _, site, found| translation_outdated::check(site, found)),
];

/// The codes that these rules report.
pub fn reported() -> impl Iterator<Item = &'static Code> {
    RULES.iter().map(|(code, _)| *code)
}

/// Applies every rule except the one about PDFs.
pub fn check(config: &Config, settings: &Settings, site: &Site) -> Diagnostics {
    let mut found = Diagnostics::default();
    for (_, rule) in RULES {
        rule(config, settings, site, &mut found);
    }
    debug_assert!(
        found.iter().all(|one| reported().any(|code| code == one.code)),
        "`RULES` lists what they report"
    );
    found
}

/// Applies the rule about PDFs.
pub fn check_papers(papers: &[Paper<'_>], sources: &SourceTree) -> Diagnostics {
    let mut found = Diagnostics::default();
    pdf_outdated::check(papers, sources, &mut found);
    found
}
