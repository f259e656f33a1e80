//! A site in several languages, as `site.toml` and the names of files describe it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use expect_test::{Expect, expect};
use kb::blob::Blob;
use kb::config::{Config, read_config};
use kb::diagnostic::to_human;
use kb::path::SourcePath;
use kb::source::tree_of;

use super::commands::{Site, check as check_command, kb};
use super::crawl::{attributes, dead_links};
use super::support::{Build, build, file, problems};

/// English and Dutch; Dutch articles are named in both ways.
const SITE: &str = r##"
//- site.toml
title = "Till"
url = "https://example.com/kb"
language = "en"
theme.name = "THEME"
[collections.guides]
title = "Guides"
[languages]
OPTIONS
[languages.nl]
title = "Kassa"
collections.guides.title = "Gidsen"
//- articles/index.md
# Welcome
[[Apple]], [pear](guides/pear.md), [pickup](pickup.md).
//- articles/index.nl.md
# Welkom
[[Apple]], [peer](guides/pear.md), [afhalen](pickup.md), [gidsen](/guides/), [appel](/guides/apple/).
//- articles/guides/apple.md
+++
tags = ["Fruit"]
date = 2025-03-02
+++
# Apple
## Seeds
![Seeds](seed.png)
//- articles/guides/seed.png
x
//- articles/guides/apple.nl.md
+++
slug = "appel"
tags = ["Fruit"]
date = 2025-04-02
+++
# Appel
"Pitten"
//- articles/guides/pear.md
# Pear
The Dutch [apple](apple.nl.md).
//- articles/nl/guides/plum.md
# Pruim
[appel](apple.md), [peer](pear.md), ![Seeds](seed.png)
//- articles/pickup.md
# Pickup
//- articles/afhalen.md
+++
language = "nl"
translation-key = "pickup"
+++
# Afhalen
"##;

/// Two articles and the translation of one.
const HALF: &str = r##"
//- site.toml
title = "Till"
url = "https://example.com/kb"
language = "en"
[collections.guides]
title = "Guides"
[languages.nl]
title = "Kassa"
//- articles/index.md
# Welcome
//- articles/guides/receipts.md
+++
tags = ["payments"]
+++
# Receipts
The receipts of a till.
//- articles/guides/refunds.md
+++
tags = ["payments"]
+++
# Refunds
See [[Receipts]].
//- articles/guides/refunds.nl.md
+++
tags = ["payments"]
+++
# Terugbetalen
Zie [[Receipts]].
"##;

#[test]
fn an_edition_lists_one_of_the_translations_of_an_article() {
    let build = build(HALF);
    assert_eq!(problems(&build), "");
    let aside = |page: &str, class: &str| {
        let text = file(&build, &format!("{page}/index.html"));
        let (_, aside) = text.split_once(&format!("<aside class=\"{class}\"")).unwrap_or_default();
        aside.split_once("</aside>").unwrap_or_default().0.to_owned()
    };
    for page in ["guides/refunds", "nl/guides/refunds"] {
        let related = aside(page, "related");
        let titles = related.lines().filter(|line| line.contains("item-title"));
        let titles: Vec<&str> = titles.collect();
        assert!(titles.len() == 1 && titles[0].contains(">Receipts<"), "{page}: {titles:?}");
    }
    let quoted = |page: &str| {
        let backlinks = aside(page, "backlinks");
        ["See <b>", "Zie <b>"].map(|quotation| backlinks.matches(quotation).count())
    };
    assert_eq!(quoted("guides/receipts"), [1, 0]);
    assert_eq!(quoted("nl/guides/receipts"), [0, 1]);
}

#[test]
fn a_search_prints_an_untranslated_article_once() {
    let site = Site::new(&[
        ("articles/index.md", "# Welcome\n"),
        ("articles/receipts.md", "# Receipts\n"),
        ("articles/refunds.nl.md", "# Terugbetalen\n"),
    ]);
    site.write(
        "site.toml",
        "title = \"Till\"\nurl = \"https://example.com\"\n[languages.nl]\ntitle = \"Kassa\"\n",
    );
    let found = kb(&site, &["search", "receipts"]).stdout;
    assert_eq!(found.matches("receipts.md").count(), 1, "{found}");
}

