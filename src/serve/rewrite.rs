//! Changes pages as they are sent: redirects their forms here and adds the reload script. Only this module uses lol_html.

use std::cell::{Cell, RefCell};

use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str};

use super::files::{Files, mark as mark_of};
use super::forms::{Trial, address_of};
use crate::blob::Digest;
use crate::escape::escape;
use crate::path::OutputPath;

/// What one pass over a page finds.
#[derive(Default)]
struct Loads {
    /// The stylesheets, by address and content.
    styles: Vec<(String, String)>,
    /// Everything else on the page.
    others: String,
}

/// A page with the server's additions, and a strip above it. A page that cannot be parsed is sent as it is.
///
/// The script gets a digest of the page without its stylesheets, since those can be replaced without a reload.
pub fn rewrite(
    page: &OutputPath,
    html: &str,
    strip: Option<&str>,
    files: &Files,
    trial: &Trial,
    build: &str,
) -> String {
    let loads = RefCell::new(Loads::default());
    let handler = |element: &mut Element<'_, '_>| {
        visit(element, page, files, trial, &mut loads.borrow_mut());
        Ok(())
    };
    // A page may omit its body tags; the additions then go at its end.
    let rest = Cell::new(strip);
    let begin = |body: &mut Element<'_, '_>| {
        if let Some(strip) = rest.take() {
            body.prepend(strip, ContentType::Html);
        }
        Ok(())
    };
    let settings = RewriteStrSettings::new()
        .with_strict(false)
        .append_element_content_handler(element!(
            "form[id], link[href], [src], [srcset], object[data]",
            handler
        ))
        .append_element_content_handler(element!("body", begin));
    let Ok(mut rewritten) = rewrite_str(html, settings) else { return html.to_owned() };
    let loads = loads.into_inner();
    let mut bare = html.to_owned();
    for (href, _) in &loads.styles {
        bare = bare.replace(href.as_str(), "");
    }
    bare.push_str(&loads.others);
    bare.push_str(strip.unwrap_or_default());
    rewritten.push_str(rest.take().unwrap_or_default());
    let styles: String = loads.styles.iter().map(|(href, mark)| format!("{href} {mark}\n")).collect();
    rewritten.push_str(&script(build, &bare, &styles));
    rewritten
}

/// One of kb's own pages, which reloads when it changes.
pub fn kept_fresh(page: String, build: &str) -> String {
    let script = script(build, &page, "");
    page + &script
}

fn script(build: &str, page: &str, styles: &str) -> String {
    let short = |text: &str| Digest::of(text.as_bytes()).to_string()[..16].to_owned();
    format!(
        "<script src=\"/_kb/live.js\" defer data-build=\"{}\" data-page=\"{}\" data-styles=\"{}\"></script>\n",
        escape(build),
        short(page),
        short(styles)
    )
}

fn visit(element: &mut Element<'_, '_>, page: &OutputPath, files: &Files, trial: &Trial, loads: &mut Loads) {
    let name = element.tag_name();
    if name == "form" {
        let form = element.get_attribute("id").and_then(|id| Some(id.strip_prefix("form.")?.to_owned()));
        if let Some(form) = form.filter(|form| trial.forms.contains_key(form)) {
            element.set_attribute("action", &address_of(&form)).expect("`action` is a name of an attribute");
        }
        return;
    }
    let mark = |reference: &str| files.loaded_by(page, reference).map(|(_, file)| mark_of(&file).to_string());
    if name == "link" {
        let kinds = element.get_attribute("rel").unwrap_or_default();
        let Some(href) = element.get_attribute("href") else { return };
        match kinds.split_ascii_whitespace().any(|kind| kind.eq_ignore_ascii_case("stylesheet")) {
            true => loads.styles.push((href.clone(), mark(&href).unwrap_or_default())),
            false => loads.others.push_str(&mark(&href).unwrap_or_default()),
        }
        return;
    }
    let several = element.get_attribute("srcset").unwrap_or_default();
    let several =
        several.split(',').filter_map(|choice| choice.split_ascii_whitespace().next().map(str::to_owned));
    let one = ["src", "data"].iter().filter_map(|name| element.get_attribute(name));
    for reference in one.chain(several) {
        loads.others.push_str(&mark(&reference).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::forms::TrialForm;
    use super::*;

    fn rewritten(html: &str, style: &str, image: &str) -> String {
        let file = |path: &str, text: &str| (OutputPath::new(path).unwrap(), text.to_owned().into());
        let files = Files::new("", [file("assets/a.css", style), file("p/a.png", image)]);
        let forms = [("news".to_owned(), TrialForm::default())].into();
        let trial = Trial { forms, ..Trial::default() };
        rewrite(&OutputPath::new("p/index.html").unwrap(), html, None, &files, &trial, "7")
    }

    fn attribute(html: &str, name: &str) -> String {
        let after = html.split(&format!("{name}=\"")).nth(1).unwrap();
        after.split('"').next().unwrap().to_owned()
    }

    fn check(html: &str, expected: Expect) {
        let html = rewritten(html, "", "");
        expected.assert_eq(html.split("<script src=\"/_kb/").next().unwrap());
    }

    #[test]
    fn the_sites_forms_are_redirected_here() {
        check(
            "<form id=\"form.news\" action=\"https://example.com\"></form><form id=\"form.other\" action=\"/x\"></form>",
            expect![[
                r#"<form id="form.news" action="/_kb/forms/news"></form><form id="form.other" action="/x"></form>"#
            ]],
        );
        check(
            "<p>&lt;form id=\"form.news\"&gt;</p><!-- <form id=\"form.news\" action=\"x\"> -->",
            expect![[r#"<p>&lt;form id="form.news"&gt;</p><!-- <form id="form.news" action="x"> -->"#]],
        );
    }

    #[test]
    fn a_stylesheet_change_is_distinguished_from_a_page_change() {
        let html = "<link rel=\"stylesheet\" href=\"../assets/a.css\"><img src=\"a.png\">";
        let before = rewritten(html, "a", "a");
        let style = rewritten(html, "b", "a");
        let renamed = rewritten(&html.replace("a.css", "b.css"), "a", "a");
        let image = rewritten(html, "a", "b");
        let words = rewritten(&format!("{html}words"), "a", "a");
        let page = |html: &str| attribute(html, "data-page");
        let styles = |html: &str| attribute(html, "data-styles");
        assert_eq!(page(&before), page(&style));
        assert_eq!(page(&before), page(&renamed));
        assert_ne!(page(&before), page(&image));
        assert_ne!(page(&before), page(&words));
        assert_ne!(styles(&before), styles(&style));
        assert_ne!(styles(&before), styles(&renamed));
        assert_eq!(styles(&before), styles(&image));
    }
}
