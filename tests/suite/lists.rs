//! Special lists of articles: a glossary, the two sides of a comparison, the page of all articles.

use std::collections::BTreeSet;

use kb::site::{Page, PageKind};

use super::crawl::{dead_links, repeated_ids};
use super::support::{Build, build, file, problems};

const PAIRS: &str = r#"
    //- site.toml
    lints.collection-empty = "allow"
    [collections.pairs]
    title = "The pairs"
    [collections.pairs.fields]
    aspect = { type = "text" }
    tea = { type = "side", label = "Tea" }
    coffee = { type = "side", label = "Coffee" }
    [collections.pairs.comparison]
    aspect = "aspect"
    left = "tea"
    right = "coffee"
    joiner = "against"
    [collections.empty]
    [collections.words]
    glossary = true
    paginate = 1
    sort = "order"
    //- articles/pairs/second.md
    +++
    title = "Pot against cup"
    order = 2
    [fields]
    aspect = "Vessel"
    tea = { word = "Pot", text = "Is made in a pot." }
    coffee = { word = "Cup", text = "Is made in a cup." }
    +++
    //- articles/pairs/first.md
    +++
    title = "Leaf against bean"
    order = 1
    [fields]
    aspect = "Source"
    tea = { word = "Leaf", text = "Comes from a leaf." }
    coffee = { word = "Bean", text = "Comes from a bean." }
    +++
    {{ comparison(of="pairs") }}
    //- articles/pairs/neither.md
    +++
    title = "Neither"
    +++
    //- articles/words/a.md
    +++
    title = "zest"
    order = 1
    +++
    //- articles/words/b.md
    +++
    title = "Aroma"
    order = 2
    +++
    //- articles/words/c.md
    +++
    title = "3 minutes"
    +++
    //- articles/words/d.md
    +++
    title = "élan"
    +++
    //- articles/words/e.md
    +++
    title = "Acid"
    +++
    //- articles/about.md
    # About
    //- articles/index.md
    # Home
"#;

/// The site rendered with `base`, so that its templates are tested too.
fn with_base_theme() -> Build {
    let site = "title = \"Test\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"base\"\n";
    let build = build(&PAIRS.replacen(
        "//- site.toml\n",
        &format!("//- site.toml\n    {}", site.replace('\n', "\n    ")),
        1,
    ));
    assert_eq!(problems(&build), "");
    assert_eq!(dead_links(&build.outputs, ""), Vec::<String>::new());
    assert_eq!(repeated_ids(&build.outputs), Vec::<String>::new());
    build
}

