//! Compiles and renders templates. Only this module and `template_report` import `tera`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::nesting::too_deep;
use super::template_error::TemplateError;
use super::template_report::to_template_errors;
use super::text::{Strings, TextArgument};
use super::token::TokenValue;
use super::variable::unknown_names;
use crate::diagnostic::{Diagnostics, nearest};
use crate::path::SourcePath;
use crate::source::SourceTree;

/// The templates of a theme chain.
pub(super) struct Templates {
    tera: Tera,
    names: Vec<String>,
    /// Whether nothing can be rendered.
    pub is_broken: bool,
}

/// Renders pages and shortcodes. Can be used by several threads at the same time.
pub struct Renderer {
    tera: Tera,
}

/// A template before it is compiled: its name for Tera (`duo/page.html`) and its text.
pub(super) struct Template<'a> {
    pub name: String,
    pub text: &'a str,
}

impl Templates {
    /// Compiles `templates/**.html` of every theme, nearest first.
    pub(super) fn compile(
        tree: &SourceTree,
        chain: &[String],
        tokens: &BTreeMap<String, TokenValue>,
        asset_addresses: BTreeMap<String, String>,
        found: &mut Diagnostics,
    ) -> Templates {
        let templates = list_templates(tree, chain);
        let mut tera = Tera::default();
        tera.set_fallback_prefixes(chain.iter().map(|theme| format!("{theme}/")))
            .expect("prefixes are set before any template");
        register_text(&mut tera, None);
        register_asset(&mut tera, asset_addresses);
        let sources = templates.iter().map(|template| (&template.name, template.text));
        let too_deep = too_deep(&templates);
        let errors = if !too_deep.is_empty() {
            too_deep
        } else if let Err(error) = tera.add_raw_templates(sources) {
            // Tera stops at the first template that cannot be parsed, so each is parsed separately.
            let syntax_errors: Vec<_> =
                templates.iter().filter_map(|template| syntax_error(template, &templates)).collect();
            match syntax_errors.is_empty() {
                true => to_template_errors(&error, &templates),
                false => syntax_errors,
            }
        } else {
            // Otherwise pages would be rendered with gaps, or fail one by one.
            unknown_names(&templates, tokens)
        };
        errors.iter().for_each(|error| error.report_in_theme(found));
        let is_broken = !errors.is_empty();
        let names = templates.into_iter().map(|template| template.name).collect();
        Templates { tera, names, is_broken }
    }

    /// Whether any theme has the file `name`, below its `templates/`.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.names.iter().any(|known| known.split_once('/').is_some_and(|(_, file)| file == name))
    }

    /// Whether a component with this name can be rendered.
    pub(super) fn has_component(&self, name: &str) -> bool {
        self.tera.contains_component(name)
    }

    /// All templates, as `duo/page.html`.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// A renderer with the strings of a language, and with `site` available to every template.
    pub(super) fn renderer(&self, strings: &Arc<Strings>, site: &impl Serialize) -> Renderer {
        let mut tera = self.tera.clone();
        register_text(&mut tera, Some(Arc::clone(strings)));
        tera.global_context().insert("site", site);
        Renderer { tera }
    }
}

impl Renderer {
    /// Renders a page with the template `name`, with or without `.html`. The fields of the view are the template's variables.
    pub fn page(&self, name: &str, view: &impl Serialize) -> Result<String, TemplateError> {
        let name = template_file(name);
        if !self.tera.contains_template(&name) {
            let known: Vec<&str> = self.tera.get_template_names().filter_map(short_name).collect();
            let hint = nearest(&name, known).map(|near| format!("did you mean “{near}”?"));
            return Err(TemplateError::without_place(format!("no template is called “{name}”"), hint));
        }
        let context = Context::from_serialize(view).map_err(|error| first_error(&error))?;
        self.tera.render(&name, &context).map_err(|error| first_error(&error))
    }

    /// Renders the component of a shortcode. `implicits` are what it may request with `@`: `root` and other values of the page.
    pub fn shortcode(
        &self,
        name: &str,
        arguments: &impl Serialize,
        implicits: &impl Serialize,
        body: Option<&str>,
    ) -> Result<String, TemplateError> {
        let arguments = Context::from_serialize(arguments).map_err(|error| first_error(&error))?;
        let implicits = Context::from_serialize(implicits).map_err(|error| first_error(&error))?;
        self.tera
            .render_component_with_implicits(name, &arguments, &implicits, body, true)
            .map_err(|error| first_error(&error))
    }
}

