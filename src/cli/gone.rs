//! What `kb build` says about addresses of articles that the new site no longer has.
//!
//! Takes the site, and what is published before and after. A page that moved is recognized by its title or its
//! description, which are in the heads of both the old and the new file.

use std::collections::BTreeSet;

use super::report;
use crate::engine::Snapshot;
use crate::output::Stage;
use crate::path::{OutputPath, Route, SourcePath};
use crate::site::address_of;
use crate::site::rules::is_made_by_kb;

/// How many pages are read at most, and how many are named.
const MOST_READ: usize = 200;
const MOST_NAMED: usize = 5;

/// The lines to print. `complete` has the articles that are `withheld` because of their errors; those are not gone. Only
/// the build that removes a page has any: the next one finds nothing to compare with.
pub fn lines(complete: &Snapshot, withheld: &BTreeSet<SourcePath>, stage: &Stage) -> Vec<String> {
    let Snapshot { config, site, sources, .. } = complete;
    let hidden = site.hidden.iter().filter(|document| withheld.contains(&document.path));
    let hidden: BTreeSet<Route> = hidden.map(|document| address_of(config, document)).collect();
    let gone = stage.removed().into_iter().filter_map(|path| {
        let is_gone = |route: &Route| {
            is_of_article(&path) && !site.by_route.contains_key(route) && !hidden.contains(route)
        };
        let route = Route::of_file(&path).filter(is_gone)?;
        let head = Head::of(&stage.published_text(&path)?)?;
        Some((route, head))
    });
    let gone: Vec<(Route, Head)> = gone.take(MOST_READ).collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let new = site.pages.iter().filter_map(|page| {
        let document = page.kind.document()?;
        let text = stage.added_text(&page.route.output_path())?;
        Some((document, Head::of(&text)?))
    });
    let new: Vec<_> = new.take(MOST_READ).collect();
    let (mut lines, mut lost) = (Vec::new(), Vec::new());
    for (route, head) in &gone {
        let with = |is_same: &dyn Fn(&Head) -> bool| {
            let mut same = new.iter().filter(|(_, other)| is_same(other));
            same.next().filter(|_| same.next().is_none())
        };
        let by_title = with(&|other| other.title == head.title);
        let moved = by_title
            .or_else(|| with(&|other| !head.description.is_empty() && other.description == head.description));
        let Some((document, _)) = moved else {
            lost.push(route.to_string());
            continue;
        };
        let document = site.document(*document);
        let mut aliases: Vec<String> =
            document.meta.aliases.iter().map(|alias| format!("\"{}\"", alias.value)).collect();
        aliases.push(format!("\"{route}\""));
        let text = sources.get(&document.path).and_then(|file| file.text()).unwrap_or("");
        let sign = if text.starts_with("---") { ":" } else { " =" };
        lines.push(format!(
            "note: {route} has moved. To keep old links working, add this to the front matter of {}: aliases{sign} [{}]",
            document.path,
            aliases.join(", ")
        ));
    }
    let more = lines.len().saturating_sub(MOST_NAMED);
    lines.truncate(MOST_NAMED);
    if more > 0 {
        lines.push(format!("note: {more} more pages have moved"));
    }
    if !lost.is_empty() {
        let named = lost[..lost.len().min(MOST_NAMED)].join(", ");
        let others = lost.len().saturating_sub(MOST_NAMED);
        let others = if others > 0 { format!(" and {others} more") } else { String::new() };
        lines.push(format!(
            "note: no longer published: {named}{others}; if an article replaces one of these pages, add the old address to its `aliases`"
        ));
    }
    lines
}

/// Prints them.
pub fn report(lines: &[String]) {
    lines.iter().for_each(|line| report::line(line));
}

/// Whether the page at a path may be an article's.
fn is_of_article(path: &OutputPath) -> bool {
    path.as_str().ends_with("/index.html") && Route::of_file(path).is_some_and(|route| !is_made_by_kb(&route))
}

/// What the head of a page says about it.
struct Head {
    title: String,
    description: String,
}

impl Head {
    /// None for a page that only redirects.
    fn of(html: &str) -> Option<Head> {
        let between = |from: &str, to: &str| {
            let rest = &html[html.find(from)? + from.len()..];
            Some(rest[..rest.find(to)?].to_owned())
        };
        if html.contains("http-equiv=\"refresh\"") {
            return None;
        }
        let description = between("<meta name=\"description\" content=\"", "\"");
        Some(Head { title: between("<title>", "</title>")?, description: description.unwrap_or_default() })
    }
}
