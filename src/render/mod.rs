//! One page to HTML.
//!
//! Takes the linked site, the theme and a page, gives the page's HTML and what went wrong. A page's view is all that its
//! template sees. Never writes, and decides nothing about what the site is.

mod actions;
mod backlinks;
mod compact;
mod files;
mod forms;
pub mod highlight;
pub mod html;
mod items;
mod lists;
mod mention;
mod navigation;
mod outside;
mod page;
mod receivers;
mod related;
mod sanitize;
mod structured_data;
mod text;
mod toml;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use outside::Outside;

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::Settings;
use crate::path::Route;
use crate::site::{DocumentId, Page, PageId, PageKind, Resolution, Site};
use crate::theme::view::{DarkTokens, OrganizationView, PageView, SideLabelView, SiteView};
use crate::theme::{Renderer, TemplateError, TextArgument, Theme};
use highlight::Colored;
use text::Trouble;

/// All that pages are made from; the same for every page, and shared between threads.
pub struct Press<'a> {
    config: &'a Config,
    settings: &'a Settings,
    site: &'a Site,
    theme: &'a Theme,
    templates: Arc<Renderer>,
    /// There if the colouring of code is to be remembered.
    colored: Option<Arc<Colored>>,
}

/// A page that can be printed.
pub struct Prepared {
    view: PageView,
    template: String,
    /// The author's mistakes on this page.
    pub found: Diagnostics,
    /// The theme's mistakes in the shortcodes of this page; a theme's mistake often breaks many pages.
    pub failures: Vec<TemplateError>,
    /// The assets that the shortcodes of this page name.
    pub assets: BTreeSet<String>,
    /// The code of this page that was coloured, if that is to be remembered.
    pub colored: Colored,
}

/// A page's HTML, and the assets that its template names.
pub struct Printed {
    /// The whole file.
    pub html: String,
    /// By their names before they got a fingerprint.
    pub assets: BTreeSet<String>,
}

impl Prepared {
    /// All that its HTML is made from, besides the theme and what every page has. The same text gives the same HTML.
    pub fn to_text(&self) -> Vec<u8> {
        let mut text = self.template.clone().into_bytes();
        text.push(0);
        serde_json::to_writer(&mut text, &self.view).expect("a view is texts, numbers and lists");
        text
    }
}

/// Where a page is, and so how links lead away from it.
pub(crate) struct Ground {
    /// The page.
    pub page: PageId,
    /// From the page to the site's root: `../../`.
    pub root: String,
    /// The forms that its text has shown so far, each with its place. Text is printed depth first through the parts of other
    /// articles, so that whoever shows a form is the only one to know; a page is printed by one thread.
    pub forms: RefCell<BTreeMap<String, Span>>,
    /// The code that it has shown so far, for whoever prints the site again.
    pub colored: RefCell<Colored>,
}