/// Adds the extension, unless it is there.
pub(super) fn template_file(name: &str) -> String {
    match name.ends_with(".html") {
        true => name.to_owned(),
        false => format!("{name}.html"),
    }
}

/// `themes/duo/templates/page.html` of `duo/page.html`
pub(super) fn template_path(name: &str) -> Option<SourcePath> {
    let (theme, file) = name.split_once('/')?;
    SourcePath::new(&format!("themes/{theme}/templates/{file}"))
}

fn short_name(name: &str) -> Option<&str> {
    name.split_once('/').map(|(_, file)| file)
}

fn list_templates<'a>(tree: &'a SourceTree, chain: &[String]) -> Vec<Template<'a>> {
    let mut templates = Vec::new();
    for theme in chain {
        let folder = format!("themes/{theme}/templates");
        let files: Vec<_> = tree.iter().filter(|file| file.path.as_str().starts_with(&folder)).collect();
        for file in files {
            let rest = file.path.as_str()[folder.len()..].strip_prefix('/');
            if let (Some(rest), Some(text), "html") = (rest, file.text(), file.path.extension()) {
                templates.push(Template { name: format!("{theme}/{rest}"), text });
            }
        }
    }
    templates
}

fn syntax_error(template: &Template<'_>, all: &[Template<'_>]) -> Option<TemplateError> {
    let error = Tera::default().add_raw_template(&template.name, template.text).err()?;
    let is_syntax = matches!(error.kind(), tera::ErrorKind::SyntaxError(_));
    is_syntax.then(|| to_template_errors(&error, all)).and_then(|errors| errors.into_iter().next())
}

// While rendering a page, Tera stops at the first error, and knows its byte range.
fn first_error(error: &tera::Error) -> TemplateError {
    let first = to_template_errors(error, &[]).into_iter().next();
    first.unwrap_or_else(|| TemplateError::without_place(error.to_string(), None))
}

/// `t(key="…", n=3)`: a string of the interface. Templates are compiled without strings.
fn register_text(tera: &mut Tera, strings: Option<Arc<Strings>>) {
    tera.register_function("t", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let key = kwargs.must_get::<&str>("key")?;
        let mut arguments = Vec::new();
        for (name, value) in kwargs.iter() {
            match name.as_str() {
                None | Some("key") => {}
                Some(name) => arguments.push((name, text_argument(name, value)?)),
            }
        }
        let strings = strings.as_ref().expect("a renderer has strings");
        strings.format(key, &arguments).map_err(tera::Error::message)
    });
}

fn text_argument<'a>(name: &str, value: &'a Value) -> TeraResult<TextArgument<'a>> {
    if let Some(text) = value.as_str() {
        return Ok(TextArgument::Text(text));
    }
    if let Some(number) = value.as_f64().or_else(|| value.as_i128().map(|number| number as f64)) {
        return Ok(TextArgument::Number(number));
    }
    match value.as_bool() {
        Some(true) => Ok(TextArgument::Text("true")),
        Some(false) => Ok(TextArgument::Text("false")),
        None if value.is_none() || value.is_undefined() => {
            Err(tera::Error::message(format!("`{name}` has no value; test for it with `if`")))
        }
        None => {
            let message = format!("`{name}` must be text or a number, but this is a {}", value.name());
            Err(tera::Error::message(message))
        }
    }
}

/// `asset(path="…")`: the address of an asset, relative to the page being rendered.
fn register_asset(tera: &mut Tera, addresses: BTreeMap<String, String>) {
    tera.register_function("asset", move |kwargs: Kwargs, state: &State<'_>| -> TeraResult<String> {
        let path = kwargs.must_get::<&str>("path")?;
        let Some(address) = addresses.get(path) else {
            let near = nearest(path, addresses.keys().map(String::as_str));
            let hint = near.map_or(String::new(), |near| format!("; did you mean “{near}”?"));
            return Err(tera::Error::message(format!("no asset is called “{path}”{hint}")));
        };
        let root = match kwargs.get::<&str>("root")? {
            Some(root) => Some(root.to_owned()),
            None => state.get::<String>("root")?,
        };
        // A component sees only what it declares of its page.
        let root = root.ok_or_else(|| {
            tera::Error::message(
                "`asset` needs the path to the site's root; add `@root` to the component's parameters",
            )
        })?;
        Ok(format!("{root}{address}"))
    });
}
