//! The one resolver: it finds the target of every reference.

mod known;
mod own_address;
mod path;
mod shown;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

pub(super) use known::KnownLinks;
use shown::shown;

use super::active::{is_active, is_obeyed};
use super::headings::{Part, Parts};
use super::link::Link;
use super::names::{Lookup, Named, Names};
use super::pages::Pages;
use super::unresolved::{MOST_SUGGESTIONS, Problems};
use super::{DocumentId, FormPages, PdfFile, Resolution, Visibility, feeds};
use crate::config::{Config, HtmlPolicy};
use crate::diagnostic::{Diagnostics, Span, codes, nearest};
use crate::document::{Document, Reference, Role, Settings, Target};
use crate::language::Language;
use crate::path::{OutputPath, Purpose, SCHEMES, SourcePath, WebAddress, scheme_of, without_scheme};
use crate::source::{ARTICLES, Facts, STATIC};

/// The targets of all references.
pub(super) struct Resolved {
    pub documents: Vec<Arc<[Resolution]>>,
    /// The documents with a broken or otherwise invalid reference.
    pub is_faulty: Vec<bool>,
    pub settings: Vec<Resolution>,
    pub files: BTreeMap<SourcePath, OutputPath>,
    pub form_pages: FormPages,
}

pub(super) struct Resolver<'a> {
    config: &'a Config,
    documents: &'a [Arc<Document>],
    pages: &'a Pages,
    names: &'a Names<'a>,
    files: &'a BTreeMap<SourcePath, Facts>,
    /// The PDFs that articles have or should have.
    pdfs: BTreeSet<&'a SourcePath>,
    form_pages: FormPages,
    /// The parts of each document, indexed when the first link to a part of it is resolved.
    parts: Vec<OnceLock<Parts<'a>>>,
    feeds: feeds::Known,
}

/// Where a reference is.
struct Referrer<'a> {
    path: &'a SourcePath,
    /// None for a reference in `site.toml`.
    document: Option<DocumentId>,
    /// The language that it is written in.
    language: &'a Language,
    /// The edition of its page: an index into the site's languages.
    edition: usize,
}

