//! What theme authors mistype, and what kb says.

use std::collections::BTreeSet;

use expect_test::{Expect, expect};

use super::{check_found, load};
use crate::diagnostic::to_human;

const HOUSE: &str = "theme.name = \"house\"";

/// One template of the theme `house`, in addition to those of `base`.
fn check_template(text: &str, expected: Expect) {
    let house = format!("//- themes/house/theme.toml\n//- themes/house/templates/page.html\n{text}\n");
    check_found(&house, HOUSE, expected);
}

fn check_unused(fixture: &str, chosen: &[&str], expected: Expect) {
    let (tree, theme, found) = load(fixture, HOUSE);
    assert_eq!(to_human(&found, &tree, false), "");
    let chosen: BTreeSet<&str> = chosen.iter().copied().collect();
    expected.assert_eq(&to_human(&theme.check_unused(&tree, &chosen), &tree, false));
}

#[test]
fn unknown_names_in_conditions_loops_and_arguments_are_found_before_rendering() {
    check_template(
        "{% if minuts %}{% endif %}{% for a in autors %}{{ a }}{% endfor %}
{{ <heading title={collection.titel} /> }}{% if site.tokens.acent or not site.dark[\"font\"] %}{% endif %}
{% for link in menu %}{{ link.urll }}{% endfor %}{{ menu[0].titl }}{% set x = series.itemss %}",
        expect![[r#"
            error[template-error]: variable `minuts` is not defined
             --> themes/house/templates/page.html:1:7
              |
            1 | {% if minuts %}{% endif %}{% for a in autors %}{{ a }}{% endfor %}
              |       ^^^^^^
              |
              = help: did you mean `minutes`?

            error[template-error]: variable `autors` is not defined
             --> themes/house/templates/page.html:1:39
              |
            1 | {% if minuts %}{% endif %}{% for a in autors %}{{ a }}{% endfor %}
              |                                       ^^^^^^
              |
              = help: did you mean `authors`?

            error[template-error]: field `titel` is not defined
             --> themes/house/templates/page.html:2:31
              |
            2 | {{ <heading title={collection.titel} /> }}{% if site.tokens.acent or not site.dark["font"] %}{% endif %}
              |                               ^^^^^
              |
              = help: did you mean `title`?

            error[template-error]: no token is called `acent`
             --> themes/house/templates/page.html:2:61
              |
            2 | {{ <heading title={collection.titel} /> }}{% if site.tokens.acent or not site.dark["font"] %}{% endif %}
              |                                                             ^^^^^
              |
              = help: did you mean `accent`?

            error[template-error]: no token of type color is called `font`
             --> themes/house/templates/page.html:2:85
              |
            2 | {{ <heading title={collection.titel} /> }}{% if site.tokens.acent or not site.dark["font"] %}{% endif %}
              |                                                                                     ^^^^
              |
              = help: available here: accent

            error[template-error]: field `urll` is not defined
             --> themes/house/templates/page.html:3:31
              |
            3 | {% for link in menu %}{{ link.urll }}{% endfor %}{{ menu[0].titl }}{% set x = series.itemss %}
              |                               ^^^^
              |
              = help: did you mean `url`?

            error[template-error]: field `titl` is not defined
             --> themes/house/templates/page.html:3:61
              |
            3 | {% for link in menu %}{{ link.urll }}{% endfor %}{{ menu[0].titl }}{% set x = series.itemss %}
              |                                                             ^^^^
              |
              = help: did you mean `title`?

            error[template-error]: field `itemss` is not defined
             --> themes/house/templates/page.html:3:86
              |
            3 | {% for link in menu %}{{ link.urll }}{% endfor %}{{ menu[0].titl }}{% set x = series.itemss %}
              |                                                                                      ^^^^^^
              |
              = help: did you mean `items`?

        "#]],
    );
}

#[test]
fn names_that_templates_assign_are_known() {
    check_template(
        r#"{# {{ no }} #}{% raw %}{{ no }}{% endraw %}
{% set x = [h.title for h in outline if h.level == 2] %}{{ x | length }}{% set_global y = 3 if title else 4 %}{{ y }}
{% for key, value in site.tokens %}{{ key }}{{ value }}{{ loop.index }}{% endfor %}
{% if site.tokens.none is defined or unknown | default(value=1) %}{% endif %}
{% if title is containing(pat="<") and minutes < 3 %}{% set map = {"a": title, "b": minutes} %}{{ map.a }}{% endif %}
{% for link in menu[:3] %}{{ link.title }}{% endfor %}{{ sides?.left?.label }}{{ `a` ~ title }}
{% filter upper | trim %}x{% endfilter %}{{ <own a="1" title n={minutes} /> }}
{% component own(a, n: integer = 2, @site, title="x", ...rest) %}{{ a }}{{ n }}{{ site.title }}{{ title }}{{ rest }}{{ body }}{% endcomponent own %}
"#,
        expect![[""]],
    );
}

#[test]
fn a_component_that_uses_a_missing_parameter_gets_a_hint() {
    check_template(
        "{% component c(title: string) %}{{ site.title }}{{ titel }}{{ x }}{% endcomponent c %}{{ <c title /> }}",
        expect![[r#"
            error[template-error]: variable `site` is not defined
             --> themes/house/templates/page.html:1:36
              |
            1 | {% component c(title: string) %}{{ site.title }}{{ titel }}{{ x }}{% endcomponent c %}{{ <c title /> }}
              |                                    ^^^^
              |
              = help: a component sees only its parameters; add `@site` to get its value from the page, or pass `site` in each call

            error[template-error]: variable `titel` is not defined
             --> themes/house/templates/page.html:1:52
              |
            1 | {% component c(title: string) %}{{ site.title }}{{ titel }}{{ x }}{% endcomponent c %}{{ <c title /> }}
              |                                                    ^^^^^
              |
              = help: did you mean `title`?

            error[template-error]: variable `x` is not defined
             --> themes/house/templates/page.html:1:63
              |
            1 | {% component c(title: string) %}{{ site.title }}{{ titel }}{{ x }}{% endcomponent c %}{{ <c title /> }}
              |                                                               ^
              |
              = help: a component sees only its parameters

        "#]],
    );
}

#[test]
fn text_outside_the_blocks_of_an_extending_template_is_an_error() {
    check_template(
        "{% extends \"layout.html\" %}\n{% block main %}x{% endblock main %}\n<p>More.</p>\n",
        expect![[r#"
            error[template-error]: this content would be ignored: only `extends`, `block` and `component` are allowed at the top level of a child template
             --> themes/house/templates/page.html:2:37
              |
            2 |   {% block main %}x{% endblock main %}
              |  _____________________________________^
            3 | | <p>More.</p>
              | |_^
              |
              = help: move it into a block of the template that this one extends; `kb theme show` prints that template

        "#]],
    );
}

#[test]
fn a_block_that_is_never_closed_is_named() {
    check_template(
        "{% block a %}{% if title %}x{% endif %}",
        expect![[r#"
        error[template-error]: the block `a` is never closed
         --> themes/house/templates/page.html:1:1
          |
        1 | {% block a %}{% if title %}x{% endif %}
          | ^^^^^^^^^^^^^
          |
          = help: write {% endblock a %} where it ends

    "#]],
    );
    check_template(
        "{% block a %}{% block b %}{% endblock a %}",
        expect![[r#"
        error[template-error]: the block `b` is still open where `a` ends
         --> themes/house/templates/page.html:1:39
          |
        1 | {% block a %}{% block b %}{% endblock a %}
          |                                       ^
          |
          = help: write {% endblock b %} where it ends

    "#]],
    );
    check_template(
        "{% for x in menu %}",
        expect![[r#"
        error[template-error]: this `for` is never closed
         --> themes/house/templates/page.html:1:1
          |
        1 | {% for x in menu %}
          | ^^^^^^^^^^^^^^^^^^^
          |
          = help: write {% endfor %} where it ends

    "#]],
    );
}

#[test]
fn a_template_that_extends_itself_is_pointed_to_the_next_theme() {
    let themes = "
    //- themes/house/theme.toml
    extends = \"middle\"
    //- themes/house/templates/layout.html
    {% extends \"layout.html\" %}
    //- themes/middle/theme.toml
    //- themes/middle/templates/layout.html
    {% extends \"base/layout.html\" %}
    ";
    check_found(
        themes,
        HOUSE,
        expect![[r#"
        error[template-error]: templates extend each other: base/page.html → house/layout.html → house/layout.html
         --> themes/house/templates/layout.html:1:1
          |
        1 | {% extends "layout.html" %}
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: name the theme whose template you extend: {% extends "middle/layout.html" %}

    "#]],
    );
}

#[test]
fn an_invalid_token_type_gives_one_error() {
    let house = "
    //- themes/house/theme.toml
    [tokens]
    paper = { type = \"colour\", default = \"#fff\" }
    ink = { type = \"color\", default = \"#000\", darkk = \"#fff\" }
    [[contrast]]
    text = \"ink\"
    on = \"paper\"
    least = 7
    //- themes/house/templates/page.html
    {{ site.tokens.paper }}
    ";
    check_found(
        house,
        "theme.name = \"house\"\ntheme.house.paper = \"#eee\"",
        expect![[r##"
            error[field-type]: “colour” is not a valid `type`
             --> themes/house/theme.toml:2:18
              |
            2 | paper = { type = "colour", default = "#fff" }
              |                  ^^^^^^^^ unknown
              |
              = help: did you mean “color”?
              = help: use one of “text”, “number”, “boolean”, “choice”, “url”, “image”, “color”

            error[key-unknown]: the token `ink` has no key `darkk`
             --> themes/house/theme.toml:3:43
              |
            3 | ink = { type = "color", default = "#000", darkk = "#fff" }
              |                                           ^^^^^ unknown key
              |
              = help: did you mean `dark`?

        "##]],
    );
}

#[test]
fn contrast_points_at_the_wrong_token_and_handles_single_colors() {
    let house = "
    //- themes/house/theme.toml
    [tokens]
    ink = { type = \"color\", default = \"#000000\" }
    ground = { type = \"color\", default = \"#ffffff\", dark = \"#101010\" }
    [[contrast]]
    text = \"ink\"
    on = \"papper\"
    [[contrast]]
    text = \"ink\"
    on = \"font\"
    [[contrast]]
    text = \"ink\"
    on = \"ground\"
    least = 7
    ";
    check_found(
        house,
        HOUSE,
        expect![[r##"
        error[theme-invalid]: no token is called `papper`
         --> themes/house/theme.toml:6:6
          |
        6 | on = "papper"
          |      ^^^^^^^^
          |
          = help: declare it: `[tokens.papper]` with `type = "color"`

        error[theme-invalid]: the token `font` is not a color
         --> themes/house/theme.toml:9:6
          |
        9 | on = "font"
          |      ^^^^^^
          |
          = help: colors are `accent`, `ground`, `ink`

        warning[contrast-low]: `ink` (#000000) on `ground` (#101010) has a contrast of 1.1 in the dark scheme, but needs 7
          --> themes/house/theme.toml:11:8
           |
        11 | text = "ink"
           |        ^^^^^
           |
           = help: the nearest color that passes is #9d9d9d for `ink`
           = help: `ink` has one color for both schemes; give it two: `default = "#000000"` and `dark = "#9d9d9d"`

    "##]],
    );
    check_found(
        house,
        "theme.name = \"house\"\ntheme.house.ink = \"#000000\"",
        expect![[r##"
        error[theme-invalid]: no token is called `papper`
         --> themes/house/theme.toml:6:6
          |
        6 | on = "papper"
          |      ^^^^^^^^
          |
          = help: declare it: `[tokens.papper]` with `type = "color"`

        error[theme-invalid]: the token `font` is not a color
         --> themes/house/theme.toml:9:6
          |
        9 | on = "font"
          |      ^^^^^^
          |
          = help: colors are `accent`, `ground`, `ink`

        warning[contrast-low]: `ink` (#000000) on `ground` (#101010) has a contrast of 1.1 in the dark scheme, but needs 7
         --> site.toml:5:19
          |
        5 | theme.house.ink = "#000000"
          |                   ^^^^^^^^^
          |
          = help: the nearest color that passes is #9d9d9d for `ink`
          = help: `ink` has one color for both schemes; give it two: `ink = { light = "#000000", dark = "#9d9d9d" }`

    "##]],
    );
}

#[test]
fn unset_properties_and_unclosed_braces_in_stylesheets_are_reported() {
    let house = "
    //- themes/house/theme.toml
    [tokens]
    paper = { type = \"color\", default = \"#fff\" }
    //- themes/house/assets/a.css
    @property --own { syntax: \"*\" }
    /* { var(--no) */ a { --mine: 1; color: var(--papper); b: var(--mine) var(--none, 1) var(--own) var(--by-script) }
    a::before { content: \"{\" }
    b { color: var( --accent );
    //- themes/house/assets/b.css
    a {} }
    //- themes/house/assets/c.js
    a.style.setProperty(\"--by-script\", 1)
    ";
    check_found(
        house,
        HOUSE,
        expect![[r#"
            warning[css-property-unset]: nothing sets the custom property `--papper`
             --> themes/house/assets/a.css:2:45
              |
            2 | /* { var(--no) */ a { --mine: 1; color: var(--papper); b: var(--mine) var(--none, 1) var(--own) var(--by-script) }
              |                                             ^^^^^^^^
              |
              = help: did you mean `--paper`?

            warning[css-unclosed]: this brace is never closed
             --> themes/house/assets/a.css:4:3
              |
            4 | b { color: var( --accent );
              |   ^
              |
              = help: add the `}` where the rule ends; the browser ignores everything after it

            warning[css-unclosed]: this brace has no matching `{`
             --> themes/house/assets/b.css:1:6
              |
            1 | a {} }
              |      ^
              |
              = help: remove it, or look for a missing `{` above

        "#]],
    );
}

#[test]
fn unused_files_and_strings_are_reported_with_the_nearest_used_one() {
    let house = "
    //- themes/house/theme.toml
    //- themes/house/templates/pag.html
    x
    //- themes/house/templates/chosen.html
    x
    //- themes/house/templates/part.html
    {{ t(key=\"own\") }}{{ t(key=\"kind-\" ~ kind) }}
    //- themes/house/templates/page.html
    {% include \"part.html\" %}{{ asset(path=\"used.css\") }}
    //- themes/house/assets/used.css
    a { background: url(x.svg) }
    //- themes/house/assets/x.svg
    <svg/>
    //- themes/house/assets/aa.css
    a {}
    //- themes/house/assets/OFL.txt
    x
    //- themes/house/strings/en.ftl
    own = { held }
    held = x
    kind-page = x
    articls = x
    note = { $kind }
    ";
    check_unused(
        house,
        &["chosen"],
        expect![[r#"
        warning[theme-file-unused]: nothing uses the template `pag.html`
         --> themes/house/templates/pag.html:1:1
          |
        1 | x
          | ^
          |
          = help: did you mean `page.html`?

        warning[theme-file-unused]: nothing loads the asset `aa.css`
         --> themes/house/assets/aa.css:1:1
          |
        1 | a {}
          | ^
          |
          = help: did you mean `a.css`?

        warning[text-unused]: nothing uses the string `articls`
         --> themes/house/strings/en.ftl:4:1
          |
        4 | articls = x
          | ^^^^^^^
          |
          = help: did you mean `articles`?

    "#]],
    );
}
