//! Renders one page to HTML.
//!
//! Takes the linked site, the theme and a page, gives the page's HTML and problems. A template sees only its page's
//! view. Never writes, and decides nothing about the site's content.

mod actions;
mod backlinks;
mod compact;
mod files;
mod forms;
pub mod highlight;
pub mod html;
mod items;
mod key;
mod lists;
mod mention;
mod narrow;
mod navigation;
mod outside;
mod page;
mod receivers;
mod related;
mod sent;
mod shortcode;
mod structured_data;
mod text;
mod toml;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

pub use outside::Outside;
pub use sent::{Asked, Required, Sent};

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::{Document, Settings, SiteTexts};
use crate::language::Language;
use crate::path::{Route, encode_path};
use crate::segment::Direction;
use crate::site::{DocumentId, Edition, Page, PageId, PageKind, Resolution, Site};
use crate::theme::view::{
    DarkTokens, DateView, LanguageView, OrganizationView, PageView, SideLabelView, SiteView,
};
use crate::theme::{Renderer, TemplateError, TextArgument, Theme};
use highlight::Colored;
use key::Faces;
use text::Findings;

/// Everything that pages are made from; the same for every page, and shared between threads.
#[derive(Clone)]
pub struct Press<'a> {
    /// The language of the pages: of their strings, dates and lists.
    language: &'a Language,
    /// In this language.
    config: &'a Config,
    settings: &'a Settings,
    /// In this language.
    texts: &'a SiteTexts,
    site: &'a Site,
    /// In this language.
    edition: &'a Edition,
    theme: &'a Theme,
    renderers: Arc<Renderers>,
    /// Present if highlighted code is to be remembered.
    colored: Option<Arc<Colored>>,
    /// The languages of the site, the main one first, and what each is called in itself.
    languages: Arc<Vec<(&'a Language, String)>>,
    /// What pages share, by their language.
    shared: Arc<BTreeMap<&'a Language, Shared>>,
}

/// What pages in one language share.
#[derive(Default)]
struct Shared {
    faces: OnceLock<Faces>,
    /// The date of each article, as lists show it.
    dates: OnceLock<Vec<OnceLock<Arc<DateView>>>>,
    /// The tags by which the list of each collection can be narrowed.
    narrowing_tags: OnceLock<Vec<Vec<usize>>>,
    /// The articles of all collections that have a date, latest first.
    latest: OnceLock<Vec<DocumentId>>,
    /// Whether the home page has a feed: many pages ask, and the answer may need all articles.
    has_feed: OnceLock<bool>,
}

/// The renderers of a site's pages, by language.
pub struct Renderers(BTreeMap<Language, Renderer>);

/// The result of rendering a page.
pub struct Rendered {
    /// The whole file; none if its template failed, which is then the last of `failures`.
    pub html: Option<String>,
    /// The assets whose addresses it contains, by their names before fingerprinting.
    pub assets: BTreeSet<String>,
    /// The author's mistakes on this page.
    pub found: Diagnostics,
    /// The theme's errors. One error often breaks many pages.
    pub failures: Vec<TemplateError>,
    /// The highlighted code of this page, if it is to be remembered.
    pub colored: Colored,
}

/// The page that is being rendered, which determines relative links.
pub(crate) struct PageContext {
    /// The page.
    pub page: PageId,
    /// From the page to the site's root: `../../`.
    pub root: String,
}

