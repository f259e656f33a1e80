//! The site's theme: which file wins, and its compiled templates, tokens, strings and assets.
//!
//! Takes the site's sources (to which [`with_built_in_themes`] adds the themes of the binary) and its configuration, gives a
//! [`Theme`] that is usable whatever is wrong with it. Knows nothing about pages.

mod asset;
mod built_in;
mod color;
mod component;
mod contract;
mod contrast;
mod escaping;
mod fluent;
mod manifest;
mod minify;
mod nesting;
mod place;
mod reference;
mod style;
mod tag;
mod template;
mod template_error;
mod template_report;
#[cfg(test)]
mod tests;
mod text;
mod token;
mod unused;
mod variable;
pub mod view;

pub use built_in::with_built_in_themes;
pub use component::{Component, list_components};
pub use manifest::{ThemeSummary, ThemeTokens, list_themes, list_tokens};
pub use template::Renderer;
pub use template_error::TemplateError;
pub use text::{TextArgument, missing_strings};
pub use token::TokenValue;

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;
use serde::Serialize;

use asset::{ASSETS, Asset, TOKENS, read_assets, strings_module};
use contrast::check_contrast;
use escaping::check_escaping;
use manifest::{Manifest, read_chain};
use style::check_styles;
use template::{Templates, template_file, template_path};
use text::Texts;
pub use token::check_image_tokens;
use token::{choose_tokens, image_tokens, token_css};
use unused::check_unused;

use crate::config::{Config, ShortcodeSchema};
use crate::diagnostic::{Diagnostics, Span, codes, did_you_mean};
use crate::language::Language;
use crate::path::{OutputPath, SourcePath};
use crate::source::SourceTree;

/// The site's theme, with all that it extends.
pub struct Theme {
    /// Its folder below `themes/`.
    pub name: String,
    /// It and the themes that it extends, nearest first; the last one is `base`.
    pub chain: Vec<String>,
    /// What articles can call, by name.
    pub shortcodes: BTreeMap<String, ShortcodeSchema>,
    /// `site.tokens`: the defaults with the site's values on top.
    pub tokens: BTreeMap<String, TokenValue>,
    /// The tokens that are images.
    images: BTreeSet<String>,
    assets: BTreeMap<String, Asset>,
    /// The name of each asset before its fingerprint, by its address from the site's root.
    asset_names: BTreeMap<String, String>,
    /// The length in bytes of the longest of these addresses, plus one.
    longest_address: usize,
    texts: Texts,
    templates: Templates,
}

/// Loads the theme that the site has chosen. Reads only `themes/` of `tree`.
pub fn load_theme(tree: &SourceTree, config: &Config) -> (Theme, Diagnostics) {
    let mut found = Diagnostics::default();
    let manifests = read_chain(tree, config, &mut found);
    let chain: Vec<String> = manifests.iter().map(|manifest| manifest.name.clone()).collect();
    let tokens = choose_tokens(&manifests, config, &mut found);
    check_contrast(&manifests, &tokens, config, &mut found);
    let texts = Texts::read(tree, &chain, config, &mut found);
    let mut made = vec![(TOKENS.to_owned(), token_css(&tokens))];
    made.extend(texts.scripts().map(|(language, module)| (strings_module(language), module.to_owned())));
    let assets = read_assets(tree, &chain, made, &mut found);
    let addresses = assets.iter().map(|(name, asset)| (name.clone(), asset.address())).collect();
    check_styles(tree, &chain, &tokens, &mut found);
    check_escaping(tree, &manifests, &mut found);
    let templates = Templates::compile(tree, &chain, &tokens, addresses, &mut found);
    let asset_names: BTreeMap<String, String> =
        assets.iter().map(|(name, asset)| (asset.address(), name.clone())).collect();
    let shortcodes = collect_shortcodes(&manifests, &templates, &mut found);
    let name = config.theme.name.value.clone();
    (
        Theme {
            name,
            chain,
            shortcodes,
            tokens,
            images: image_tokens(&manifests),
            assets,
            longest_address: asset_names.keys().map(|address| address.len() + 1).max().unwrap_or(0),
            asset_names,
            texts,
            templates,
        },
        found,
    )
}

impl Theme {
    /// Whether nothing can be rendered; the reason was reported when the theme was loaded.
    pub fn is_broken(&self) -> bool {
        self.templates.is_broken
    }

    /// Reports what is unused in the theme. `chosen` are the templates that articles name.
    pub fn check_unused(&self, tree: &SourceTree, chosen: &BTreeSet<&str>) -> Diagnostics {
        let mut found = Diagnostics::default();
        check_unused(tree, &self.chain, chosen, &mut found);
        found
    }

    /// Reports the languages of the site in which strings of the interface are missing.
    pub fn check_strings(&self, config: &Config) -> Diagnostics {
        let mut found = Diagnostics::default();
        self.texts.check(config, &self.name, &mut found);
        found
    }

    /// The tokens as a stylesheet gets them with `@import "tokens.css"`.
    pub fn custom_properties(&self) -> String {
        token_css(&self.tokens)
    }