fn site(theme: &str, options: &str) -> Build {
    let build = build(&SITE.replace("THEME", theme).replace("OPTIONS", options));
    assert_eq!(problems(&build), "");
    build
}

/// The HTML of each page that is not a redirect.
fn pages(build: &Build) -> BTreeMap<&str, &str> {
    let pages = build.outputs.keys().filter(|path| path.as_str().ends_with(".html"));
    let pages = pages.map(|path| (path.as_str(), file(build, path.as_str())));
    pages.filter(|(_, html)| !html.contains("http-equiv=\"refresh\"")).collect()
}

/// The `hreflang` links in the head of each page, by its own address.
fn alternates(build: &Build) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    for html in pages(build).values() {
        let head = &html[..html.find("</head>").unwrap()];
        let of = |start: &str| {
            head.lines().filter(|line| line.contains(start)).map(str::to_owned).collect::<Vec<_>>()
        };
        let Some(own) = of("rel=\"canonical\"").first().and_then(|line| attributes(line, &["href"]).next())
        else {
            continue;
        };
        let links = of(" hreflang=").into_iter().map(|line| {
            let [tag, address] = ["hreflang", "href"].map(|name| attributes(&line, &[name]).next().unwrap());
            (tag, address)
        });
        all.insert(own, links.collect());
    }
    all
}

fn check_line(page: &str, with: &str, expected: Expect) {
    check_line_of(&site("base", "fallback = false"), page, with, expected);
}

fn check_line_of(build: &Build, page: &str, with: &str, expected: Expect) {
    let lines = file(build, page).lines().filter(|line| line.contains(with));
    expected.assert_eq(&lines.map(|line| format!("{}\n", line.trim())).collect::<String>());
}

#[test]
fn no_link_of_any_language_is_dead() {
    for (theme, options) in
        [("base", ""), ("base", "fallback = false"), ("duo", "prefix-default = true"), ("folio", "")]
    {
        let build = site(theme, options);
        assert_eq!(dead_links(&build.outputs, "/kb"), Vec::<String>::new(), "{theme} {options}");
    }
}

#[test]
fn translations_name_each_other_and_no_other_page() {
    for options in ["", "fallback = false"] {
        check_alternates(&site("base", options));
    }
}

