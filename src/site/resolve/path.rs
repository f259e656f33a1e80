//! Paths and addresses in links: files, articles and pages.

use super::{Referrer, Resolver};
use crate::diagnostic::codes;
use crate::path::{OutputPath, Route, SourcePath};
use crate::site::link::Link;
use crate::site::names::{Lookup, Named};
use crate::site::unresolved::Problems;
use crate::site::{Resolution, rules};
use crate::source::{ARTICLES, STATIC};

impl Resolver<'_> {
    /// A path in Markdown: a file relative to this one, or an address from the site's root.
    pub(super) fn path(
        &self,
        path: &str,
        heading: Option<&str>,
        link: Link<'_>,
        (base, referrer): (&SourcePath, &Referrer<'_>),
        problems: &mut Problems<'_>,
    ) -> Resolution {
        // As a path it would be the folder of this file, which may have a page.
        if path.is_empty() {
            return problems.no_address(link);
        }
        if let Some(below_root) = path.strip_prefix('/')
            && let Some(resolution) = self.address(below_root, heading, (link, referrer), problems)
        {
            return resolution;
        }
        let source = match path.strip_prefix('/') {
            Some(below_root) => {
                let below = below_root.strip_prefix("articles/").unwrap_or(below_root);
                SourcePath::new(&format!("{ARTICLES}/{}", below.trim_end_matches('/')))
            }
            None => base.join(path),
        };
        if path.contains('\\') && source.is_none() {
            problems
                .report(&codes::LINK_INVALID, link.span(), format!("“{path}” contains a backslash"))
                .label("not a path")
                .hint(format!("write `{}`", path.replace('\\', "/")));
            return Resolution::Missing;
        }
        let Some(source) = source else {
            problems
                .report(&codes::LINK_INVALID, link.span(), format!("“{path}” leads outside the site"))
                .label("outside")
                .hint("a link can lead only to files in the folder of site.toml");
            return Resolution::Missing;
        };
        // In the folder of a language, what has no translation is meant where it is.
        let place = referrer.document.map(|id| &self.documents[id.0 as usize].place);
        let original = place.filter(|place| **place != *base && !path.starts_with('/'));
        let original = original.and_then(|place| place.join(path)).filter(|original| *original != source);
        // Most links give the whole file name, so no other path needs to be tried.
        let candidates = [Some(&source), original.as_ref()].into_iter().flatten().flat_map(|source| {
            ["", ".md", "/index.md", "/_index.md"].into_iter().filter_map(move |end| match end {
                "" => Some(source.clone()),
                end => SourcePath::new(&format!("{source}{end}")),
            })
        });
        for candidate in candidates {
            match self.names.by_path(&candidate) {
                Some(Named::Published(id)) => {
                    let document = &self.documents[id.0 as usize];
                    let is_chosen = document.place != document.path;
                    let id = if is_chosen { id } else { self.translated(id, referrer) };
                    return self.at_heading(id, heading, link, problems);
                }
                Some(hidden) => return problems.hidden(link.span(), self.names.document(hidden)),
                None => {
                    if let Some(file) = self.names.file_at(&candidate, self.files) {
                        return self.file(link, file, problems);
                    }
                }
            }
        }
        if source.as_str() == ARTICLES
            && let Some(home) = self.address("", heading, (link, referrer), problems)
        {
            return home;
        }
        let below = source.below(ARTICLES).unwrap_or("");
        if let Some(listing) = self.listing(below, heading, (link, referrer), problems) {
            return listing;
        }
        if self.pdfs.contains(&source) {
            return problems.unmade_pdf(link.span(), &source);
        }
        if let Some(resolution) = self.elsewhere(path, heading, (base, referrer), link, problems) {
            return resolution;
        }
        problems.missing_path(link, path, &source, (base, referrer.language), self.names)
    }

    /// The listing of the collection in a folder, which may have no `index.md`.
    pub(super) fn listing(
        &self,
        folder: &str,
        heading: Option<&str>,
        (link, referrer): (Link<'_>, &Referrer<'_>),
        problems: &mut Problems<'_>,
    ) -> Option<Resolution> {
        let collection = self.config.collection_of_folder(folder).filter(|_| !folder.is_empty())?;
        self.address(&collection.address, heading, (link, referrer), problems)
    }

    /// A page or a static file at an address below the root. The same address in the folder of the reader's language comes first.
    fn address(
        &self,
        below_root: &str,
        heading: Option<&str>,
        (link, referrer): (Link<'_>, &Referrer<'_>),
        problems: &mut Problems<'_>,
    ) -> Option<Resolution> {
        let route = Route::from_address(below_root)?;
        let at = |route: &Route| self.pages.by_route.get(route).or_else(|| self.pages.redirects.get(route));
        let own = match self.pages.editions[referrer.edition].folder.as_str() {
            "" => None,
            folder => Route::from_address(&format!("{folder}/{below_root}")),
        };
        if let Some(id) = own.as_ref().and_then(at).or_else(|| at(&route)) {
            let page = &self.pages.pages[id.0 as usize];
            // An address in the folder of a language is meant as it is.
            let is_main = page.language == self.config.language.value;
            return Some(match (page.kind.document(), heading) {
                (Some(document), heading) => {
                    let document = if is_main { self.translated(document, referrer) } else { document };
                    self.at_heading(document, heading, link, problems)
                }
                (None, None) => Resolution::Page { page: *id, document: None, heading: None },
                (None, Some(heading)) => problems.heading(link, heading, &[], "this page"),
            });
        }
        let file = SourcePath::new(&format!("{STATIC}/{below_root}"))?;
        if let Some(file) = self.names.file_at(&file, self.files) {
            return Some(self.file(link, file, problems));
        }
        let path = OutputPath::new(below_root)?;
        let is_made = rules::is_made_for(self.config, below_root)
            || self.feeds.is_made(self.config, self.documents, self.pages, &path);
        is_made.then_some(Resolution::File(path))
    }

    /// The file or article that a link means by its name, as in a wikilink, although it is not at that path: many
    /// editors write only the name of the target.
    fn elsewhere(
        &self,
        path: &str,
        heading: Option<&str>,
        (base, referrer): (&SourcePath, &Referrer<'_>),
        link: Link<'_>,
        problems: &mut Problems<'_>,
    ) -> Option<Resolution> {
        let name = path.trim_start_matches("./");
        let extension = SourcePath::new(name)?.extension().to_ascii_lowercase();
        match extension.as_str() {
            "" => None,
            "md" => match self.names.find_path(&name[..name.len() - ".md".len()], base, referrer.language) {
                Lookup::One(Named::Published(id)) => {
                    Some(self.at_heading(self.translated(id, referrer), heading, link, problems))
                }
                Lookup::One(hidden) => Some(problems.hidden(link.span(), self.names.document(hidden))),
                Lookup::Several(..) | Lookup::None => None,
            },
            _ => match self.names.find_file(name, base) {
                Lookup::One(file) => Some(self.file(link, &file, problems)),
                Lookup::Several(..) | Lookup::None => None,
            },
        }
    }
}
