//! What is around an article's text: its names and fields, who mentions it, what is related, where to go from there.

use expect_test::{Expect, expect};

use super::support::{build, file, problems};

/// The lines of a page of the theme `base` that contain one of some words, without their tags.
fn check(fixture: &str, page: &str, words: &[&str], expected: Expect) {
    let build = build(fixture);
    let shown = file(&build, page).lines().filter(|line| words.iter().any(|word| line.contains(word)));
    let mut lines: String = shown.map(|line| format!("{}\n", text(line))).collect();
    lines.push_str(&problems(&build));
    expected.assert_eq(&lines);
}

fn text(html: &str) -> String {
    let mut shown = String::new();
    let mut is_tag = false;
    for letter in html.trim().chars() {
        match letter {
            '<' => is_tag = true,
            '>' => is_tag = false,
            letter if !is_tag => shown.push(letter),
            _ => {}
        }
    }
    shown
}

const SHOP: &str = r#"
    //- site.toml
    title = "Bicycles"
    url = "https://example.com"
    language = "en"
    theme.name = "base"
    home-title = "Handbook"
    [organization]
    name = "The Shop"
    url = "https://shop.example.com"
    address = ["1 Main Street", "Springfield"]
    [share]
    networks = ["email", "linkedin"]
    [edit]
    url = "https://git.example/shop/edit/main/{path}?x=1"
    [collections.guides]
    cta = "ask"
    list-fields = ["level"]
    [collections.guides.fields]
    level = { type = "choice", label = "Level", options = ["easy", "hard"] }
    [collections.words]
    glossary = true
    [cta.ask]
    title = "Ask us"
    button = "Ask"
    target = "about.md"
    [cta.visit]
    title = "Visit us"
    button = "Visit"
    target = "about.md"
    for = { tags = ["brakes"] }
    //- articles/about.md
    # About
    See [[Chains]] and [[Brakes]].
    //- articles/guides/brakes.md
    +++
    title = "Brakes"
    tags = ["Brakes"]
    date = 2025-01-02
    fields.level = "hard"
    +++
    See [[Chains]] and [[About]].
    //- articles/guides/chains.md
    +++
    title = "Chains"
    tags = ["Care", "Brakes"]
    date = 2025-03-04
    cta = "ask"
    fields.level = "easy"
    +++
    See [[Brakes]].
    //- articles/words/sla.md
    +++
    title = "Service level agreement"
    aliases = ["SLA", "/old/"]
    +++
    A promise.
    //- articles/latest.md
    # Latest
    {{ articles(sort="date", limit=1) }}
"#;

#[test]
fn an_article_that_mentions_another_is_not_related_to_it_too() {
    check(
        SHOP,
        "guides/chains/index.html",
        &["mention this", "Related", "<a href=\"../../guides/brakes/\"", "<a href=\"../../about/\""],
        expect![[r#"
            See Brakes.
            Pages that mention this one
            About
            Brakes
            Brakes
        "#]],
    );
}

#[test]
fn a_page_next_to_the_collections_lists_no_mentions() {
    check(SHOP, "about/index.html", &["mention this", "Related articles"], expect![""]);
}

#[test]
fn a_call_to_action_is_chosen_by_the_first_tag_that_has_one_unless_the_article_names_one() {
    check(
        SHOP,
        "guides/brakes/index.html",
        &["id=\"page.cta"],
        expect![[r#"
        Visit us
    "#]],
    );
    check(
        SHOP,
        "guides/chains/index.html",
        &["id=\"page.cta"],
        expect![[r#"
        Ask us
    "#]],
    );
}

#[test]
fn a_term_shows_its_other_names_and_has_neither_links_to_share_it_nor_a_reading_time() {
    check(
        SHOP,
        "words/sla/index.html",
        &["Also called", "to read", "linkedin", "mailto"],
        expect![[r#"
            Also called: SLA
        "#]],
    );
    check(
        SHOP,
        "guides/brakes/index.html",
        &["Also called", "to read", "linkedin", "mailto"],
        expect![[r#"
            1 minute to read
            E-mail
            LinkedIn
        "#]],
    );
}

#[test]
fn a_list_shows_topics_and_the_fields_that_its_collection_names() {
    check(
        SHOP,
        "guides/index.html",
        &["item-title", "item-label", "<dt>"],
        expect![[r#"
        Brakes
        Brakes
        Level hard
        Chains
        Care
        Level easy
    "#]],
    );
}

#[test]
fn the_latest_article_of_all_collections_can_be_listed_anywhere() {
    check(
        SHOP,
        "latest/index.html",
        &["item-title"],
        expect![[r#"
        Chains
    "#]],
    );
}

#[test]
fn the_publisher_ends_every_title_and_the_footer_leads_to_its_site() {
    check(
        SHOP,
        "guides/brakes/index.html",
        &["<title>", ">Handbook<", "shop.example.com\">", "Springfield</span>"],
        expect![[r#"
            Brakes · The Shop
            Handbook
            The Shop 1 Main Street, Springfield
        "#]],
    );
}

#[test]
fn an_article_leads_to_the_place_where_its_file_can_be_changed() {
    let build = build(&format!("{SHOP}    //- articles/guides/nuts & bolts.md\n    # Nuts\n"));
    let page = file(&build, "guides/nuts-bolts/index.html");
    let links: Vec<&str> = page.lines().filter(|line| line.contains("edit-link")).map(str::trim).collect();
    expect![[r#"<p class="edit-link"><a href="https://git.example/shop/edit/main/articles/guides/nuts%20&amp;%20bolts.md?x=1">Suggest a change</a></p>"#]].assert_eq(&links.join("\n"));
    assert!(!file(&build, "guides/index.html").contains("edit-link"));
}

#[test]
fn a_mistaken_network_field_or_tag_is_told_with_what_there_is() {
    let told = problems(&build(
        r#"
        //- site.toml
        title = "Bicycles"
        url = "https://example.com"
        language = "en"
        [organization]
        name = "The Shop"
        url = "javascript:alert(1)"
        [share]
        networks = ["facebok"]
        [edit]
        url = "https://git.example/shop/edit/main/"
        [collections.guides]
        list-fields = ["levle", "text"]
        [collections.guides.fields]
        level = { type = "text" }
        text = { type = "markdown" }
        //- articles/guides/a.md
        # A
        "#,
    ));
    expect![[r#"
        error[config-invalid]: “javascript:alert(1)” is not the address of a site
         --> site.toml:6:7
          |
        6 | url = "javascript:alert(1)"
          |       ^^^^^^^^^^^^^^^^^^^^^
          |
          = help: write a full address, such as https://www.example.com

        error[config-invalid]: kb has no link to share on “facebok”
         --> site.toml:8:13
          |
        8 | networks = ["facebok"]
          |             ^^^^^^^^^
          |
          = help: did you mean `facebook`?

        error[config-invalid]: “https://git.example/shop/edit/main/” is not the address of an article’s file
          --> site.toml:10:7
           |
        10 | url = "https://git.example/shop/edit/main/"
           |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: write a full address with `{path}` for the path of the file, such as https://github.com/ann/handbook/edit/main/{path}

        error[config-invalid]: this collection has no field `levle`
          --> site.toml:12:16
           |
        12 | list-fields = ["levle", "text"]
           |                ^^^^^^^
           |
           = help: did you mean `level`?

        error[config-invalid]: a list cannot show the field `text`
          --> site.toml:12:25
           |
        12 | list-fields = ["levle", "text"]
           |                         ^^^^^^
           |
           = help: name a field of type `text`, `number`, `boolean`, `date`, `choice` or `list`"#]]
    .assert_eq(&told);
}