fn check_alternates(build: &Build) {
    let all = alternates(build);
    let mut summary = String::new();
    for (own, links) in all.iter().filter(|(_, links)| !links.is_empty()) {
        let short = |address: &str| address.strip_prefix("https://example.com/kb").unwrap().to_owned();
        let shown: Vec<String> = links.iter().map(|(tag, to)| format!("{tag} {}", short(to))).collect();
        writeln!(summary, "{}: {}", short(own), shown.join(", ")).unwrap();
        for to in links.values() {
            assert_eq!(&all[to], links, "{own} names {to}");
        }
        assert!(links.values().any(|to| to == own), "{own} names itself");
    }
    expect![[r#"
        /: en /, nl /nl/, x-default /
        /guides/: en /guides/, nl /nl/guides/, x-default /guides/
        /guides/apple/: en /guides/apple/, nl /nl/guides/appel/, x-default /guides/apple/
        /nl/: en /, nl /nl/, x-default /
        /nl/afhalen/: en /pickup/, nl /nl/afhalen/, x-default /pickup/
        /nl/guides/: en /guides/, nl /nl/guides/, x-default /guides/
        /nl/guides/appel/: en /guides/apple/, nl /nl/guides/appel/, x-default /guides/apple/
        /nl/search/: en /search/, nl /nl/search/, x-default /search/
        /nl/tags/: en /tags/, nl /nl/tags/, x-default /tags/
        /nl/tags/fruit/: en /tags/fruit/, nl /nl/tags/fruit/, x-default /tags/fruit/
        /pickup/: en /pickup/, nl /nl/afhalen/, x-default /pickup/
        /search/: en /search/, nl /nl/search/, x-default /search/
        /tags/: en /tags/, nl /nl/tags/, x-default /tags/
        /tags/fruit/: en /tags/fruit/, nl /nl/tags/fruit/, x-default /tags/fruit/
    "#]]
    .assert_eq(&summary);
    // The sitemap says the same.
    let sitemap = file(build, "sitemap.xml");
    for line in sitemap.lines().filter(|line| line.contains("<loc>")) {
        let own = line.split(['>', '<']).nth(4).unwrap();
        let tags = line.split("<xhtml:link").skip(1).map(|link| {
            let [tag, address] = ["hreflang", "href"].map(|name| attributes(link, &[name]).next().unwrap());
            (tag, address)
        });
        assert_eq!(tags.collect::<BTreeMap<_, _>>(), all[own], "{own}");
    }
    let listed: BTreeSet<&str> =
        sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert!(listed.contains("https://example.com/kb/nl/guides/appel/"));
}

#[test]
fn links_lead_to_the_translation_into_the_readers_language() {
    check_line(
        "nl/index.html",
        "afhalen",
        expect![[r#"
        <meta name="description" content="Apple, peer, afhalen, gidsen, appel.">
        <meta property="og:description" content="Apple, peer, afhalen, gidsen, appel.">
        <p><a href="../nl/guides/appel/">Appel</a>, <a href="../guides/pear/" hreflang="en">peer</a>, <a href="../nl/afhalen/">afhalen</a>, <a href="../nl/guides/">gidsen</a>, <a href="../nl/guides/appel/">appel</a>.</p>
    "#]],
    );
    check_line(
        "index.html",
        "pickup",
        expect![[r#"
        <meta name="description" content="Apple, pear, pickup.">
        <meta property="og:description" content="Apple, pear, pickup.">
        <p><a href="./guides/apple/">Apple</a>, <a href="./guides/pear/">pear</a>, <a href="./pickup/">pickup</a>.</p>
    "#]],
    );
    check_line(
        "nl/guides/plum/index.html",
        "peer",
        expect![[r#"
        <meta name="description" content="appel, peer,">
        <meta property="og:description" content="appel, peer,">
        <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Article","description":"appel, peer,","headline":"Pruim","inLanguage":"nl","timeRequired":"PT1M","url":"https://example.com/kb/nl/guides/plum/","wordCount":2},{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":"https://example.com/kb/nl/","name":"Kennisbank","position":1},{"@type":"ListItem","item":"https://example.com/kb/nl/guides/","name":"Gidsen","position":2},{"@type":"ListItem","item":"https://example.com/kb/nl/guides/plum/","name":"Pruim","position":3}]}]}</script>
        <p><a href="../../../nl/guides/appel/">appel</a>, <a href="../../../guides/pear/" hreflang="en">peer</a>, <img src="../../../guides/seed.png" alt="Seeds" loading="lazy"></p>
    "#]],
    );
    // A path with a language means that language.
    check_line(
        "guides/pear/index.html",
        "The Dutch",
        expect![[r#"
        <meta name="description" content="The Dutch apple.">
        <meta property="og:description" content="The Dutch apple.">
        <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Article","description":"The Dutch apple.","headline":"Pear","inLanguage":"en","timeRequired":"PT1M","url":"https://example.com/kb/guides/pear/","wordCount":3},{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":"https://example.com/kb/","name":"Knowledge base","position":1},{"@type":"ListItem","item":"https://example.com/kb/guides/","name":"Guides","position":2},{"@type":"ListItem","item":"https://example.com/kb/guides/pear/","name":"Pear","position":3}]}]}</script>
        <p>The Dutch <a href="../../nl/guides/appel/" hreflang="nl">apple</a>.</p>
    "#]],
    );
}

#[test]
fn readers_can_switch_to_the_same_page_in_another_language() {
    check_line(
        "guides/apple/index.html",
        "<li><a href=\"../../nl/",
        expect![[r#"
        <li><a href="../../nl/guides/appel/" hreflang="nl" lang="nl" dir="ltr">Nederlands</a></li>
    "#]],
    );
    // There is no such page in Dutch.
    check_line(
        "guides/pear/index.html",
        " hreflang=\"nl\"",
        expect![[r#"
        <li><a href="../../nl/" hreflang="nl" lang="nl" dir="ltr">Nederlands</a></li>
        <p>The Dutch <a href="../../nl/guides/appel/" hreflang="nl">apple</a>.</p>
    "#]],
    );
    check_line(
        "nl/guides/appel/index.html",
        " hreflang=",
        expect![[r#"
        <link rel="alternate" hreflang="en" href="https://example.com/kb/guides/apple/">
        <link rel="alternate" hreflang="x-default" href="https://example.com/kb/guides/apple/">
        <link rel="alternate" hreflang="nl" href="https://example.com/kb/nl/guides/appel/">
        <li><a href="../../../guides/apple/" hreflang="en" lang="en" dir="ltr">English</a></li>
        <li><a href="../../../nl/guides/appel/" hreflang="nl" lang="nl" dir="ltr" aria-current="page">Nederlands</a></li>
    "#]],
    );
    check_line(
        "404.html",
        " hreflang=",
        expect![[r#"
        <li><a href="/kb/404.html" hreflang="en" lang="en" dir="ltr" aria-current="page">English</a></li>
        <li><a href="/kb/nl/" hreflang="nl" lang="nl" dir="ltr">Nederlands</a></li>
    "#]],
    );
    check_line(
        "nl/404.html",
        "<h1>",
        expect![[r#"
        <h1>Pagina niet gevonden</h1>
    "#]],
    );
}

#[test]
fn what_is_not_translated_is_shown_in_the_main_language_with_a_notice() {
    let build = site("base", "");
    let pear = "nl/guides/pear/index.html";
    check_line_of(
        &build,
        pear,
        "canonical",
        expect![[r#"
        <link rel="canonical" href="https://example.com/kb/guides/pear/">
    "#]],
    );
    check_line_of(
        &build,
        pear,
        "<aside class=\"untranslated\"",
        expect![[r#"
            <aside class="untranslated" data-pagefind-ignore><p>Deze pagina is nog niet vertaald.</p></aside>
        "#]],
    );
    check_line_of(
        &build,
        pear,
        "lang=",
        expect![[r#"
            <html lang="nl" dir="ltr">
            <li><a href="../../../guides/pear/" hreflang="en" lang="en" dir="ltr">English</a></li>
            <li><a href="../../../nl/guides/pear/" hreflang="nl" lang="nl" dir="ltr" aria-current="page">Nederlands</a></li>
            <li><span aria-current="page" lang="en" dir="ltr">Pear</span></li>
            <h1 lang="en" dir="ltr">Pear</h1>
            <div class="prose" lang="en" dir="ltr">
            <p>The Dutch <a href="../../../nl/guides/appel/" hreflang="nl">apple</a>.</p>
            <li><a href="../../../nl/guides/pear/" aria-current="page" lang="en" dir="ltr">Pear</a></li>
        "#]],
    );
    // It is in the lists, and links lead to it.
    check_line_of(
        &build,
        "nl/guides/index.html",
        "item-title",
        expect![[r#"
        <h2 class="item-title"><a href="../../nl/guides/appel/">Appel</a></h2>
        <h2 class="item-title"><a href="../../nl/guides/pear/" lang="en" dir="ltr">Pear</a></h2>
        <h2 class="item-title"><a href="../../nl/guides/plum/">Pruim</a></h2>
    "#]],
    );
    check_line_of(
        &build,
        "nl/index.html",
        "peer",
        expect![[r#"
        <meta name="description" content="Apple, peer, afhalen, gidsen, appel.">
        <meta property="og:description" content="Apple, peer, afhalen, gidsen, appel.">
        <p><a href="../nl/guides/appel/">Appel</a>, <a href="../nl/guides/pear/" hreflang="en">peer</a>, <a href="../nl/afhalen/">afhalen</a>, <a href="../nl/guides/">gidsen</a>, <a href="../nl/guides/appel/">appel</a>.</p>
    "#]],
    );
    check_line_of(
        &build,
        "guides/pear/index.html",
        " hreflang=\"nl\"",
        expect![[r#"
        <li><a href="../../nl/guides/pear/" hreflang="nl" lang="nl" dir="ltr">Nederlands</a></li>
        <p>The Dutch <a href="../../nl/guides/appel/" hreflang="nl">apple</a>.</p>
    "#]],
    );
    // Readers of the main language and search engines see nothing of it.
    check_line_of(
        &build,
        "guides/index.html",
        "item-title",
        expect![[r#"
        <h2 class="item-title"><a href="../guides/apple/">Apple</a></h2>
        <h2 class="item-title"><a href="../guides/pear/">Pear</a></h2>
    "#]],
    );
    assert!(!file(&build, "sitemap.xml").contains("/nl/guides/pear/"));
    assert!(!file(&build, "nl/atom.xml").contains(">Pear<"));
    let llms = file(&build, "llms.txt");
    assert_eq!(llms.matches("[Pear]").count(), 1, "{llms}");
}

#[test]
fn links_in_an_untranslated_article_stay_in_the_readers_language() {
    let fixture = SITE.replace("THEME", "base").replace("OPTIONS", "")
        + "//- articles/guides/mix.md\n# Mix\n[apple](apple.md#seeds), [[Pear]], [here](#part), [[Apple#Seeds]]\n## Part\nText.\n";
    let build = build(&fixture);
    assert_eq!(problems(&build), "");
    check_line_of(
        &build,
        "nl/guides/mix/index.html",
        ">here<",
        expect![[r##"
        <p><a href="../../../nl/guides/appel/">apple</a>, <a href="../../../nl/guides/pear/">Pear</a>, <a href="#part">here</a>, <a href="../../../nl/guides/appel/">Apple: Seeds</a></p>
    "##]],
    );
    check_line_of(
        &build,
        "guides/mix/index.html",
        ">here<",
        expect![[r##"
        <p><a href="../../guides/apple/#seeds">apple</a>, <a href="../../guides/pear/">Pear</a>, <a href="#part">here</a>, <a href="../../guides/apple/#seeds">Apple: Seeds</a></p>
    "##]],
    );
    assert_eq!(dead_links(&build.outputs, "/kb"), Vec::<String>::new());
}

#[test]
fn an_article_has_the_quotation_marks_of_the_language_in_its_name() {
    check_line(
        "nl/guides/appel/index.html",
        "Pitten",
        expect![[r#"
        <meta name="description" content="“Pitten”">
        <meta property="og:description" content="“Pitten”">
        <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Article","about":[{"@type":"Thing","name":"Fruit"}],"dateModified":"2025-04-02","datePublished":"2025-04-02","description":"“Pitten”","headline":"Appel","inLanguage":"nl","timeRequired":"PT1M","url":"https://example.com/kb/nl/guides/appel/","wordCount":1},{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":"https://example.com/kb/nl/","name":"Kennisbank","position":1},{"@type":"ListItem","item":"https://example.com/kb/nl/guides/","name":"Gidsen","position":2},{"@type":"ListItem","item":"https://example.com/kb/nl/guides/appel/","name":"Appel","position":3}]}]}</script>
        <p>“Pitten”</p>
    "#]],
    );
}

#[test]
fn even_the_main_language_can_have_a_folder() {
    let build = site("base", "prefix-default = true\nfallback = false");
    let paths = build.outputs.keys().map(|path| path.as_str());
    let paths: Vec<&str> = paths.filter(|path| path.ends_with(".html") || path.ends_with(".xml")).collect();
    expect![[r#"
        404.html
        en/atom.xml
        en/guides/apple/index.html
        en/guides/atom.xml
        en/guides/index.html
        en/guides/pear/index.html
        en/index.html
        en/pickup/index.html
        en/search/index.html
        en/tags/fruit/atom.xml
        en/tags/fruit/index.html
        en/tags/index.html
        index.html
        nl/404.html
        nl/afhalen/index.html
        nl/atom.xml
        nl/guides/appel/index.html
        nl/guides/atom.xml
        nl/guides/index.html
        nl/guides/plum/index.html
        nl/index.html
        nl/search/index.html
        nl/tags/fruit/atom.xml
        nl/tags/fruit/index.html
        nl/tags/index.html
        sitemap.xml"#]]
    .assert_eq(&paths.join("\n"));
    expect![[r#"
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>Welcome</title>
        <meta http-equiv="refresh" content="0; url=./en/">
        <meta name="robots" content="noindex">
        <link rel="canonical" href="https://example.com/kb/en/">
        <p><a href="./en/">Welcome</a></p>
        </html>
    "#]]
    .assert_eq(file(&build, "index.html"));
}

#[test]
fn each_language_has_its_own_search_and_feeds() {
    let build = site("base", "");
    let paths = build.outputs.keys().map(|path| path.as_str());
    let paths: Vec<&str> =
        paths.filter(|path| path.ends_with("root.bin") || path.ends_with("atom.xml")).collect();
    expect![[r#"
        atom.xml
        guides/atom.xml
        nl/atom.xml
        nl/guides/atom.xml
        nl/tags/fruit/atom.xml
        search/en/root.bin
        search/nl/root.bin
        tags/fruit/atom.xml"#]]
    .assert_eq(&paths.join("\n"));
    let feed = file(&build, "nl/atom.xml");
    assert!(feed.contains("<title>Kassa</title>") && feed.contains("Appel") && !feed.contains(">Apple<"));
}

#[test]
fn a_language_has_only_one_translation_of_an_article() {
    let fixture = SITE.replace("THEME", "base").replace("OPTIONS", "")
        + "//- articles/ophalen.nl.md\n+++\ntranslation-key = \"pickup\"\n+++\nTekst.\n";
    expect![[r#"
        error[translation-clash]: `articles/afhalen.md` has the same `translation-key` and is in the same language, nl
         --> articles/ophalen.nl.md:2:19
          |
        2 | translation-key = "pickup"
          |                   ^^^^^^^^ not the only one
          |
          = help: give each article of a language its own key, or set the `language` of one of them"#]].assert_eq(&problems(&build(&fixture)));
}

#[test]
fn the_check_can_report_links_to_another_language() {
    let site = Site::new(&[
        ("articles/a.md", "# Apple\n"),
        ("articles/b.nl.md", "Zie [[Apple]] en [dit](c.md).\n"),
        ("articles/c.md", "# Cherry\n"),
        ("articles/c.nl.md", "# Kers\n"),
    ]);
    let text = std::fs::read_to_string(site.path("site.toml")).unwrap();
    site.write("site.toml", &format!("{text}[languages.nl]\n"));
    check_command(
        &site,
        &["check", "-W", "link-to-other-language"],
        expect![[r#"
            $ kb check -W link-to-other-language
            warning[link-to-other-language]: “Apple” is not translated into `nl`
             --> articles/b.nl.md:1:5
              |
            1 | Zie [[Apple]] en [dit](c.md).
              |     ^^^^^^^^^ leads to an article in `en`
              |
              = help: write the translation in `articles/a.nl.md`

            Checked 11 pages: 1 warning
            exit code 0
        "#]],
    );
}

#[test]
fn what_is_not_translated_can_be_listed() {
    let site = Site::new(&[
        ("articles/a.md", "# Apple\n"),
        ("articles/b.nl.md", "# Alleen Nederlands\n"),
        ("articles/c.md", "# Cherry\n"),
        ("articles/c.nl.md", "# Kers\n"),
    ]);
    let text = std::fs::read_to_string(site.path("site.toml")).unwrap();
    site.write("site.toml", &format!("{text}[languages.nl]\n[languages.de]\n"));
    check_command(
        &site,
        &["list", "untranslated"],
        expect![[r#"
        $ kb list untranslated
        published              articles/a.md  Apple (not in de, nl)
        published              articles/c.md  Cherry (not in de)
        exit code 0
    "#]],
    );
    check_command(
        &site,
        &["check", "-W", "translation-missing"],
        expect![[r#"
        $ kb check -W translation-missing
        warning[translation-missing]: “Apple” is not translated into `de`, `nl`
         --> articles/a.md:1:1
          |
        1 | # Apple
          | ^
          |
          = help: write the translation in `articles/a.de.md`

        warning[translation-missing]: “Cherry” is not translated into `de`
         --> articles/c.md:1:1
          |
        1 | # Cherry
          | ^
          |
          = help: write the translation in `articles/c.de.md`

        Checked 16 pages: 2 warnings
        exit code 0
    "#]],
    );
    let list = kb(&site, &["list", "untranslated", "--format", "json"]);
    assert!(list.stdout.contains("\"untranslated\":[\"de\"]"), "{}", list.stdout);
}

#[test]
fn a_marked_translation_is_reported_when_its_original_changes() {
    let site = Site::new(&[
        ("articles/a.md", "# Apple\n"),
        ("articles/a.nl.md", "---\ntitle: Appel\n---\nTekst.\n"),
        ("articles/b.md", "# Bread\n"),
        ("articles/b.nl.md", "# Brood\n"),
        ("articles/c.nl.md", "# Alleen Nederlands\n"),
    ]);
    let text = std::fs::read_to_string(site.path("site.toml")).unwrap();
    site.write("site.toml", &format!("{text}[languages.nl]\n"));
    check_command(
        &site,
        &["translate", "--mark"],
        expect![[r#"
        $ kb translate --mark
        Marked 2 translations
        exit code 0
    "#]],
    );
    check_command(
        &site,
        &["translate", "--mark"],
        expect![[r#"
        $ kb translate --mark
        Every translation is marked already
        exit code 0
    "#]],
    );
    assert_eq!(kb(&site, &["check", "-D", "warnings"]).code, 0);
    site.write("articles/a.md", "# Apple\n\nMore.\n");
    site.write("articles/b.md", "# Bread\n\nMore.\n");
    check_command(
        &site,
        &["translate", "--mark", "articles/b.nl.md"],
        expect![[r#"
        $ kb translate --mark articles/b.nl.md
        Marked 1 translation
        exit code 0
    "#]],
    );
    check_command(
        &site,
        &["check"],
        expect![[r#"
        $ kb check
        warning[translation-outdated]: `articles/a.md` has changed since it was translated
         --> articles/a.nl.md:2:18
          |
        2 | translated-from: "ce14bb476bed5490"
          |                  ^^^^^^^^^^^^^^^^^^ an older version
          |
          = help: adapt the translation, then run `kb translate --mark articles/a.nl.md`

        Checked 11 pages: 1 warning
        exit code 0
    "#]],
    );
    check_command(
        &site,
        &["list", "outdated"],
        expect![[r#"
        $ kb list outdated
        published              articles/a.nl.md  Appel (older than articles/a.md)
        exit code 0
    "#]],
    );
    check_command(
        &site,
        &["translate", "--mark", "articles/b.nk.md"],
        expect![[r#"
        $ kb translate --mark articles/b.nk.md
        error: no translation is called `articles/b.nk.md`
          = help: did you mean `articles/b.nl.md`?
        exit code 2
    "#]],
    );
    let marked = std::fs::read_to_string(site.path("articles/b.nl.md")).unwrap();
    expect![[r#"
        +++
        translated-from = "f6d43d968bf45659"
        +++
        # Brood
    "#]]
    .assert_eq(&marked);
}

const TEXTS: &str = r#"title = "Till"
url = "https://example.com"
language = "en"
[[menu]]
title = "Guides"
target = "/guides/"
[collections.guides]
title = "Guides"
[collections.guides.fields.level]
type = "text"
label = "Level"
[backend]
kind = "netlify"
[forms.ask]
title = "Ask"
fields = [{ name = "mail", label = "E-mail", type = "email", required = true }]
"#;

fn read(languages: &str) -> (Config, String) {
    let text = format!("{TEXTS}{languages}");
    let path = SourcePath::new("site.toml").unwrap();
    let (config, found) = read_config(&path, &text);
    let mut tree = tree_of("");
    tree.insert(path, Blob::Text(text.into()));
    let found = to_human(&found.judge(&config.lints), &tree, false);
    (config, found)
}

fn check_texts(languages: &str, expected: Expect) {
    expected.assert_eq(&read(languages).1);
}

#[test]
fn texts_of_a_language_take_the_place_of_the_main_ones() {
    let (config, found) = read(
        r#"[languages.nl]
title = "Kassa"
description = "Van de zaak."
menu = [{ title = "Gidsen", target = "/guides/" }]
[languages.nl.collections.guides]
title = "Gidsen"
fields.level.label = "Niveau"
[languages.nl.forms.ask]
thanks.title = "Bedankt"
fields = [{ name = "mail", label = "E-mailadres" }]
"#,
    );
    assert_eq!(found, "");
    let dutch = config.translations.values().next().unwrap();
    assert_eq!((&*config.title, &*dutch.title, &*dutch.description), ("Till", "Kassa", "Van de zaak."));
    assert_eq!(dutch.menu[0].title, "Gidsen");
    let guides = dutch.collection("guides").unwrap();
    assert_eq!((guides.title.as_deref(), guides.fields[0].label()), (Some("Gidsen"), "Niveau"));
    let form = &dutch.forms["ask"];
    assert_eq!((&*form.title, form.thanks_title.as_deref()), ("Ask", Some("Bedankt")));
    assert_eq!((&*form.fields[0].label, form.fields[0].required), ("E-mailadres", true));
    assert_eq!(dutch.language.value.as_str(), "nl");
}

#[test]
fn what_cannot_differ_by_language_is_reported() {
    check_texts(
        r#"[languages.dutch]
[languages.en]
[languages.nl]
titel = "Kassa"
url = "https://example.nl"
title = 1
collections.guide.title = "Gidsen"
collections.guides.sort = "date"
forms.ask.fields = [{ name = "post", label = "Post" }]
"#,
        expect![[r#"
            error[language-unknown]: “dutch” is not a language tag
              --> site.toml:17:12
               |
            17 | [languages.dutch]
               |            ^^^^^ not a registered tag
               |
               = help: did you mean `nl` (Dutch)?

            error[config-invalid]: the site is already in `en`
              --> site.toml:18:12
               |
            18 | [languages.en]
               |            ^^
               |
               = help: the texts of the main language are those outside `[languages]`

            error[key-unknown]: `titel` is not a text that can differ by language
              --> site.toml:20:1
               |
            20 | titel = "Kassa"
               | ^^^^^ the same in every language
               |
               = help: did you mean `title`?

            error[key-unknown]: `url` is not a text that can differ by language
              --> site.toml:21:1
               |
            21 | url = "https://example.nl"
               | ^^^ the same in every language
               |
               = help: these can: `title`, `description`, `home-title`, `organization`, `menu`, `footer`, `consent`, `collections`, `cta`, `forms`

            error[field-type]: `title` must be text, but this is a number
              --> site.toml:22:9
               |
            22 | title = 1
               |         ^ expected text
               |
               = help: put it in quotes

            error[config-invalid]: the site declares nothing that is called `guide`
              --> site.toml:23:13
               |
            23 | collections.guide.title = "Gidsen"
               |             ^^^^^
               |
               = help: did you mean `guides`?

            error[key-unknown]: `sort` is not a text that can differ by language
              --> site.toml:24:20
               |
            24 | collections.guides.sort = "date"
               |                    ^^^^ the same in every language
               |
               = help: these can: `title`, `singular`, `fields`, `comparison`

            error[config-invalid]: the site's form has no field with this `name`
              --> site.toml:25:30
               |
            25 | forms.ask.fields = [{ name = "post", label = "Post" }]
               |                              ^^^^^^
               |
               = help: repeat the `name` of a field, with its texts in this language

        "#]],
    );
}
