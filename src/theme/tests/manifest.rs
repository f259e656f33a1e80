//! Chains, theme.toml and tokens.

use expect_test::expect;

use super::{check_found, check_page, load};

#[test]
fn the_nearest_theme_wins_for_templates_components_tokens_and_assets() {
    check_page(
        "",
        "theme.name = \"base\"",
        expect![[r#"
            <base Hello #123>
            assets/a.4cb5abe1.css: a{}
            assets/strings/nl-BE.2b9151f6.js: export default{}
            assets/tokens.c3aba72f.css: :root{--accent:#123}"#]],
    );
    let house = "
    //- themes/house/theme.toml
    extends = \"middle\"
    [tokens]
    accent = { type = \"color\", default = \"#456\" }
    //- themes/house/templates/layout.html
    {% extends \"base/layout.html\" %}{% block main %}house{% endblock main %}
    //- themes/middle/theme.toml
    //- themes/middle/templates/own.html
    {% component heading(title: string) %}middle {{ title }}{% endcomponent heading %}
    //- themes/middle/assets/a.css
    b {}
    //- themes/house/assets/c.txt
    c
    ";
    check_page(
        house,
        "theme.name = \"house\"",
        expect![[r#"
            <middle Hello #456>
            assets/a.7900c596.css: b{}
            assets/c.757bd7fa.txt: c
            assets/strings/nl-BE.2b9151f6.js: export default{}
            assets/tokens.3a4a223f.css: :root{--accent:#456}"#]],
    );
    check_page(
        house,
        "theme.name = \"house\"\ntheme.tokens.accent = \"red\"",
        expect![[r#"
            error[field-type]: `accent` must be a color such as #1f7f97, but this is “red”
             --> site.toml:5:23
              |
            5 | theme.tokens.accent = "red"
              |                       ^^^^^ expected a color such as #1f7f97

            <middle Hello #456>
            assets/a.7900c596.css: b{}
            assets/c.757bd7fa.txt: c
            assets/strings/nl-BE.2b9151f6.js: export default{}
            assets/tokens.3a4a223f.css: :root{--accent:#456}"#]],
    );
}

#[test]
fn a_missing_theme_is_reported_where_it_is_named() {
    check_found(
        "",
        "theme.name = \"bass\"",
        expect![[r#"
        error[theme-missing]: no theme is called “bass”
         --> site.toml:4:14
          |
        4 | theme.name = "bass"
          |              ^^^^^^ not found
          |
          = help: did you mean “base”?
          = help: themes are “base”

    "#]],
    );
    let house = "
    //- themes/house/theme.toml
    extends = \"zebra\"
    ";
    check_found(
        house,
        "theme.name = \"house\"",
        expect![[r#"
        error[theme-missing]: no theme is called “zebra”
         --> themes/house/theme.toml:1:11
          |
        1 | extends = "zebra"
          |           ^^^^^^^ not found
          |
          = help: themes are “base”, “house”

    "#]],
    );
}

#[test]
fn themes_that_extend_each_other_are_reported_with_the_circle() {
    let themes = "
    //- themes/a/theme.toml
    extends = \"b\"
    //- themes/b/theme.toml
    extends = \"a\"
    ";
    check_found(
        themes,
        "theme.name = \"a\"",
        expect![[r#"
        error[theme-invalid]: themes extend each other: a → b → a
         --> themes/b/theme.toml:1:11
          |
        1 | extends = "a"
          |           ^^^ closes the circle
          |
          = help: every chain of themes must end in `base`

    "#]],
    );
}

#[test]
fn the_manifest_is_checked_key_by_key() {
    let house = "
    //- themes/house/theme.toml
    contract = 2
    extend = \"base\"
    [tokens]
    when = { type = \"date\" }
    size = { type = \"number\", default = \"big\" }
    [shortcodes.lost.arguments]
    id = { type = \"txt\" }
    //- themes/house/templates/shortcodes/nota.html
    ";
    check_found(
        house,
        "theme.name = \"house\"",
        expect![[r#"
            error[theme-invalid]: the theme “house” was made for version 2 of the theme contract
             --> themes/house/theme.toml:1:12
              |
            1 | contract = 2
              |            ^ this kb has contract 1
              |
              = help: use a version of the theme that was made for this version of kb

            error[field-type]: “date” is not a valid `type`
             --> themes/house/theme.toml:4:17
              |
            4 | when = { type = "date" }
              |                 ^^^^^^ unknown
              |
              = help: use one of “text”, “number”, “boolean”, “choice”, “url”, “image”, “color”

            error[field-type]: `default` must be a number, but this is “big”
             --> themes/house/theme.toml:5:37
              |
            5 | size = { type = "number", default = "big" }
              |                                     ^^^^^ expected a number

            error[field-type]: “txt” is not a valid `type`
             --> themes/house/theme.toml:7:15
              |
            7 | id = { type = "txt" }
              |               ^^^^^ unknown
              |
              = help: did you mean “text”?
              = help: use one of “text”, “markdown”, “number”, “boolean”, “date”, “choice”, “url”, “image”, “reference”, “form”, “cta”, “collection”

            error[key-unknown]: `theme.toml` has no key `extend`
             --> themes/house/theme.toml:2:1
              |
            2 | extend = "base"
              | ^^^^^^ unknown key
              |
              = help: did you mean `extends`?

            error[theme-invalid]: the shortcode `lost` has no template
             --> themes/house/theme.toml:6:13
              |
            6 | [shortcodes.lost.arguments]
              |             ^^^^
              |
              = help: add the component `lost` in templates/shortcodes/lost.html

            error[theme-invalid]: no theme.toml declares the shortcode `nota`
             --> themes/house/templates/shortcodes/nota.html:1:1
              |
            1 |
              | ^
              |
              = help: did you mean `note`?

        "#]],
    );
    check_found(
        "//- themes/house/templates/x.html",
        "theme.name = \"house\"",
        expect![[r#"
        error[theme-invalid]: the theme “house” has no theme.toml
        --> themes/house/theme.toml
         = help: an `extends = "duo"` in it is enough

    "#]],
    );
}

#[test]
fn tokens_are_checked_where_the_site_sets_them() {
    let house = "
    //- themes/house/theme.toml
    [tokens]
    columns = { type = \"number\", default = 2 }
    ";
    let choices = "
[theme]
name = \"house\"
[theme.tokens]
accent = 3
fonts = \"system\"
columns = 4
font = \"comic\"
[theme.house]
columns = 3
color = \"red\"
[theme.another]
anything = 1
";
    check_found(
        house,
        choices,
        expect![[r#"
        error[field-type]: `accent` must be a color such as #1f7f97, but this is a number
         --> site.toml:8:10
          |
        8 | accent = 3
          |          ^ expected a color such as #1f7f97

        error[key-unknown]: `[theme.tokens]` has no token `fonts`
         --> site.toml:9:1
          |
        9 | fonts = "system"
          | ^^^^^ unknown token
          |
          = help: did you mean `font`?

        error[key-unknown]: `[theme.tokens]` has no token `columns`
          --> site.toml:10:1
           |
        10 | columns = 4
           | ^^^^^^^ unknown token
           |
           = help: it belongs to `[theme.house]`

        error[field-type]: `font` must be one of “theme”, “system”, but this is “comic”
          --> site.toml:11:8
           |
        11 | font = "comic"
           |        ^^^^^^^ expected one of “theme”, “system”

        error[key-unknown]: `[theme.house]` has no token `color`
          --> site.toml:14:1
           |
        14 | color = "red"
           | ^^^^^ unknown token
           |
           = help: known tokens are `columns`

    "#]],
    );
    let (_, theme, _) = load(house, choices);
    expect![[r##"{"accent":"#123","columns":3,"font":"theme"}"##]]
        .assert_eq(&serde_json::to_string(&theme.tokens).unwrap());
}
