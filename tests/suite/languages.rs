//! Articles in another language than the site's, and sites in a language that the theme has no words for.

use std::path::Path;

use expect_test::{Expect, expect};

use super::support::{build, file, problems};

fn check(fixture: &str, expected: Expect) {
    expected.assert_eq(&problems(&build(fixture)));
}

/// Lines of a page that contain a text.
fn lines(html: &str, with: &str) -> String {
    html.lines().filter(|line| line.contains(with)).map(|line| format!("{}\n", line.trim())).collect()
}

#[test]
fn an_article_in_another_language_says_so_wherever_it_is_shown() {
    let fixture = r#"
        //- site.toml
        title = "Test"
        url = "https://example.com"
        language = "en"
        theme.name = "base"
        [collections.notes]
        //- articles/notes/index.md
        # Notes
        //- articles/notes/gift.md
        +++
        title = "Das Gift"
        language = "de"
        +++
        Er sagte: "Das ist 'gut'."

        ## Die Dosis

        Siehe [[Plain]].

        {{ articles(in="notes", limit=1) }}
        //- articles/notes/hebrew.md
        +++
        title = "שלום"
        language = "he"
        +++
        שלום `code`.
        //- articles/notes/plain.md
        # Plain
        She said: "It is 'good'."

        ![[Das Gift#Die Dosis]]
    "#;
    let build = build(fixture);
    assert_eq!(problems(&build), "");
    let german = file(&build, "notes/gift/index.html");
    assert!(german.contains("<html lang=\"en\" dir=\"ltr\">"));
    assert!(german.contains("<h1 lang=\"de\" dir=\"ltr\">Das Gift</h1>"));
    assert!(german.contains("<div class=\"prose\" lang=\"de\" dir=\"ltr\">"));
    assert!(german.contains("Er sagte: „Das ist ‚gut‘.“"), "the quotation marks are German");
    assert!(
        german.contains("<div lang=\"en\" dir=\"ltr\">\n<ul class=\"items"),
        "a list is in the page's language"
    );
    assert!(german.contains("\"inLanguage\":\"de\""));
    let hebrew = file(&build, "notes/hebrew/index.html");
    assert!(hebrew.contains("<div class=\"prose\" lang=\"he\" dir=\"rtl\">"));
    assert!(hebrew.contains("<p>שלום <code dir=\"ltr\">code</code>.</p>"), "{hebrew}");
    let plain = file(&build, "notes/plain/index.html");
    assert!(plain.contains("<h1>Plain</h1>") && plain.contains("“It is ‘good’.”"));
    assert!(plain.contains("<div class=\"embed\">\n<div lang=\"de\" dir=\"ltr\">\n"));
    assert!(plain.contains("\"inLanguage\":\"en\""));
    let listing = file(&build, "notes/index.html");
    expect![[r#"
        <h2 class="item-title"><a href="../notes/gift/" lang="de" dir="ltr">Das Gift</a></h2>
        <h2 class="item-title"><a href="../notes/plain/">Plain</a></h2>
        <h2 class="item-title"><a href="../notes/hebrew/" lang="he" dir="rtl">שלום</a></h2>
    "#]]
    .assert_eq(&lines(listing, "item-title"));
}

#[test]
fn terms_and_words_belong_to_their_language() {
    let fixture = r#"
        //- site.toml
        collections.glossary.glossary = true
        //- articles/glossary/gift.md
        # Gift
        Something that is given.
        //- articles/glossary/vertrag.md
        +++
        title = "Vertrag"
        language = "de"
        +++
        Was zwei vereinbaren.
        //- articles/deutsch.md
        +++
        language = "de-AT"
        +++
        Das Gift steht in den Verträgen.
        //- articles/english.md
        A gift, and a Vertrag.
    "#;
    let build = build(fixture);
    assert_eq!(problems(&build), "");
    // German inflects, and the German word for poison is no gift.
    expect![[r#"
        <p>Das Gift steht in den <a class="term" href="../glossary/vertrag/">Verträgen</a>.</p>
    "#]]
    .assert_eq(&lines(file(&build, "deutsch/index.html"), "<p>"));
    expect![[r#"
        <p>A <a class="term" href="../glossary/gift/">gift</a>, and a Vertrag.</p>
    "#]]
    .assert_eq(&lines(file(&build, "english/index.html"), "<p>"));
}

#[test]
fn a_name_means_the_article_in_the_language_of_the_text() {
    let fixture = r#"
        //- articles/en/lead.md
        # Lead
        //- articles/de/lead.md
        +++
        title = "Lead"
        language = "de"
        +++
        //- articles/a.md
        [[Lead]]
        //- articles/b.md
        +++
        language = "de-CH"
        +++
        [[Lead]]
    "#;
    let build = build(fixture);
    assert_eq!(problems(&build), "");
    assert!(file(&build, "a/index.html").contains("href=\"../en/lead/\""));
    assert!(file(&build, "b/index.html").contains("href=\"../de/lead/\""));
}

#[test]
fn words_that_two_languages_spell_alike_relate_nothing() {
    let fixture = |language: &str| {
        let filler: String =
            (0..6).map(|number| format!("//- articles/other{number}.md\nUnlike number{number}.\n")).collect();
        format!(
            "//- articles/a.md\nGift gift gift.\n//- articles/b.md\n+++\nlanguage = \"{language}\"\n+++\nGift Gift Gift.\n{filler}"
        )
    };
    let related = |language: &str| lines(file(&build(&fixture(language)), "a/index.html"), "related");
    assert!(related("en").contains("../b/"));
    assert!(!related("de").contains("../b/"));
}

#[test]
fn a_language_that_does_not_exist_is_an_error_with_the_nearest_one() {
    check(
        "
        //- site.toml
        title = \"Test\"
        url = \"https://example.com\"
        language = \"xx-bogus\"
        theme.name = \"base\"
        //- articles/a.md
        +++
        language = \"german\"
        +++
        //- articles/b.md
        ---
        lang: en_US
        ---
        ",
        expect![[r#"
            error[language-unknown]: “german” is not a language tag
             --> articles/a.md:2:12
              |
            2 | language = "german"
              |            ^^^^^^^^ not a registered tag
              |
              = help: did you mean `de` (German)?

            warning[key-foreign]: `lang` is called `language` here
             --> articles/b.md:2:1
              |
            2 | lang: en_US
              | ^^^^ another program's key
              |
              = help: rename it to `language`

            error[language-unknown]: “en_US” is not a language tag
             --> articles/b.md:2:7
              |
            2 | lang: en_US
              |       ^^^^^ not a registered tag
              |
              = help: did you mean `en-US` (English)?

            error[language-unknown]: “xx-bogus” is not a language tag
             --> site.toml:3:12
              |
            3 | language = "xx-bogus"
              |            ^^^^^^^^^^ not a registered tag
              |
              = help: did you mean `xh` (Xhosa)?"#]],
    );
}

#[test]
fn a_language_without_strings_is_reported_once() {
    check(
        "
        //- site.toml
        title = \"Test\"
        url = \"https://example.com\"
        language = \"sv\"
        theme.name = \"duo\"
        //- articles/a.md
        Een.
        //- articles/b.md
        Twee.
        ",
        expect![[r#"
            warning[language-strings-missing]: all of the 160 interface strings of the theme `duo` are missing in `sv`, so they are in English
             --> site.toml:3:12
              |
            3 | language = "sv"
              |            ^^^^ missing: `all-backlinks`, `all-tags`, `also-called` and 157 more
              |
              = help: `kb theme strings sv` writes them to a file of your own theme, for you to translate"#]],
    );
    check(
        "
        //- site.toml
        title = \"Test\"
        url = \"https://example.com\"
        language = \"sv\"
        theme.name = \"house\"
        //- themes/house/theme.toml
        contract = 1
        extends = \"base\"
        //- themes/house/strings/sv.ftl
        menu = Meny
        search = Sök
        //- articles/a.md
        Een.
        ",
        expect![[r#"
            warning[language-strings-missing]: 135 of the 137 interface strings of the theme `house` are missing in `sv`, so they are in English
             --> site.toml:3:12
              |
            3 | language = "sv"
              |            ^^^^ missing: `all-backlinks`, `all-tags`, `also-called` and 132 more
              |
              = help: `kb theme strings sv` writes them to a file of your own theme, for you to translate"#]],
    );
    check(
        "
        //- site.toml
        title = \"Test\"
        url = \"https://example.com\"
        language = \"pt-PT\"
        theme.name = \"duo\"
        //- articles/a.md
        One.
        ",
        expect![""],
    );
}

#[test]
fn every_string_of_the_built_in_themes_is_used() {
    // Files that may name a string: templates, scripts, the code that fills in a page or a paper.
    let folders = ["themes", "src/render", "src/typeset"];
    let is_source = |path: &Path| {
        let kind = path.extension().and_then(|kind| kind.to_str());
        matches!(kind, Some("html" | "js" | "rs" | "typ"))
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = folders.iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)));
    let files = files.filter_map(Result::ok).filter(|file| is_source(file.path()));
    let sources: String = files.map(|file| std::fs::read_to_string(file.path()).unwrap()).collect();
    for theme in ["base", "duo"] {
        let strings = std::fs::read_to_string(root.join(format!("themes/{theme}/strings/en.ftl"))).unwrap();
        for key in strings
            .lines()
            .filter_map(|line| Some(line.split_once(" = ")?.0))
            .filter(|key| !key.starts_with(' '))
        {
            // `callout-note` may be named as `callout-` and a kind, and a script gets strings without `script-`.
            let name = key.strip_prefix("script-").unwrap_or(key);
            let family = name.rsplit_once('-').map_or(name, |(family, _)| family);
            let ways = [
                format!("\"{name}\""),
                format!("\"{family}-{{"),
                format!("\"{family}-\""),
                format!("`{family}-${{"),
                format!(".{name}"),
            ];
            assert!(ways.iter().any(|way| sources.contains(way)), "nothing uses `{key}` of {theme}");
        }
    }
}

#[test]
fn the_interface_is_in_the_language_of_the_site() {
    let page = |language: &str| {
        let fixture = format!(
            "//- site.toml\ntitle = \"T\"\nurl = \"https://example.com\"\nlanguage = \"{language}\"\ntheme.name = \"duo\"\n[collections.notes]\n//- articles/notes/a.md\n+++\ndate = 2025-03-05\n+++\n# A\nText.\n"
        );
        let build = build(&fixture);
        assert_eq!(problems(&build), "");
        file(&build, "notes/a/index.html").to_owned()
    };
    for (language, direction, words) in [
        ("nl", "ltr", ["Naar de inhoud", "1 minuut lezen", "5 maart 2025"]),
        ("de-AT", "ltr", ["Zum Inhalt springen", "1 Minute Lesezeit", "5. März 2025"]),
        ("pl", "ltr", ["Przejdź do treści", "1 minuta czytania", "5 marca 2025"]),
        ("ar", "rtl", ["انتقل إلى المحتوى", "قراءة في دقيقة واحدة", "5 مارس 2025"]),
        ("ja", "ltr", ["本文へ移動", "1分で読めます", "2025年3月5日"]),
    ] {
        let html = page(language);
        assert!(html.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")), "{language}");
        for word in words {
            assert!(html.contains(word), "{word} in {language}");
        }
    }
    // `Intl` rejects this tag.
    assert!(page("zh-yue").contains("<html lang=\"zh-yue\" dir=\"ltr\" data-locale=\"zh\">"));
}

#[test]
fn a_suggestion_is_an_article_in_the_language_of_the_text() {
    let found = problems(&build(
        r#"
        //- articles/en/advert.md
        # Advert
        //- articles/de/adverb.md
        +++
        language = "de"
        +++
        //- articles/a.md
        [[Adverp]] [x](adverp.md)
        //- articles/b.md
        +++
        language = "de-CH"
        +++
        [[Adverp]] [x](adverp.md) [x](fr/advert.md)
        //- articles/de/advert.md
        +++
        language = "de"
        +++
        "#,
    ));
    let hints: Vec<&str> =
        found.lines().filter_map(|line| line.split_once("did you mean ")).map(|line| line.1).collect();
    assert_eq!(
        hints,
        [
            "“Advert” (en/advert.md)?",
            "`en/advert.md`?",
            "“Adverb” (de/adverb.md)?",
            "`de/adverb.md`?",
            "`de/advert.md`?",
        ],
        "{found}"
    );
}