impl<'a> Resolver<'a> {
    /// A resolver for the references of all documents and of `site.toml`.
    pub fn new(
        config: &'a Config,
        documents: &'a [Arc<Document>],
        pages: &'a Pages,
        names: &'a Names<'a>,
        files: &'a BTreeMap<SourcePath, Facts>,
        pdfs: &'a BTreeMap<DocumentId, PdfFile>,
    ) -> Resolver<'a> {
        let pdfs = pdfs.values().map(|pdf| &pdf.source).collect();
        let mut form_pages = FormPages::default();
        let mut guesses = 0;
        for (index, document) in documents.iter().enumerate() {
            for reference in &document.references {
                if let (Target::Form(name), Role::Field) = (&reference.target, reference.role) {
                    // A mistyped name counts as the form that it resembles. Otherwise every link to that form would be
                    // reported too.
                    let is_guessed = !config.forms.contains_key(name) && guesses < MOST_SUGGESTIONS;
                    let near = match is_guessed {
                        true => nearest(name, config.forms.keys().map(String::as_str)),
                        false => None,
                    };
                    guesses += usize::from(is_guessed);
                    let meant = near.and_then(|near| config.forms.get_key_value(near));
                    let meant = meant.map_or(name, |(name, _)| name);
                    form_pages.add(meant, pages.edition_of[index], DocumentId(index as u32));
                }
            }
        }
        let parts = std::iter::repeat_with(OnceLock::new).take(documents.len()).collect();
        let feeds = feeds::Known::new(pages);
        Resolver { config, documents, pages, names, files, pdfs, form_pages, parts, feeds }
    }

    /// Resolves the references of all documents and of `site.toml`. Targets in `known` are reused for unchanged
    /// documents.
    pub fn resolve_all(
        self,
        settings: &Settings,
        visibility: Visibility,
        known: Option<KnownLinks<'_>>,
        found: &mut Diagnostics,
    ) -> Resolved {
        let known = known.filter(|known| *known.form_pages == self.form_pages);
        let known = known.map(|known| (known, known.moved(self.documents)));
        let ids = || (0..self.documents.len() as u32).into_par_iter().map(DocumentId);
        let resolved = ids().map(|id| {
            if let Some((known, moved)) = &known
                && let Some(same) = known.resolutions(id, self.documents, moved)
            {
                return (Arc::clone(same), false);
            }
            let mut found = Diagnostics::default();
            let resolved =
                self.resolve_document(id, &mut Problems::without_suggestions(visibility, &mut found));
            (resolved, !found.is_empty())
        });
        let (documents, is_faulty): (Vec<_>, Vec<bool>) = resolved.unzip();
        // Documents with problems are resolved again, one after another in path order, since the number of suggestions
        // is limited.
        let mut problems = Problems::new(visibility, found);
        for (index, _) in is_faulty.iter().enumerate().filter(|(_, is_faulty)| **is_faulty) {
            self.resolve_document(DocumentId(index as u32), &mut problems);
        }
        let hidden_home = self.names.hidden().iter().find(|document| self.config.is_home(&document.place));
        if let (Some(home), Some(document)) = (&self.config.home, hidden_home) {
            problems.hidden(Span::new(&self.config.path, home.range.clone()), document);
        }
        let root = SourcePath::new("articles/index.md").expect("a plain path");
        let mut settings_found = Vec::new();
        for (edition, language) in self.config.languages().enumerate() {
            let referrer = Referrer { path: &self.config.path, document: None, language, edition };
            for reference in &settings.references[settings.in_language(language).references.clone()] {
                settings_found.push(self.resolve_from(reference, &referrer, &root, &mut problems));
            }
        }
        let all = documents.iter().flat_map(|resolved| resolved.iter()).chain(&settings_found);
        let used: BTreeSet<&OutputPath> = all.filter_map(Resolution::file).collect();
        let files = self.files.keys().filter_map(|file| {
            let path = published_at(file)?;
            used.contains(&path).then(|| (file.clone(), path))
        });
        let files = files.collect();
        Resolved { documents, is_faulty, settings: settings_found, files, form_pages: self.form_pages }
    }

    fn resolve_document(&self, id: DocumentId, problems: &mut Problems<'_>) -> Arc<[Resolution]> {
        let document = &self.documents[id.0 as usize];
        let edition = self.pages.edition_of[id.0 as usize];
        let referrer =
            Referrer { path: &document.path, document: Some(id), language: &document.language, edition };
        document.references.iter().map(|reference| self.resolve(reference, &referrer, problems)).collect()
    }

    fn resolve(
        &self,
        reference: &Reference,
        referrer: &Referrer<'_>,
        problems: &mut Problems<'_>,
    ) -> Resolution {
        self.resolve_from(reference, referrer, referrer.path, problems)
    }

    /// Finds a target. Relative paths and nearness start from the file `base`.
    fn resolve_from(
        &self,
        reference: &Reference,
        referrer: &Referrer<'_>,
        base: &SourcePath,
        problems: &mut Problems<'_>,
    ) -> Resolution {
        let resolution = self.target_of(reference, referrer, base, problems);
        // Where any HTML is allowed, `src` may be that of an `<iframe>`.
        let may_be_page = self.config.markdown.html == HtmlPolicy::Allow && reference.parts.is_value;
        match reference.role == Role::Image && !may_be_page {
            true => shown(resolution, Link { file: referrer.path, reference }, problems),
            false => resolution,
        }
    }

    fn target_of(
        &self,
        reference: &Reference,
        referrer: &Referrer<'_>,
        base: &SourcePath,
        problems: &mut Problems<'_>,
    ) -> Resolution {
        let link = Link { file: referrer.path, reference };
        match &reference.target {
            Target::Url(url) => {
                let purpose = if reference.role == Role::Image { Purpose::Show } else { Purpose::Follow };
                match WebAddress::judge(url, purpose, &self.config.schemes) {
                    Ok(address) => {
                        if let Some(below) = self.config.url.below(address.as_str()) {
                            self.report_own_address(below, link, base, problems);
                        }
                        Resolution::External(address)
                    }
                    Err(refusal) => problems.refused(link.span(), refusal, &self.config.schemes),
                }
            }
            Target::Here { heading } => match referrer.document {
                Some(document) => self.at_heading(document, Some(heading), link, problems),
                None => problems.heading(link, heading, &[], "site.toml"),
            },
            Target::Name { name, heading } => match self.names.find(name, base, referrer.language) {
                Lookup::One(Named::Published(id)) => {
                    self.at_heading(self.translated(id, referrer), heading.as_deref(), link, problems)
                }
                Lookup::One(hidden) => problems.hidden(link.span(), self.names.document(hidden)),
                Lookup::Several(listed, count) => {
                    let listed: Vec<_> =
                        listed.iter().map(|named| &self.names.document(*named).path).collect();
                    problems.ambiguous(link.span(), ("articles", name), &listed, count)
                }
                Lookup::None => match self.names.find_file(name, base) {
                    Lookup::One(file) => self.file(link, &file, problems),
                    Lookup::Several(listed, count) => {
                        let listed: Vec<_> = listed.iter().collect();
                        problems.ambiguous(link.span(), ("files", name), &listed, count)
                    }
                    Lookup::None
                        if let Some(listing) =
                            self.listing(name, heading.as_deref(), (link, referrer), problems) =>
                    {
                        listing
                    }
                    Lookup::None if scheme_of(name).is_some_and(|scheme| is_web(&scheme)) => {
                        problems.web_name(link.span(), name)
                    }
                    Lookup::None if let Some(meant) = without_scheme(name) => {
                        problems.web_name(link.span(), &meant)
                    }
                    Lookup::None if is_file_name(name) || reference.role == Role::Image => {
                        problems.missing_file(link, name, base, self.names)
                    }
                    Lookup::None => problems.missing_name(link, name, (base, referrer.language), self.names),
                },
            },
            Target::Path { path, heading } => {
                self.path(path, heading.as_deref(), link, (base, referrer), problems)
            }
            Target::Tag(name) => {
                let edition = &self.pages.editions[referrer.edition];
                let page = edition.tag(name).and_then(|tag| edition.tags[tag].pages.first());
                // Every tag in a text is a tag of its article. The text of `site.toml` belongs to no article.
                page.map_or(Resolution::Missing, |page| Resolution::Page {
                    page: *page,
                    document: None,
                    heading: None,
                })
            }
            Target::Form(name) => {
                if !self.config.forms.contains_key(name) {
                    let known = self.config.forms.keys();
                    return problems.unknown(&codes::FORM_MISSING, link.span(), "form", name, known);
                }
                match (reference.role, self.form_pages.find(name, referrer.edition)) {
                    (Role::Field, _) => Resolution::Form(name.clone()),
                    (_, Some(document)) => self.page(document, Some(format!("form.{name}"))),
                    (_, None) => {
                        problems
                            .report(
                                &codes::FORM_MISSING,
                                link.span(),
                                format!("no page shows the form “{name}”"),
                            )
                            .hint(format!("add {{{{ form(id=\"{name}\") }}}} to an article"));
                        Resolution::Missing
                    }
                }
            }
            Target::Cta(name) => match self.config.ctas.contains_key(name) {
                true => Resolution::Cta(name.clone()),
                // Its mistake was reported in site.toml.
                false if self.config.unread_ctas.contains(name) => Resolution::Missing,
                false => {
                    let known = self.config.ctas.keys();
                    problems.unknown(&codes::CTA_MISSING, link.span(), "call to action", name, known)
                }
            },
            Target::Collection(name) => {
                let collections = &self.pages.editions[referrer.edition].collections;
                match collections.iter().position(|collection| collection.name == *name) {
                    Some(index) => Resolution::Collection(index),
                    None => {
                        let known = collections.iter().map(|collection| &collection.name);
                        problems.unknown(&codes::SHORTCODE_ARGUMENT, link.span(), "collection", name, known)
                    }
                }
            }
        }
    }

    /// The translation of an article into the language of the one that refers to it; if there is none, the article.
    fn translated(&self, id: DocumentId, referrer: &Referrer<'_>) -> DocumentId {
        match self.pages.edition_of[id.0 as usize] == referrer.edition {
            true => id,
            false => self.pages.translations.in_edition(id, referrer.edition).unwrap_or(id),
        }
    }

    fn page(&self, document: DocumentId, heading: Option<String>) -> Resolution {
        Resolution::Page { page: self.pages.page_of[document.0 as usize], document: Some(document), heading }
    }

    fn at_heading(
        &self,
        id: DocumentId,
        heading: Option<&str>,
        link: Link<'_>,
        problems: &mut Problems<'_>,
    ) -> Resolution {
        let document = &self.documents[id.0 as usize];
        let Some(wanted) = heading else { return self.page(id, None) };
        let parts = self.parts[id.0 as usize].get_or_init(|| Parts::of(document));
        // A block's name is enough, whatever headings are written before it.
        if let Some(name) = wanted.rsplit('#').next().and_then(|last| last.trim().strip_prefix('^')) {
            return match parts.block(name) {
                Some(block) => self.page(id, Some(block.to_owned())),
                None => problems.block(link.span(), name, document),
            };
        }
        match parts.find(wanted) {
            Some(Part::Id(heading)) => self.page(id, Some(heading.to_owned())),
            Some(Part::Title) => self.page(id, None),
            None => problems.heading(link, wanted, &document.outline, &format!("“{}”", document.title)),
        }
    }

    fn file(&self, link: Link<'_>, file: &SourcePath, problems: &mut Problems<'_>) -> Resolution {
        // The owner of the site decides what is in `static/`.
        if file.as_str().starts_with(ARTICLES) {
            if is_obeyed(file) {
                problems.active(link.span(), file, "may change how the whole site is served");
            } else if is_active(file) {
                problems.active(link.span(), file, "may run code in the reader's browser");
            }
        }
        published_at(file).map_or(Resolution::Missing, Resolution::File)
    }
}

/// Whether addresses with a scheme lead to other sites or people. A name such as `C: the language` begins like one, too.
fn is_web(scheme: &str) -> bool {
    SCHEMES.contains(&scheme)
}

/// Whether a wikilink's name more likely refers to a file than to an article: it ends in a dot and a few letters.
fn is_file_name(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        let is_extension =
            (1..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
        !stem.is_empty() && is_extension && !extension.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Where a file is published: next to an article at its own path, from `static/` at the root.
pub(super) fn published_at(file: &SourcePath) -> Option<OutputPath> {
    let (folder, rest) = file.as_str().split_once('/')?;
    matches!(folder, ARTICLES | STATIC).then(|| OutputPath::new(rest))?
}
