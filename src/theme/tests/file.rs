//! Strings and assets.

use expect_test::expect;

use crate::language::Language;

use super::{check_found, check_page, load};

#[test]
fn strings_are_looked_up_by_region_then_language_then_english() {
    let house = "
    //- themes/house/theme.toml
    //- themes/house/strings/en.ftl
    articles = house, English
    //- themes/house/strings/nl.ftl
    only-house = { $n } in huis
    //- themes/base/strings/nl-BE.ftl
    articles = base, Belgium
    //- themes/base/strings/nl.ftl
    articles = base, Dutch
    ";
    let (_, theme, found) = load(house, "theme.name = \"house\"");
    let language = Language::parse("nl-BE").unwrap();
    assert!(found.is_empty());
    assert_eq!(theme.text(&language, "articles", &[]), "base, Belgium");
    assert_eq!(theme.text(&language, "only-house", &[("n", 1234.into())]), "1.234 in huis");
    assert_eq!(theme.text(&language, "note", &[("kind", "x".into())]), "Note of x");
    assert_eq!(theme.text(&language, "nothing", &[]), "nothing");
}

#[test]
fn unreadable_strings_are_reported_and_the_others_kept() {
    let house = "
    //- themes/house/theme.toml
    //- themes/house/strings/nl.ftl
    good = Goed
    bad { $x
    é = x
    ";
    check_found(
        house,
        "theme.name = \"house\"",
        expect![[r#"
        error[theme-invalid]: this string cannot be read: expected a token starting with "="
         --> themes/house/strings/nl.ftl:2:5
          |
        2 | bad { $x
          |     ^
          |
          = help: write strings as `name = Words`, with `{ $value }` for values (Fluent)

    "#]],
    );
    let (_, theme, _) = load(house, "theme.name = \"house\"");
    let language = Language::parse("nl-BE").unwrap();
    assert_eq!(theme.text(&language, "good", &[]), "Goed");
}

#[test]
fn names_of_assets_follow_their_content_in_stylesheets_and_scripts() {
    let house = |font: &str| {
        format!(
            "
    //- themes/house/theme.toml
    //- themes/house/templates/page.html
    //- themes/house/assets/css/house.css
    p {{ src: url(\"../fonts/f.woff2?x#y\"), url(data:xy), url(#z); }}
    //- themes/house/assets/fonts/f.woff2
    {font}
    //- themes/house/assets/a.js
    import \"./b.js\"; new URL(\"../search/index.json\", import.meta.url);
    //- themes/house/assets/b.js
    import(\"./a.js\");
    "
        )
    };
    check_page(
        &house("one"),
        "theme.name = \"house\"",
        expect![[r#"

            assets/a.4cb5abe1.css: a{}
            assets/a.d99d3021.js: import "./b.398cac17.js";new URL("../search/index.json",import.meta.url);
            assets/b.398cac17.js: import("./a.d99d3021.js");
            assets/css/house.c278fa2e.css: p{src:url("../fonts/f.9cbfab3f.woff2?x#y"),url(data:xy),url(#z)}
            assets/fonts/f.9cbfab3f.woff2: one
            assets/strings/nl-BE.2b9151f6.js: export default{}
            assets/tokens.c3aba72f.css: :root{--accent:#123}"#]],
    );
    check_page(
        &house("two"),
        "theme.name = \"house\"",
        expect![[r#"

            assets/a.4cb5abe1.css: a{}
            assets/a.d99d3021.js: import "./b.398cac17.js";new URL("../search/index.json",import.meta.url);
            assets/b.398cac17.js: import("./a.d99d3021.js");
            assets/css/house.da90f46e.css: p{src:url("../fonts/f.cc42ba1c.woff2?x#y"),url(data:xy),url(#z)}
            assets/fonts/f.cc42ba1c.woff2: two
            assets/strings/nl-BE.2b9151f6.js: export default{}
            assets/tokens.c3aba72f.css: :root{--accent:#123}"#]],
    );
}

#[test]
fn an_address_of_a_missing_asset_is_reported() {
    let house = "
    //- themes/house/theme.toml
    //- themes/house/assets/house.css
    /* not url(no.png) */
    p { background: url(aa.css), url(/x.png), url(../../y.png) }
    //- themes/house/assets/a.js
    // the last one
    import \"./z.js\";
    ";
    check_found(
        house,
        "theme.name = \"house\"",
        expect![[r#"
            error[theme-invalid]: no asset is called “./z.js”
             --> themes/house/assets/a.js:2:9
              |
            2 | import "./z.js";
              |         ^^^^^^ not found
              |
              = help: did you mean “a.js”?

            error[theme-invalid]: no asset is called “aa.css”
             --> themes/house/assets/house.css:2:21
              |
            2 | p { background: url(aa.css), url(/x.png), url(../../y.png) }
              |                     ^^^^^^ not found
              |
              = help: did you mean “a.css”?

            error[theme-invalid]: no asset is called “/x.png”
             --> themes/house/assets/house.css:2:34
              |
            2 | p { background: url(aa.css), url(/x.png), url(../../y.png) }
              |                                  ^^^^^^ not found
              |
              = help: it must be in the `assets/` folder of a theme

            error[theme-invalid]: no asset is called “../../y.png”
             --> themes/house/assets/house.css:2:47
              |
            2 | p { background: url(aa.css), url(/x.png), url(../../y.png) }
              |                                               ^^^^^^^^^^^ not found
              |
              = help: it must be in the `assets/` folder of a theme

        "#]],
    );
}