    /// The renderer of pages in a language, with its strings, and with `site` available to every template.
    pub fn renderer(&self, language: &Language, site: &impl Serialize) -> Renderer {
        self.templates.renderer(self.texts.in_language(language), site)
    }

    /// A string of the interface in a language. If no theme has the string, or if it lacks a value, this is the key
    /// itself.
    pub fn text(&self, language: &Language, key: &str, arguments: &[(&str, TextArgument<'_>)]) -> String {
        self.texts.in_language(language).format(key, arguments).unwrap_or_else(|_| key.to_owned())
    }

    /// The assets that pages request and everything that these load, with their bytes; sorted by name before fingerprinting.
    /// Unused ones are left out.
    pub fn assets<'a>(
        &'a self,
        named: impl Iterator<Item = &'a str>,
    ) -> impl Iterator<Item = (&'a OutputPath, &'a [u8])> {
        let mut waiting: Vec<&str> = named.collect();
        let mut used: BTreeSet<&str> = BTreeSet::new();
        while let Some(name) = waiting.pop() {
            if let Some(asset) = self.assets.get(name)
                && used.insert(name)
            {
                waiting.extend(asset.loads.iter().map(String::as_str));
            }
        }
        let assets = self.assets.iter().filter(move |(name, _)| used.contains(name.as_str()));
        assets.map(|(_, asset)| (&asset.output, &*asset.bytes))
    }

    /// Where every asset is published if a page uses it, sorted by name before the fingerprint.
    pub fn asset_paths(&self) -> impl Iterator<Item = &OutputPath> {
        self.assets.values().map(|asset| &asset.output)
    }

    /// The assets whose addresses a page contains, by their names before fingerprinting.
    ///
    /// Searching for them is the only way to know: a template may compute the name, and a browser requests what was rendered. A
    /// fingerprint makes each address unique.
    pub fn assets_in(&self, html: &str) -> BTreeSet<String> {
        let is_address = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~/%".contains(byte);
        let printed = memmem::find_iter(html.as_bytes(), ASSETS).filter_map(|at| {
            let longest = &html.as_bytes()[at..html.len().min(at + self.longest_address)];
            let length = longest.iter().take_while(|byte| is_address(byte)).count();
            self.asset_names.get(&html[at..at + length])
        });
        printed.cloned().collect()
    }

    /// The bytes of the asset that is published at a path.
    pub fn asset_at(&self, path: &OutputPath) -> Option<&[u8]> {
        if !path.as_str().starts_with("assets/") {
            return None;
        }
        self.assets.values().find(|asset| asset.output == *path).map(|asset| &*asset.bytes)
    }

    /// Whether pages can be rendered by the template `name`, with or without `.html`.
    pub fn has_template(&self, name: &str) -> bool {
        self.templates.contains(&template_file(name))
    }

    /// The files of the chain that have this template, nearest first: the first one wins.
    pub fn template_files(&self, name: &str) -> Vec<SourcePath> {
        let file = template_file(name);
        let names = self.templates.names().iter();
        let files = names.filter(|name| name.split_once('/').is_some_and(|(_, known)| known == file));
        files.filter_map(|name| template_path(name)).collect()
    }

    /// The templates that an article can choose, for hints: without `.html`, sorted.
    pub fn template_names(&self) -> Vec<&str> {
        let files = self.templates.names().iter().filter_map(|name| name.split_once('/'));
        let mut names: Vec<&str> = files
            .filter(|(_, file)| !file.starts_with("shortcodes/"))
            .filter_map(|(_, file)| file.strip_suffix(".html"))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// The nearest declaration of every shortcode; each needs a component with its name, and each file a declaration.
fn collect_shortcodes(
    manifests: &[Manifest],
    templates: &Templates,
    found: &mut Diagnostics,
) -> BTreeMap<String, ShortcodeSchema> {
    let mut shortcodes = BTreeMap::new();
    for manifest in manifests.iter().rev() {
        for shortcode in &manifest.shortcodes {
            let name = &shortcode.value.name;
            if !templates.is_broken && !templates.has_component(name) {
                let span = Span::new(&manifest.path, shortcode.range.clone());
                found
                    .report(&codes::THEME_INVALID, span, format!("the shortcode `{name}` has no template"))
                    .hint(format!("add the component `{name}` in templates/shortcodes/{name}.html"));
            }
            shortcodes.insert(name.clone(), shortcode.value.clone());
        }
    }
    for file in templates.names() {
        let name = file.split_once("/shortcodes/").and_then(|(_, name)| name.strip_suffix(".html"));
        let Some(name) = name.filter(|name| !shortcodes.contains_key(*name)) else { continue };
        let span = template_path(file).map(|path| Span::new(&path, 0..0));
        let message = format!("no theme.toml declares the shortcode `{name}`");
        let diagnostic = found.report(&codes::THEME_INVALID, span, message);
        diagnostic.hint(
            did_you_mean(name, shortcodes.keys().map(String::as_str))
                .unwrap_or_else(|| format!("add `[shortcodes.{name}]` to the theme.toml")),
        );
    }
    shortcodes
}
