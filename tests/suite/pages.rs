//! What pages show, besides their text.

use expect_test::expect;

use super::crawl::{attributes, repeated_ids};
use super::support::{Build, build, file};

const TWO_SIDED: &str = r#"
    //- site.toml
    [collections.pairs]
    title = "Pairs"
    cta = "more"
    [collections.pairs.fields]
    left = { type = "side", label = "Left", required = true }
    right = { type = "side", label = "Right", required = true }
    [collections.pairs.comparison]
    left = "left"
    right = "right"
    joiner = "or"
    [cta.more]
    title = "More?"
    button = "Read on"
    target = "pairs/b.md"
    //- articles/pairs/a.md
    +++
    order = 1
    fields.left = { word = "Up", text = "Goes up." }
    fields.right = { word = "Down", text = "Goes down." }
    +++
    # A
    //- articles/pairs/b.md
    +++
    order = 2
    fields.left = { word = "In", text = "Comes in." }
    fields.right = { word = "Out", text = "Goes out." }
    +++
    # B
    //- articles/pairs/c.md
    +++
    order = 10
    cta = false
    fields.left = { word = "On", text = "Is on." }
    fields.right = { word = "Off", text = "Is off." }
    +++
    # C
"#;

#[test]
fn an_article_knows_its_neighbors_in_the_collections_order() {
    let build = build(TWO_SIDED);
    let page = file(&build, "pairs/b/index.html");
    assert!(page.contains(r#"<a class="previous" href="../../pairs/a/">A</a>"#), "{page}");
    assert!(page.contains(r#"<a class="next" href="../../pairs/c/">C</a>"#), "{page}");
}

#[test]
fn a_two_sided_article_shows_its_sides() {
    let build = build(TWO_SIDED);
    assert!(file(&build, "pairs/a/index.html").contains("Left: Up or Right: Down"));
}

#[test]
fn a_call_to_action_never_leads_to_its_own_page_and_can_be_switched_off() {
    let build = build(TWO_SIDED);
    let has_cta = |path| file(&build, path).contains(r#"class="cta""#);
    assert!(has_cta("pairs/a/index.html"));
    assert!(!has_cta("pairs/b/index.html"));
    assert!(!has_cta("pairs/c/index.html"));
}

#[test]
fn a_long_listing_is_paginated() {
    let mut fixture = String::from("//- site.toml\n[collections.notes]\npaginate = 10\n");
    for number in 0..25 {
        fixture.push_str(&format!("//- articles/notes/n{number:02}.md\n# Note {number:02}\n"));
    }
    let build = build(&fixture);
    assert!(file(&build, "notes/index.html").contains(r#"href="../notes/page/2/""#));
    assert!(file(&build, "notes/page/3/index.html").contains("Note 24"));
    assert!(file(&build, "notes/page/3/index.html").contains(r#"href="../../../notes/page/2/""#));
}

/// The form of a page that narrows its list.
fn narrow_form(build: &Build, path: &str) -> String {
    let page = file(build, path);
    let form = page.split_once("<form class=\"narrow\"").and_then(|(_, rest)| rest.split_once("</form>"));
    form.map_or(String::new(), |(form, _)| format!("{}\n", form.trim().replace("><", ">\n<")))
}

#[test]
fn a_long_list_can_be_narrowed_by_tags_and_choices() {
    let mut fixture = String::from(
        r#"
//- site.toml
title = "Notes"
url = "https://example.com"
language = "en"
theme.name = "base"
[collections.notes]
paginate = 10
[collections.notes.fields]
level = { type = "choice", options = ["Easy", "Very hard"], label = "Level" }
author = { type = "text" }
[collections.guides]
"#,
    );
    for number in 0..21 {
        let tag = if number % 2 == 0 { "Green <tea>" } else { "Coffee" };
        fixture
            .push_str(&format!("//- articles/notes/n{number}.md\n+++\ntags = [\"{tag}\", \"Hot\"]\n+++\n"));
    }
    for number in 0..20 {
        fixture.push_str(&format!("//- articles/guides/g{number}.md\n+++\ntags = [\"Hot\"]\n+++\n"));
    }
    let narrowed = build(&fixture);
    expect![[r#"
        data-pagefind-ignore role="search" aria-label="Narrow this list" autocomplete="off" data-filter="in:notes" data-pages="3" data-more="Show more" data-failed="The list could not be narrowed. Try again.">
        <div class="field narrow-words">
        <label for="page.narrow">Narrow this list</label> <input type="search" id="page.narrow" name="q" maxlength="400" spellcheck="false">
        </div>
        <div class="field">
        <label for="page.narrow-1">Tag</label> <select id="page.narrow-1" name="tag">
        <option value="">All</option>
        <option value="coffee">Coffee</option>
        <option value="green-tea">Green &lt;tea&gt;</option>
        <option value="hot">Hot</option>
        </select>
        </div>
        <div class="field">
        <label for="page.narrow-2">Level</label> <select id="page.narrow-2" name="fields.level">
        <option value="">All</option>
        <option value="Easy">Easy</option>
        <option value="Very hard">Very hard</option>
        </select>
        </div>
        <p class="narrow-status">
        <span role="status">
        </span> <button type="reset" hidden>Show all</button>
        </p>
    "#]]
    .assert_eq(&narrow_form(&narrowed, "notes/index.html"));
    assert_eq!(
        narrow_form(&narrowed, "notes/page/3/index.html"),
        narrow_form(&narrowed, "notes/index.html"),
        "each page of a list narrows all of it"
    );
    expect![[r#"
        data-pagefind-ignore role="search" aria-label="Narrow this list" autocomplete="off" data-filter="tag:hot" data-pages="1" data-more="Show more" data-failed="The list could not be narrowed. Try again.">
        <div class="field narrow-words">
        <label for="page.narrow">Narrow this list</label> <input type="search" id="page.narrow" name="q" maxlength="400" spellcheck="false">
        </div>
        <div class="field">
        <label for="page.narrow-1">Collection</label> <select id="page.narrow-1" name="in">
        <option value="">All</option>
        <option value="notes">Notes</option>
        <option value="guides">Guides</option>
        </select>
        </div>
        <p class="narrow-status">
        <span role="status">
        </span> <button type="reset" hidden>Show all</button>
        </p>
    "#]]
    .assert_eq(&narrow_form(&narrowed, "tags/hot/index.html"));
    for short in ["guides/index.html", "tags/coffee/index.html", "search/index.html", "index.html"] {
        assert_eq!(narrow_form(&narrowed, short), "", "{short}");
    }
    let without_search = build(&fixture.replace("theme.name", "outputs.search = false\ntheme.name"));
    assert_eq!(narrow_form(&without_search, "notes/index.html"), "");
}

#[test]
fn an_embedded_part_keeps_the_order_of_headings() {
    let build = build(
        "
        //- articles/a.md
        ## Two

        ### Three

        ![[b#Deep]]
        //- articles/b.md
        # B

        ##### Deep

        Text.

        ## Not shown
        ",
    );
    let page = file(&build, "a/index.html");
    assert!(page.contains("<h4>Deep</h4>"), "{page}");
    assert!(!page.contains("Not shown"), "{page}");
}

#[test]
fn the_404_page_links_from_the_sites_root() {
    let build = build(
        r#"
        //- site.toml
        title = "Test"
        url = "https://example.com/kb"
        language = "en"
        theme.name = "base"
        //- articles/index.md
        # Home
        "#,
    );
    assert!(file(&build, "404.html").contains(r#"href="/kb/""#));
    assert!(file(&build, "404.html").contains("noindex"));
    assert!(!file(&build, "index.html").contains(r#"href="/"#));
}

#[test]
fn raw_html_is_sanitized_unless_the_site_trusts_it() {
    let article = "
        //- articles/a.md
        <p onclick=\"x()\" class=\"c\">Hello <script>alert(1)</script><a href=\"javascript:x()\">x</a></p>
        ";
    let page = |policy: &str| {
        let fixture = format!("        //- site.toml\n        markdown.html = \"{policy}\"{article}");
        file(&build(&fixture), "a/index.html").to_owned()
    };
    let clean = page("sanitize");
    assert!(clean.contains(r#"<p class="c">Hello "#), "{clean}");
    assert!(!clean.contains("onclick") && !clean.contains("javascript"), "{clean}");
    // What would run is shown as text, as GitHub does.
    assert!(
        clean.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !clean.contains("<script>"),
        "{clean}"
    );
    assert!(page("allow").contains("onclick"));
    assert!(page("escape").contains("&lt;script&gt;"));
}

#[test]
fn related_articles_come_with_their_reason_hand_picked_ones_first() {
    let build = build(
        r#"
        //- articles/a.md
        +++
        tags = ["shared"]
        related = ["d"]
        +++
        See [[b]].
        //- articles/b.md
        # B
        //- articles/c.md
        +++
        tags = ["Shared"]
        +++
        # C
        //- articles/d.md
        # D
        "#,
    );
    let page = file(&build, "a/index.html");
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is missing: {page}"));
    assert!(at(r#"href="../d/">D</a>"#) < at(r#"href="../b/">B</a> Mentioned in “A”"#));
    assert!(page.contains(r#"href="../c/">C</a> The only two on shared"#), "{page}");
}

#[test]
fn what_a_page_shows_twice_has_two_ids() {
    let build = build(
        r#"
        //- site.toml
        title = "Test"
        url = "https://example.com"
        language = "en"
        theme.name = "base"
        [collections.notes]
        cta = "get"
        [cta.get]
        title = "Get"
        button = "Get it"
        target = "/notes/two/"
        [cta.get-2]
        title = "Get two"
        button = "Get both"
        target = "/notes/two/"
        //- articles/notes/one.md
        # One

        {{ cta(id="get") }}

        ![[two#Part]]

        {{ cta(id="get-2") }}

        ![[two#Part]]
        //- articles/notes/two.md
        # Two

        ## Part

        Words.[^1]

        {{ cta(id="get") }}

        [^1]: A note.
        "#,
    );
    assert_eq!(repeated_ids(&build.outputs), Vec::<String>::new());
    let page = file(&build, "notes/one/index.html");
    let headings: Vec<String> =
        attributes(page, &["aria-labelledby"]).filter(|id| id.contains("cta")).collect();
    assert_eq!(headings, ["page.cta-get", "page.cta-get-2", "page.cta-get-2-2", "page.cta-get-3"]);
}