impl<'a> Press<'a> {
    /// Gets the site ready for printing.
    pub fn new(config: &'a Config, settings: &'a Settings, site: &'a Site, theme: &'a Theme) -> Press<'a> {
        Press::with_renderer(config, settings, site, theme, Arc::new(renderer(config, theme)))
    }

    /// The same with what [`renderer`] gave for this theme, which takes a while to make.
    pub fn with_renderer(
        config: &'a Config,
        settings: &'a Settings,
        site: &'a Site,
        theme: &'a Theme,
        templates: Arc<Renderer>,
    ) -> Press<'a> {
        Press { config, settings, site, theme, templates, colored: None }
    }

    /// Knows code that was coloured before, and tells what each page needs.
    pub fn with_colored(self, known: Arc<Colored>) -> Press<'a> {
        Press { colored: Some(known), ..self }
    }

    /// The linked site.
    pub fn site(&self) -> &'a Site {
        self.site
    }

    /// The theme.
    pub fn theme(&self) -> &'a Theme {
        self.theme
    }

    /// All that a page's template sees, but for `site`.
    pub fn view(&self, id: PageId) -> PageView {
        let page = self.site.page(id);
        page::view(self, &self.ground(id, page), page, &mut Trouble::default())
    }

    /// `site`, as every template sees it.
    pub fn site_view(&self) -> SiteView {
        site_view(self.config, self.theme)
    }

    /// Gets a page ready.
    pub fn prepare(&self, id: PageId) -> Prepared {
        let page = self.site.page(id);
        let ground = self.ground(id, page);
        let mut trouble = Trouble::default();
        let (view, assets) = self.templates.with_assets(|| page::view(self, &ground, page, &mut trouble));
        let Trouble { mut found, failures } = trouble;
        let template = self.template(page, view.kind, &mut found);
        Prepared { view, template, found, failures, assets, colored: ground.colored.take() }
    }

    /// Prints a page. Does not panic whatever its template does wrong.
    pub fn print(&self, page: &Prepared) -> Result<Printed, TemplateError> {
        let (html, assets) = self.templates.with_assets(|| self.templates.page(&page.template, &page.view));
        Ok(Printed { html: compact::compact(&html?), assets })
    }

    /// `template` of the front matter, else the one of the page's kind.
    fn template(&self, page: &Page, kind: &str, found: &mut Diagnostics) -> String {
        let default = format!("{kind}.html");
        let Some(document) = page.kind.document().map(|id| self.site.document(id)) else { return default };
        let Some(wanted) = &document.meta.template else { return default };
        let names = [wanted.value.clone(), format!("{}.html", wanted.value)];
        match names.into_iter().find(|name| self.theme.has_template(name)) {
            Some(name) => name,
            None => {
                let span = Span::new(&document.path, wanted.range.clone());
                let message = format!("the theme `{}` has no template “{}”", self.theme.name, wanted.value);
                found
                    .report(&codes::TEMPLATE_MISSING, span, message)
                    .hint(format!("it has “{}”", self.theme.template_names().join("”, “")));
                default
            }
        }
    }

    fn ground(&self, id: PageId, page: &Page) -> Ground {
        let root = match page.kind {
            // A host answers with this page at any address, so its links start from the host.
            PageKind::NotFound => format!("{}/", self.config.url.path),
            _ => page.route.to_root(),
        };
        Ground { page: id, root, forms: RefCell::default(), colored: RefCell::default() }
    }

    fn word(&self, key: &str) -> String {
        self.theme.text(key, &[])
    }

    fn words(&self, key: &str, arguments: &[(&str, TextArgument<'_>)]) -> String {
        self.theme.text(key, arguments)
    }

    /// Where a resolution leads from a page; none if nowhere.
    fn url(&self, ground: &Ground, resolution: &Resolution) -> Option<String> {
        match resolution {
            Resolution::Page { page, heading, .. } => {
                let route = &self.site.page(*page).route;
                Some(match heading {
                    Some(heading) if *page == ground.page => format!("#{heading}"),
                    Some(heading) => format!("{}#{heading}", self.url_of(ground, route)),
                    None => self.url_of(ground, route),
                })
            }
            Resolution::File(path) => {
                Some(format!("{}{}", ground.root, crate::path::percent_encode(path.as_str())))
            }
            Resolution::External(address) => Some(address.to_string()),
            Resolution::Collection(index) => {
                let first = self.site.collections[*index].pages.first()?;
                Some(self.url_of(ground, &self.site.page(*first).route))
            }
            Resolution::Cta(name) => {
                let target = self.settings.cta_targets.get(name)?;
                self.url(ground, self.site.settings_resolution(*target))
            }
            Resolution::Form(_) | Resolution::Ambiguous(_) | Resolution::Missing => None,
        }
    }

    fn url_of(&self, ground: &Ground, route: &Route) -> String {
        format!("{}{}", ground.root, route.below_root())
    }

    fn url_of_document(&self, ground: &Ground, document: DocumentId) -> String {
        self.url_of(ground, &self.site.page(self.site.page_of(document)).route)
    }

    /// Whether a document shows a form of its own.
    fn has_form(&self, document: DocumentId) -> bool {
        self.site.document(document).has_form()
    }
}

/// What prints the pages of a site.
pub fn renderer(config: &Config, theme: &Theme) -> Renderer {
    theme.renderer(&site_view(config, theme))
}

fn site_view(config: &Config, theme: &Theme) -> SiteView {
    let two_sided = config.collections.iter().find_map(|collection| {
        let comparison = collection.comparison.as_ref()?;
        Some([&comparison.left, &comparison.right].map(|name| SideLabelView {
            field: name.clone(),
            label: collection.field(name).map_or(name.clone(), |field| field.label().to_owned()),
            url: String::new(),
        }))
    });
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        direction: direction(&config.language),
        organization: config.organization.as_ref().map(|organization| OrganizationView {
            name: organization.name.clone(),
            description: organization.description.clone(),
        }),
        tokens: theme.tokens.clone(),
        dark: DarkTokens(
            theme.tokens.iter().filter_map(|(name, value)| Some((name.clone(), value.dark()?))).collect(),
        ),
        sides: two_sided,
        previews: config.outputs.previews,
    }
}

// The languages of the web that are written from right to left.
fn direction(language: &str) -> &'static str {
    let primary = language.split('-').next().unwrap_or(language);
    match primary {
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}