impl<'a> Press<'a> {
    /// Prepares the site for rendering.
    pub fn new(config: &'a Config, settings: &'a Settings, site: &'a Site, theme: &'a Theme) -> Press<'a> {
        Press::with_renderer(config, settings, site, theme, Arc::new(Renderers::new(config, theme)))
    }

    /// The same with existing renderers of this theme, since making them takes a while.
    pub fn with_renderer(
        config: &'a Config,
        settings: &'a Settings,
        site: &'a Site,
        theme: &'a Theme,
        renderers: Arc<Renderers>,
    ) -> Press<'a> {
        let shared = Arc::new(config.languages().map(|language| (language, Shared::default())).collect());
        let language = &config.language.value;
        let (texts, edition) = (settings.in_language(language), site.edition(language));
        let languages = config.languages().map(|language| (language, config.name_of_language(language)));
        let languages = Arc::new(languages.collect());
        let colored = None;
        Press {
            language,
            config,
            settings,
            texts,
            site,
            edition,
            theme,
            renderers,
            colored,
            languages,
            shared,
        }
    }

    /// The press for a page, in its language.
    fn of_page(&self, page: &'a Page) -> Press<'a> {
        let language = &page.language;
        Press {
            language,
            config: self.config.in_language(language),
            texts: self.settings.in_language(language),
            edition: self.site.edition(language),
            ..self.clone()
        }
    }

    /// Reuses previously highlighted code, and reports what each page needs.
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

    /// Everything that a page's template sees, except `site`.
    pub fn view(&self, id: PageId) -> PageView {
        let page = self.site.page(id);
        page::view(&self.of_page(page), &self.context(id, page), page).0
    }

    /// The name and the address of a page.
    pub fn name_of(&self, id: PageId) -> (String, String) {
        let page = self.site.page(id);
        let press = self.of_page(page);
        (page::page_title(&press, &page.kind), press.permalink(page))
    }

    /// The site's description in the language of a page.
    pub fn config_of(&self, id: PageId) -> &'a Config {
        self.config.in_language(&self.site.page(id).language)
    }

    /// `site`, as the templates of pages in the main language see it.
    pub fn site_view(&self) -> SiteView {
        site_view(self.config, self.language, self.theme)
    }

    /// Renders a page. Does not panic whatever its template does wrong.
    pub fn render(&self, id: PageId) -> Rendered {
        let page = self.site.page(id);
        let press = self.of_page(page);
        let (view, findings) = page::view(&press, &self.context(id, page), page);
        let Findings { diagnostics: mut found, mut failures, colored, .. } = findings;
        let template = self.template(page, view.kind, &mut found);
        let html = match press.renderer().page(&template, &view) {
            Ok(html) => Some(compact::compact(&html)),
            Err(error) => {
                failures.push(error);
                None
            }
        };
        let assets = html.as_deref().map(|html| self.theme.assets_in(html)).unwrap_or_default();
        Rendered { html, assets, found, failures, colored }
    }

    /// `template` from the front matter, else the one for the page's kind.
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

    fn context(&self, id: PageId, page: &Page) -> PageContext {
        let root = match page.kind == PageKind::NotFound {
            // A host serves this page at any address, so its links are absolute paths.
            true => format!("{}/", self.config.url.path),
            false => page.route.to_root(),
        };
        PageContext { page: id, root }
    }

    fn shared(&self) -> &Shared {
        &self.shared[self.language]
    }

    fn renderer(&self) -> &Renderer {
        self.renderers.0.get(self.language).expect("each language of the site has a renderer")
    }

    fn word(&self, key: &str) -> String {
        self.words(key, &[])
    }

    fn words(&self, key: &str, arguments: &[(&str, TextArgument<'_>)]) -> String {
        self.theme.text(self.language, key, arguments)
    }

    /// What a language of the site is called in itself.
    fn name_of_language(&self, language: &Language) -> String {
        let known = self.languages.iter().find(|(known, _)| *known == language);
        known.map_or_else(|| language.to_string(), |(_, name)| name.clone())
    }

    /// The language of an article, if it is not the page's.
    fn own_language(&self, document: &Document) -> Option<LanguageView> {
        (document.language != *self.language).then(|| language_view(&document.language))
    }

    /// The address of a resolution, from a page; none if it leads nowhere.
    fn url(&self, context: &PageContext, resolution: &Resolution) -> Option<String> {
        match resolution {
            Resolution::Page { page, heading, .. } => {
                let (page, heading) = self.target(*page, heading.as_deref());
                let route = &self.site.page(page).route;
                Some(match heading {
                    Some(heading) if page == context.page => format!("#{heading}"),
                    Some(heading) => format!("{}#{heading}", self.url_of(context, route)),
                    None => self.url_of(context, route),
                })
            }
            Resolution::File(path) => Some(format!("{}{}", context.root, encode_path(path.as_str()))),
            Resolution::External(address) => Some(address.to_string()),
            Resolution::Collection(index) => {
                let first = self.edition.collections[*index].pages.first()?;
                Some(self.url_of(context, &self.site.page(*first).route))
            }
            Resolution::Cta(name) => {
                let target = self.texts.cta_targets.get(name)?;
                self.url(context, self.site.settings_resolution(*target))
            }
            Resolution::Form(_) | Resolution::Missing => None,
        }
    }

    /// Where a link to a part of a page leads readers of this language. A translation may lack the part.
    fn target<'p>(&self, page: PageId, part: Option<&'p str>) -> (PageId, Option<&'p str>) {
        let target = self.site.page_for(self.edition, page);
        let shown = || self.site.page(target).kind.document();
        let has = |part: &&str| shown().is_some_and(|document| self.site.part(document, part).is_some());
        (target, part.filter(|part| target == page || has(part)))
    }

    fn url_of(&self, context: &PageContext, route: &Route) -> String {
        format!("{}{}", context.root, encode_path(route.below_root()))
    }

    fn url_of_document(&self, context: &PageContext, document: DocumentId) -> String {
        self.url_of(context, &self.site.page(self.site.page_in(self.edition, document)).route)
    }

    /// Whether a document contains a form.
    fn has_form(&self, document: DocumentId) -> bool {
        self.site.document(document).has_form()
    }
}

impl Renderers {
    /// Makes one for each language of a site.
    pub fn new(config: &Config, theme: &Theme) -> Renderers {
        let renderer = |language: &Language| {
            let site = site_view(config.in_language(language), language, theme);
            (language.clone(), theme.renderer(language, &site))
        };
        Renderers(config.languages().map(renderer).collect())
    }
}

/// For `lang` and `dir`.
fn language_view(language: &Language) -> LanguageView {
    let direction = match language.direction() {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    };
    LanguageView { tag: language.to_string(), direction }
}

fn site_view(config: &Config, language: &Language, theme: &Theme) -> SiteView {
    let LanguageView { tag, direction } = language_view(language);
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
        path: config.url.path.clone(),
        language: tag,
        locale: language.locale_for_scripts().unwrap_or_default().to_owned(),
        direction,
        organization: config.organization.as_ref().map(|organization| OrganizationView {
            name: organization.name.clone(),
            description: organization.description.clone(),
            url: organization.url.clone().unwrap_or_default(),
            address: organization.address.clone(),
        }),
        tokens: theme.tokens.clone(),
        dark: DarkTokens(
            theme.tokens.iter().filter_map(|(name, value)| Some((name.clone(), value.dark()?))).collect(),
        ),
        sides: two_sided,
        previews: config.outputs.previews,
    }
}
