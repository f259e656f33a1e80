//! `llms.txt` (llmstxt.org): what a language model should know of the site, as a list of links in Markdown.
//!
//! Parsers of this format are a few regular expressions, so that it has only what they read: a title, a quotation of one line,
//! and sections with one link per line.

use crate::config::Config;
use crate::document::one_line;
use crate::path::encode_path;
use crate::site::{DocumentId, Edition, PageKind, Site};

/// The text of the file: every article, by collection.
pub(super) fn text(config: &Config, site: &Site) -> String {
    let mut text = format!("# {}\n", plain(&config.title));
    if !config.description.is_empty() {
        text.push_str(&format!("\n> {}\n", plain(&config.description)));
    }
    // A parser finds the quotation only if a paragraph follows it.
    text.push_str(&format!("\n{}\n", config.url.join("")));
    for edition in site.editions.iter() {
        // What is not translated is listed once.
        let own = |id: &DocumentId| site.page(site.page_of(*id)).language == edition.language;
        for collection in &edition.collections {
            let articles = collection.articles.iter().copied().filter(own);
            push_section(&mut text, &collection.title, articles, config, site);
        }
        let title = &config.in_language(&edition.language).title;
        push_section(&mut text, title, others(edition).filter(own), config, site);
    }
    text
}

/// The articles of no collection, in order.
fn others(edition: &Edition) -> impl Iterator<Item = DocumentId> {
    edition.every_article.iter().copied().filter(|id| edition.place(*id).is_none())
}

fn push_section(
    text: &mut String,
    title: &str,
    articles: impl Iterator<Item = DocumentId>,
    config: &Config,
    site: &Site,
) {
    let is_listed = |id: &DocumentId| {
        let page = site.page(site.page_of(*id));
        let is_home = matches!(page.kind, PageKind::Home(_));
        !is_home && !config.robots.forbids(&encode_path(page.route.as_str()))
    };
    let articles: Vec<DocumentId> = articles.filter(is_listed).collect();
    if articles.is_empty() {
        return;
    }
    text.push_str(&format!("\n## {}\n\n", plain(title)));
    for id in articles {
        let (document, page) = (site.document(id), site.page(site.page_of(id)));
        // A parser ends the address at the first parenthesis.
        let address = config.url.of_path(page.route.below_root()).replace('(', "%28").replace(')', "%29");
        text.push_str(&format!("- [{}]({address})", plain(&document.title)));
        if !document.summary.is_empty() {
            text.push_str(&format!(": {}", plain(&document.summary)));
        }
        text.push('\n');
    }
}

/// Text on one line, without what is markup in a link.
fn plain(text: &str) -> String {
    one_line(text).replace('[', "(").replace(']', ")").replace(['*', '`'], "")
}
