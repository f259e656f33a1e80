//! Templates, and pages rendered by them.

use expect_test::expect;
use serde_json::json;

use super::{check_found, check_page, load, reported};
use crate::diagnostic::{Diagnostics, to_human};
use crate::language::Language;
use crate::path::Route;
use crate::theme::{Renderer, TemplateError};

#[test]
fn every_malformed_template_is_reported_where_it_breaks() {
    let house = "
    //- themes/house/theme.toml
    //- themes/house/templates/a.html
    <p>{{ title }
    //- themes/house/templates/b.html
    é {% if %}
    ";
    check_found(
        house,
        "theme.name = \"house\"",
        expect![[r#"
        error[template-error]: found `}` but expected }}
         --> themes/house/templates/a.html:1:13
          |
        1 | <p>{{ title }
          |             ^

        error[template-error]: found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`
         --> themes/house/templates/b.html:1:9
          |
        1 | é {% if %}
          |         ^^

    "#]],
    );
}

#[test]
fn all_undefined_names_are_reported_in_one_run() {
    let house = "
    //- themes/house/theme.toml
    //- themes/house/templates/a.html
    {{ title | shout }}
    é {{ <headin title={title} /> }} {% include \"pag.html\" %}
    //- themes/house/templates/b.html
    {{ tt(key=\"x\") }}
    ";
    check_found(
        house,
        "theme.name = \"house\"",
        expect![[r#"
        error[template-error]: unknown filter `shout`
         --> themes/house/templates/a.html:1:12
          |
        1 | {{ title | shout }}
          |            ^^^^^

        error[template-error]: no component is called “headin”
         --> themes/house/templates/a.html:2:6
          |
        2 | é {{ <headin title={title} /> }} {% include "pag.html" %}
          |      ^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: did you mean “heading”?

        error[template-error]: no template is called “pag.html”
         --> themes/house/templates/a.html:2:45
          |
        2 | é {{ <headin title={title} /> }} {% include "pag.html" %}
          |                                             ^^^^^^^^^^
          |
          = help: did you mean “page.html”?

        error[template-error]: unknown function `tt`
         --> themes/house/templates/b.html:1:4
          |
        1 | {{ tt(key="x") }}
          |    ^^^^^^^^^^^

    "#]],
    );
}

#[test]
fn templates_that_extend_nothing_or_themselves_are_reported() {
    let house = "
    //- themes/house/theme.toml
    //- themes/house/templates/layout.html
    {% extends \"layout.html\" %}
    ";
    check_found(
        house,
        "theme.name = \"house\"",
        expect![[r#"
        error[template-error]: templates extend each other: base/page.html → house/layout.html → house/layout.html
         --> themes/house/templates/layout.html:1:1
          |
        1 | {% extends "layout.html" %}
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: name the theme whose template you extend: {% extends "base/layout.html" %}

    "#]],
    );
    let house = "
    //- themes/house/theme.toml
    //- themes/house/templates/a.html
    {% extends \"layot.html\" %}
    ";
    check_found(
        house,
        "theme.name = \"house\"",
        expect![[r#"
        error[template-error]: no template is called “layot.html”
         --> themes/house/templates/a.html:1:1
          |
        1 | {% extends "layot.html" %}
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: did you mean “layout.html”?

    "#]],
    );
    let house = "
    //- themes/house/theme.toml
    //- themes/house/templates/a.html
    {% component x() %}{% endcomponent x %}
    //- themes/house/templates/b.html
    {% component x() %}{% endcomponent x %}
    ";
    check_found(
        house,
        "theme.name = \"house\"",
        expect![[r#"
        error[template-error]: component `x` is defined in both `house/a.html` and `house/b.html`
         --> themes/house/templates/b.html:1:1
          |
        1 | {% component x() %}{% endcomponent x %}
          | ^^^^^^^^^^^^^^^^^^^

    "#]],
    );
}

#[test]
fn a_page_that_cannot_be_rendered_says_where_in_the_theme() {
    let page =
        |text: &str| format!("//- themes/house/theme.toml\n//- themes/house/templates/page.html\n{text}\n");
    for (text, expected) in [
        (
            "{{ t(key=\"nota\", kind=1) }}",
            expect![[r#"
                error[template-error]: / cannot be rendered: there is no string `nota`; did you mean `note`?
                 --> themes/house/templates/page.html:1:4
                  |
                1 | {{ t(key="nota", kind=1) }}
                  |    ^^^^^^^^^^^^^^^^^^^^^


                assets/a.4cb5abe1.css: a{}
                assets/strings/nl-BE.2b9151f6.js: export default{}
                assets/tokens.c3aba72f.css: :root{--accent:#123}"#]],
        ),
        (
            "{{ t(key=\"note\") }}",
            expect![[r#"
                error[template-error]: / cannot be rendered: the string `note` needs a value for `kind`
                 --> themes/house/templates/page.html:1:4
                  |
                1 | {{ t(key="note") }}
                  |    ^^^^^^^^^^^^^


                assets/a.4cb5abe1.css: a{}
                assets/strings/nl-BE.2b9151f6.js: export default{}
                assets/tokens.c3aba72f.css: :root{--accent:#123}"#]],
        ),
        (
            "{{ asset(path=\"b.css\") }}",
            expect![[r#"
                error[template-error]: / cannot be rendered: no asset is called “b.css”; did you mean “a.css”?
                 --> themes/house/templates/page.html:1:4
                  |
                1 | {{ asset(path="b.css") }}
                  |    ^^^^^^^^^^^^^^^^^^^


                assets/a.4cb5abe1.css: a{}
                assets/strings/nl-BE.2b9151f6.js: export default{}
                assets/tokens.c3aba72f.css: :root{--accent:#123}"#]],
        ),
        (
            "{{ titel }}",
            expect![[r#"
                error[template-error]: variable `titel` is not defined
                 --> themes/house/templates/page.html:1:4
                  |
                1 | {{ titel }}
                  |    ^^^^^
                  |
                  = help: did you mean `title`?

            "#]],
        ),
        (
            "{% component c() %}{{ asset(path=\"a.css\") }}{% endcomponent c %}{{ <c /> }}",
            expect![[r#"
                error[template-error]: / cannot be rendered: `asset` needs the path to the site's root; add `@root` to the component's parameters
                 --> themes/house/templates/page.html:1:23
                  |
                1 | {% component c() %}{{ asset(path="a.css") }}{% endcomponent c %}{{ <c /> }}
                  |                       ^^^^^^^^^^^^^^^^^^^


                assets/a.4cb5abe1.css: a{}
                assets/strings/nl-BE.2b9151f6.js: export default{}
                assets/tokens.c3aba72f.css: :root{--accent:#123}"#]],
        ),
        (
            "{{ asset(path=\"a.css\") }} {{ t(key=\"articles\", n=1) }} {{ t(key=\"articles\", n=2) }} {{ t(key=\"note\", kind=\"<b>\") }}",
            expect![[r#"
                ../assets/a.4cb5abe1.css 1 article 2 articles Note of &lt;b&gt;
                assets/a.4cb5abe1.css: a{}
                assets/strings/nl-BE.2b9151f6.js: export default{}
                assets/tokens.c3aba72f.css: :root{--accent:#123}"#]],
        ),
    ] {
        check_page(&page(text), "theme.name = \"house\"", expected);
    }
}

#[test]
fn a_missing_template_is_reported_with_the_nearest_one() {
    let (tree, theme, _) = load("", "theme.name = \"base\"");
    let error = theme.renderer(&Language::english(), &json!({})).page("pag", &json!({})).unwrap_err();
    expect![[r#"
        error[template-error]: / cannot be rendered: no template is called “pag.html”
         |
         = help: did you mean “page.html”?

    "#]]
    .assert_eq(&reported(&tree, &error));
    assert!(theme.has_template("page") && theme.has_template("page.html") && !theme.has_template("pag"));
    assert_eq!(theme.template_names(), ["layout", "page", "parts"]);
}

#[test]
fn a_shortcode_sees_its_arguments_its_body_and_the_root() {
    let (tree, theme, _) = load("", "theme.name = \"base\"");
    let renderer = theme.renderer(&Language::english(), &json!({}));
    let root = json!({ "root": "../../" });
    let html = renderer.shortcode("note", &json!({ "kind": "a < b" }), &root, Some("<p>x</p>")).unwrap();
    expect!["Note of a &lt; b: <p>x</p> ../../assets/a.4cb5abe1.css"].assert_eq(&html);
    let error = renderer.shortcode("note", &json!({ "kind": 3 }), &root, None).unwrap_err();
    expect![[r#"
        error[template-error]: / cannot be rendered: component argument `kind` (type: `u64`) does not match expected type: `string`

    "#]].assert_eq(&reported(&tree, &error));
}

#[test]
fn an_error_on_many_pages_is_reported_once() {
    let (tree, theme, _) = load("", "theme.name = \"base\"");
    let renderer = theme.renderer(&Language::english(), &json!({}));
    let error = renderer.page("page", &json!({})).unwrap_err();
    let pages = [Route::root(), Route::from_parts(["a"]).unwrap()];
    let mut found = Diagnostics::default();
    TemplateError::report_all(pages.iter().map(|page| (page, &error)), &mut found);
    expect![[r#"
        error[template-error]: / and 1 more cannot be rendered: the argument `title` of this component is empty, but must be of type `string`
         --> themes/base/templates/page.html:1:47
          |
        1 | {% extends "layout.html" %}{% block main %}{{ <heading title={title} /> }} {{ site.tokens.accent }}{% endblock main %}
          |                                               ^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: its value is absent on this page: test for it with `if` before the call, or give the parameter a default

    "#]].assert_eq(&to_human(&found, &tree, false));
}

#[test]
fn a_renderer_can_be_used_by_several_threads() {
    fn needs_threads<T: Send + Sync>() {}
    needs_threads::<Renderer>();
}