/// The text between two strings of a page, without tags.
fn between(page: &str, start: &str, end: &str) -> String {
    let from = page.find(start).unwrap_or_else(|| panic!("{start} is missing: {page}"));
    let part = &page[from..];
    let part = &part[..part.find(end).unwrap_or_else(|| panic!("{end} is missing: {part}"))];
    let text: String =
        part.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_glossary_is_one_page_grouped_by_letter() {
    let build = with_base_theme();
    let page = file(&build, "words/index.html");
    assert_eq!(between(page, "<nav class=\"letters\"", "</nav>"), "# A E Z");
    assert_eq!(
        between(page, "<section class=\"letter-group\"", "</main>"),
        "# 3 minutes A Acid Aroma E élan Z zest"
    );
    assert!(page.contains("href=\"#letter.other\"") && page.contains("id=\"letter.other\""), "{page}");
    assert!(page.contains("href=\"#letter.e\"") && page.contains("id=\"letter.e\""), "{page}");
    assert!(page.contains("class=\"page-glossary\""), "{page}");
    assert!(!build.outputs.iter().any(|(path, _)| path.as_str().starts_with("words/page/")));
    assert!(file(&build, "words/e/index.html").contains("rel=\"next\" href=\"../../words/b/\""));
}

#[test]
fn a_sides_page_collects_what_all_articles_say_about_it() {
    let build = with_base_theme();
    let page = file(&build, "sides/pairs/coffee/index.html");
    assert_eq!(between(page, "<h1>", "</h1>"), "Coffee across “The pairs”");
    assert_eq!(between(page, "<nav class=\"breadcrumbs\"", "</nav>"), "Knowledge base The pairs Coffee");
    assert_eq!(between(page, "<nav class=\"side-switch\"", "</nav>"), "Tea Coffee");
    assert_eq!(
        between(page, "<ul class=\"side-entries\">", "</ul>"),
        "Source Bean Comes from a bean. Leaf against bean Vessel Cup Is made in a cup. Pot against cup"
    );
    let other = file(&build, "sides/pairs/tea/index.html");
    assert!(
        between(other, "<ul class=\"side-entries\">", "</ul>").starts_with("Source Leaf Comes from a leaf.")
    );
    assert!(
        other.contains(
            r#"<a class="side-label side-label-a" href="../../../sides/pairs/tea/" aria-current="page">"#
        ),
        "{other}"
    );
}

#[test]
fn the_names_of_sides_link_to_their_pages() {
    let build = with_base_theme();
    let page = file(&build, "pairs/first/index.html");
    let link = r#"<a class="side-label side-label-a" href="../../sides/pairs/tea/">Tea</a>"#;
    assert!(between(page, "<dl class=\"sides\">", "</dl>").contains("Tea"), "{page}");
    // In the heading and at the head of the table.
    assert_eq!(page.matches(link).count(), 2, "{page}");
}

#[test]
fn the_search_page_lists_every_article_by_collection() {
    let build = with_base_theme();
    let page = file(&build, "search/index.html");
    assert_eq!(
        between(page, "<div class=\"every-article\">", "</main>"),
        "The pairs Leaf against bean Pot against cup Neither Words 3 minutes Acid Aroma élan zest Other pages About"
    );
    assert!(page.contains("href=\"../search/\" aria-current=\"page\""), "{page}");
    assert!(file(&build, "about/index.html").contains("href=\"../search/\">Search</a>"));
    assert!(!file(&build, "sitemap.xml").contains("https://example.com/search/"));
    assert!(!file(&build, "sitemap.xml").contains("https://example.com/sides/pairs/tea/"));
}

#[test]
fn only_a_title_that_is_its_two_words_is_split_at_the_joiner() {
    let build = build(
        r#"
        //- site.toml
        theme.name = "base"
        title = "T"
        url = "https://example.com"
        language = "en"
        //- articles/index.md
        +++
        title = "Two trades: tea and coffee"
        [sides]
        before = "Between"
        joiner = "and"
        left = { word = "tea", text = "Is poured." }
        right = { word = "coffee", text = "Is brewed." }
        +++
        [[a]] is listed.
        //- articles/b.md
        +++
        title = "Tea and coffee"
        [sides]
        joiner = "and"
        left = { word = "tea", text = "Is poured." }
        right = { word = "coffee", text = "Is brewed." }
        +++
        So is [[a]].
        //- articles/a.md
        # A
        "#,
    );
    let page = file(&build, "a/index.html");
    assert!(page.contains("<a href=\"../\">Two trades: tea and coffee</a>"), "{page}");
    assert!(page.contains("<span class=\"pair-a\">Tea</span>"), "{page}");
}

#[test]
fn a_site_without_search_has_no_link_to_it() {
    let build = build(
        "//- site.toml\ntheme.name = \"base\"\ntitle = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\noutputs.search = false\n//- articles/a.md\nText.\n",
    );
    assert_eq!(problems(&build), "");
    assert!(!build.outputs.iter().any(|(path, _)| path.as_str().starts_with("search/")));
    assert!(!file(&build, "a/index.html").contains("search/"));
}

#[test]
fn an_article_at_the_address_of_a_side_is_a_clash() {
    let fixture = format!("{PAIRS}    //- articles/sides/pairs/tea.md\n    Mine.\n");
    let problems = problems(&build(&fixture));
    assert!(problems.contains("error[address-clash]: kb generates /sides/pairs/tea/ itself"), "{problems}");
}

/// The folder at the root of the site that kb needs for pages of a kind. The site below has one of each.
fn own_folder(page: &Page) -> Option<&str> {
    match page.kind {
        PageKind::Tags { .. }
        | PageKind::Tag { .. }
        | PageKind::Side { .. }
        | PageKind::Search { .. }
        | PageKind::Thanks(_) => page.route.below_root().split('/').next(),
        PageKind::Home(_)
        | PageKind::Article(_)
        | PageKind::Listing { .. }
        | PageKind::Backlinks { .. }
        | PageKind::NotFound => None,
    }
}

#[test]
fn a_collection_cannot_replace_kbs_own_pages() {
    let site = build(
        r#"
        //- site.toml
        [forms.ask]
        title = "Ask"
        [collections.pairs.fields]
        l = { type = "side" }
        r = { type = "side" }
        [collections.pairs.comparison]
        left = "l"
        right = "r"
        //- articles/pairs/a.md
        +++
        tags = ["x"]
        +++
        "#,
    );
    let folders: BTreeSet<&str> = site.site.pages.iter().filter_map(own_folder).collect();
    assert_eq!(Vec::from_iter(folders.clone()), ["search", "sides", "tags", "thanks"]);
    for name in folders.into_iter().chain(["assets"]) {
        assert!(include_str!("../../docs/site-toml.md").contains(&format!("`{name}`")), "{name}");
        let build = build(&format!(
            "//- site.toml\n[collections.{name}]\n//- articles/{name}/a.md\n+++\ntags = [\"x\"]\n+++\n"
        ));
        let problems = problems(&build);
        assert!(problems.contains(&format!("a collection cannot be named “{name}”")), "{problems}");
        assert!(!problems.contains("kb failed"), "{problems}");
    }
}

#[test]
fn a_menu_that_nobody_wrote_links_to_thirty_collections_and_the_rest_is_reported() {
    let site = |number: usize, more: &str| {
        let collections: String = (0..number).map(|at| format!("[collections.c{at:02}]\n")).collect();
        let articles: String =
            (0..number).map(|at| format!("//- articles/c{at:02}/a.md\n# Article\n")).collect();
        build(&format!(
            "//- site.toml\ntitle = \"Test\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"base\"\n\
             lints.title-duplicate = \"allow\"\n{collections}{more}{articles}"
        ))
    };
    let menu = |build: &Build| {
        let html = file(build, "c00/a/index.html");
        let menu = html.split("<nav").nth(1).and_then(|rest| rest.split("</nav>").next()).unwrap();
        menu.matches("/c").count() - menu.matches("c00/a/").count()
    };
    assert_eq!(problems(&site(30, "")), "");
    let long = site(31, "");
    assert!(
        problems(&long).contains("warning[menu-long]: the menu links to 30 collections and leaves out 1")
    );
    assert!(problems(&long).contains("[collections.c30]"), "{}", problems(&long));
    assert_eq!(menu(&long), menu(&site(30, "")));
    let written = "[[menu]]\ntitle = \"First\"\ntarget = \"/c00/\"\n";
    assert_eq!(problems(&site(31, written)), "");
}
