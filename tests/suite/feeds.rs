//! Feeds, and the other files that programs read about a site.

use expect_test::{Expect, expect};

use super::support::{Build, build, file, problems};

fn check(path: &str, fixture: &str, expected: Expect) {
    let build = build(fixture);
    assert_eq!(problems(&build), "");
    expected.assert_eq(file(&build, path));
}

const DATED: &str = r##"
    //- site.toml
    description = "Notes & news."
    [organization]
    name = "Us"
    [collections.notes]
    title = "Notes"
    //- articles/index.md
    # Home
    [The feed](/atom.xml), [of notes](/notes/feed.json), [of a tag](/tags/tea/atom.xml).
    //- articles/notes/a.md
    +++
    date = 2025-03-02
    updated = 2025-04-01
    authors = ["Ann", "Bo"]
    tags = ["tea"]
    aliases = ["/older/", "/old/"]
    summary = "About <tea>."
    +++
    # Tea & *milk*
    See [the rest](b.md), [below](#end) and ![a cup](cup.png).[^1]

    > [!tip]- Fold
    > Warm the pot.

    - [x] water
    - [ ] leaves

    $E = mc^2$

    ## End

    <details><summary>More</summary>

    Hidden.

    </details>

    [^1]: A note.
    //- articles/notes/b.md
    +++
    date = 2025-05-01
    +++
    # B
    Text.
    //- articles/notes/undated.md
    # Undated
    Text.
    //- articles/notes/cup.png
    x
"##;

#[test]
fn a_feed_has_the_latest_articles_with_their_whole_text_in_plain_html() {
    check(
        "notes/atom.xml",
        DATED,
        expect![[r#"
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
            <id>https://example.com/notes/</id>
            <title>Notes · Test</title>
            <updated>2025-05-01T00:00:00Z</updated>
            <link rel="alternate" type="text/html" href="https://example.com/notes/"/>
            <link rel="self" type="application/atom+xml" href="https://example.com/notes/atom.xml"/>
            <author><name>Us</name></author>
            <generator>kb</generator>
            <entry xml:lang="en">
            <id>https://example.com/notes/b/</id>
            <title>B</title>
            <link rel="alternate" type="text/html" href="https://example.com/notes/b/"/>
            <published>2025-05-01T00:00:00Z</published>
            <updated>2025-05-01T00:00:00Z</updated>
            <author><name>Us</name></author>
            <summary>Text.</summary>
            <content type="html">&lt;p&gt;Text.&lt;/p&gt;</content>
            </entry>
            <entry xml:lang="en">
            <id>https://example.com/older/</id>
            <title>Tea &amp; milk</title>
            <link rel="alternate" type="text/html" href="https://example.com/notes/a/"/>
            <published>2025-03-02T00:00:00Z</published>
            <updated>2025-04-01T00:00:00Z</updated>
            <author><name>Ann</name></author>
            <author><name>Bo</name></author>
            <category term="tea"/>
            <summary>About &lt;tea&gt;.</summary>
            <content type="html">&lt;p&gt;See &lt;a href=&quot;https://example.com/notes/b/&quot;&gt;the rest&lt;/a&gt;, &lt;a href=&quot;https://example.com/notes/a/#end&quot;&gt;below&lt;/a&gt; and &lt;img src=&quot;https://example.com/notes/cup.png&quot; alt=&quot;a cup&quot; /&gt;.&lt;sup&gt;&lt;a href=&quot;https://example.com/notes/a/#fn-1&quot;&gt;1&lt;/a&gt;&lt;/sup&gt;&lt;/p&gt;
            &lt;blockquote&gt;
            &lt;p&gt;&lt;b&gt;Fold&lt;/b&gt;&lt;/p&gt;
            &lt;p&gt;Warm the pot.&lt;/p&gt;
            &lt;/blockquote&gt;
            &lt;ul&gt;
            &lt;li&gt;☑ water&lt;/li&gt;
            &lt;li&gt;☐ leaves&lt;/li&gt;
            &lt;/ul&gt;
            &lt;p&gt;&lt;code&gt;E = mc^2&lt;/code&gt;&lt;/p&gt;
            &lt;h2&gt;End&lt;/h2&gt;
            &lt;p&gt;&lt;b&gt;More&lt;/b&gt;&lt;/p&gt;
            &lt;p&gt;Hidden.&lt;/p&gt;
            &lt;hr /&gt;
            &lt;ol&gt;
            &lt;li&gt;&lt;p&gt;A note.&lt;/p&gt;
            &lt;/li&gt;
            &lt;/ol&gt;</content>
            </entry>
            </feed>
        "#]],
    );
}

#[test]
fn the_id_of_an_entry_is_the_oldest_address_that_leads_to_it() {
    for (alias, id) in [("/old%20page/", "old%20page/"), ("/old", "old/"), ("Old name", "a/")] {
        let text =
            format!("+++\ndate = 2025-03-02\naliases = [\"{alias}\"]\ntitle = \"A\\uFFFF\"\n+++\nText.\n");
        let feed = &build(&format!("//- articles/a.md\n{text}"));
        let feed = file(feed, "atom.xml");
        assert!(feed.contains(&format!("<id>https://example.com/{id}</id>\n<title>A</title>")), "{feed}");
    }
}

#[test]
fn both_formats_say_the_same() {
    let build = build(DATED);
    let feed: serde_json::Value = serde_json::from_str(file(&build, "feed.json")).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], "https://example.com/feed.json");
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    let item = &items[1];
    // The oldest address, so that readers do not show a renamed article again.
    assert_eq!(item["id"], "https://example.com/older/");
    assert_eq!(item["url"], "https://example.com/notes/a/");
    assert_eq!(item["date_published"], "2025-03-02T00:00:00Z");
    assert_eq!(item["authors"][1]["name"], "Bo");
    let atom = file(&build, "atom.xml");
    let content = item["content_html"].as_str().unwrap();
    let escaped =
        content.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    assert!(atom.contains(&format!("<content type=\"html\">{escaped}</content>")), "{atom}");
}

#[test]
fn a_page_names_the_feeds_of_its_site_and_of_its_list() {
    let site = format!(
        "{DATED}    //- themes/tiny/templates/feeds.html\n    {{% for feed in feeds %}}{{{{ feed.url }}}} {{% endfor %}}\n"
    );
    let build = build(&site.replace("date = 2025-05-01", "date = 2025-05-01\n    template = \"feeds\""));
    assert_eq!(file(&build, "notes/b/index.html").trim(), "../../atom.xml ../../feed.json");
    let paths = build.outputs.keys().map(|path| path.as_str());
    let feeds: Vec<&str> = paths.filter(|path| path.ends_with("atom.xml")).collect();
    assert_eq!(feeds, ["atom.xml", "notes/atom.xml", "tags/tea/atom.xml"]);
}

#[test]
fn a_site_without_dates_or_with_feeds_switched_off_has_none() {
    let without =
        DATED.replace("date = 2025-03-02\n    updated = 2025-04-01", "").replace("date = 2025-05-01", "");
    let off = DATED.replace("    [organization]", "    outputs.feeds = false\n    [organization]");
    for site in [without, off] {
        let build = build(&site);
        assert!(build.outputs.keys().all(|path| !path.as_str().ends_with("atom.xml")));
        assert_eq!(problems(&build).matches("error[file-missing]").count(), 3);
    }
}

#[test]
fn robots_txt_is_written_as_all_parsers_read_it() {
    check(
        "robots.txt",
        "//- articles/a.md\nA.\n",
        expect![[r#"
        User-agent: *
        Disallow:

        Sitemap: https://example.com/sitemap.xml
    "#]],
    );
    check(
        "robots.txt",
        r#"
        //- site.toml
        [robots]
        disallow = ["/internal/", "/größe/", "/search/?q=", "/a%20b/"]
        block = ["GPTBot", "CCBot"]
        ai-train = false
        search = true
        //- articles/a.md
        A.
        "#,
        expect![[r#"
            User-agent: *
            Disallow: /internal/
            Disallow: /gr%C3%B6%C3%9Fe/
            Disallow: /search/?q=
            Disallow: /a%20b/
            Content-Signal: search=yes, ai-train=no

            User-agent: GPTBot
            User-agent: CCBot
            Disallow: /

            Sitemap: https://example.com/sitemap.xml
        "#]],
    );
}

#[test]
fn wrong_settings_for_programs_say_what_is_right() {
    let site = "//- site.toml\n[robots]\ndisallow = \"internal\"\nblock = [\"Bad Bot\"]\n[security]\ncontact = \"me@example.com\"\n\
        expires = 2026-06-01\n//- articles/a.md\nA.\n";
    expect![[r#"
        error[config-invalid]: “internal” is not an address of this site
         --> site.toml:6:12
          |
        6 | disallow = "internal"
          |            ^^^^^^^^^^
          |
          = help: write it from the root of the site, with a leading `/`, as in `/internal/`

        error[config-invalid]: “Bad Bot” is not the name of a crawler
         --> site.toml:7:10
          |
        7 | block = ["Bad Bot"]
          |          ^^^^^^^^^
          |
          = help: write only its name, as in `GPTBot`; to let no crawler in, write `disallow = "/"`

        error[config-invalid]: “me@example.com” is not a full address
         --> site.toml:9:11
          |
        9 | contact = "me@example.com"
          |           ^^^^^^^^^^^^^^^^
          |
          = help: begin it with `mailto:`, `https://` or `tel:`, as in `mailto:security@example.com`"#]]
    .assert_eq(&problems(&build(site)));
}

#[test]
fn an_empty_list_of_contacts_is_a_missing_one() {
    let site = "//- site.toml\n[security]\ncontact = []\nexpires = 2026-06-01\n//- articles/a.md\nA.\n";
    assert!(problems(&build(site)).contains("`contact` is missing from `[security]`"));
}

#[test]
fn security_txt_says_where_to_report() {
    check(
        ".well-known/security.txt",
        r#"
        //- site.toml
        [security]
        contact = ["mailto:security@example.com", "https://example.com/report"]
        expires = 2026-06-01
        policy = "https://example.com/policy"
        //- articles/a.md
        [Report](/.well-known/security.txt)
        "#,
        expect![[r#"
            Contact: mailto:security@example.com
            Contact: https://example.com/report
            Expires: 2026-06-01T00:00:00Z
            Preferred-Languages: en
            Canonical: https://example.com/.well-known/security.txt
            Policy: https://example.com/policy
        "#]],
    );
}

#[test]
fn llms_txt_lists_every_article_in_lines_that_its_parsers_read() {
    check(
        "llms.txt",
        r#"
        //- site.toml
        description = "One line."
        [collections.notes]
        title = "Notes [old]"
        //- articles/index.md
        # Home
        See [the overview](/llms.txt).
        //- articles/notes/index.md
        Listing.
        //- articles/notes/a.md
        # A [b] *c* (d)
        First paragraph.
        //- articles/loose.md
        +++
        path = "/loose(1)/"
        +++
        # Loose
        "#,
        expect![[r#"
            # Test

            > One line.

            https://example.com/

            ## Notes (old)

            - [A (b) c (d)](https://example.com/notes/a/): First paragraph.

            ## Test

            - [Loose](https://example.com/loose%281%29/)
        "#]],
    );
}

#[test]
fn the_sitemap_has_pictures_and_leaves_out_lists_unless_asked() {
    let site = r#"
        //- site.toml
        [collections.notes]
        //- articles/notes/a.md
        +++
        image = "cup & co.png"
        tags = ["tea"]
        updated = 2025-04-01
        +++
        # A
        //- articles/notes/cup & co.png
        x
        "#;
    check(
        "sitemap.xml",
        site,
        expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
          <url><loc>https://example.com/</loc></url>
          <url><loc>https://example.com/notes/</loc></url>
          <url><loc>https://example.com/notes/a/</loc><lastmod>2025-04-01</lastmod><image:image><image:loc>https://example.com/notes/cup%20&amp;%20co.png</image:loc></image:image></url>
        </urlset>
    "#]],
    );
    let with_lists =
        build(&site.replace("[collections", "outputs.sitemap-lists = true\n        [collections"));
    assert!(file(&with_lists, "sitemap.xml").contains("https://example.com/tags/tea/"));
}

/// The things that the JSON-LD of a page describes, one per line.
fn things(build: &Build, path: &str) -> String {
    let json = file(build, path).split("application/ld+json\">").nth(1);
    let json = json.and_then(|rest| rest.split("</script>").next()).unwrap();
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    let things = json["@graph"].as_array().unwrap().iter().map(|thing| format!("{thing}\n"));
    format!("{path}\n{}", things.collect::<String>())
}

#[test]
fn structured_data_says_what_each_page_is() {
    let site = r#"
        //- site.toml
        title = "T"
        url = "https://example.com/kb"
        language = "en"
        theme.name = "base"
        description = "D"
        lints.consent-unrecorded = "allow"
        [organization]
        name = "Us"
        url = "https://us.example"
        [collections.notes]
        title = "Notes"
        [collections.terms]
        title = "Terms"
        glossary = true
        [backend]
        kind = "post"
        action = "https://forms.example.com/"
        [consent]
        text = "Yes."
        [forms.ask]
        title = "Ask"
        [[forms.ask.fields]]
        name = "name"
        label = "Name"
        type = "text"
        //- articles/notes/a.md
        +++
        date = 2025-03-02
        updated = 2025-04-01
        authors = ["Ann"]
        tags = ["tea"]
        image = "cup.png"
        +++
        # A </script>
        Text of a lead.
        //- articles/notes/cup.png
        x
        //- articles/terms/lead.md
        # Lead
        A term.
        //- articles/contact.md
        # Contact us
        {{ form(id="ask") }}
        //- articles/about.md
        # About
        Us.
        "#;
    let build = build(site);
    let paths = ["", "notes/a/", "notes/", "terms/", "terms/lead/", "contact/", "about/"];
    let all = paths.map(|path| things(&build, &format!("{path}index.html"))).concat();
    expect![[r#"
        index.html
        {"@type":"WebSite","description":"D","inLanguage":"en","name":"T","publisher":{"@type":"Organization","name":"Us","url":"https://us.example"},"url":"https://example.com/kb/"}
        notes/a/index.html
        {"@type":"Article","about":[{"@type":"Thing","name":"tea"}],"author":[{"@type":"Person","name":"Ann"}],"dateModified":"2025-04-01","datePublished":"2025-03-02","description":"Text of a lead.","headline":"A </script>","image":"https://example.com/kb/notes/cup.png","inLanguage":"en","publisher":{"@type":"Organization","name":"Us","url":"https://us.example"},"timeRequired":"PT1M","url":"https://example.com/kb/notes/a/","wordCount":4}
        {"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":"https://example.com/kb/","name":"Knowledge base","position":1},{"@type":"ListItem","item":"https://example.com/kb/notes/","name":"Notes","position":2},{"@type":"ListItem","item":"https://example.com/kb/notes/a/","name":"A </script>","position":3}]}
        notes/index.html
        {"@type":"CollectionPage","inLanguage":"en","mainEntity":{"@type":"ItemList","itemListElement":[{"@type":"ListItem","name":"A </script>","position":1,"url":"https://example.com/kb/notes/a/"}]},"name":"Notes","url":"https://example.com/kb/notes/"}
        {"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":"https://example.com/kb/","name":"Knowledge base","position":1},{"@type":"ListItem","item":"https://example.com/kb/notes/","name":"Notes","position":2}]}
        terms/index.html
        {"@type":"DefinedTermSet","hasDefinedTerm":[{"@type":"DefinedTerm","name":"Lead","url":"https://example.com/kb/terms/lead/"}],"name":"Terms","url":"https://example.com/kb/terms/"}
        {"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":"https://example.com/kb/","name":"Knowledge base","position":1},{"@type":"ListItem","item":"https://example.com/kb/terms/","name":"Terms","position":2}]}
        terms/lead/index.html
        {"@type":"DefinedTerm","description":"A term.","inDefinedTermSet":{"@type":"DefinedTermSet","name":"Terms","url":"https://example.com/kb/terms/"},"name":"Lead","url":"https://example.com/kb/terms/lead/"}
        {"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":"https://example.com/kb/","name":"Knowledge base","position":1},{"@type":"ListItem","item":"https://example.com/kb/terms/","name":"Terms","position":2},{"@type":"ListItem","item":"https://example.com/kb/terms/lead/","name":"Lead","position":3}]}
        contact/index.html
        {"@type":"ContactPage","inLanguage":"en","name":"Contact us","publisher":{"@type":"Organization","name":"Us","url":"https://us.example"},"url":"https://example.com/kb/contact/"}
        {"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":"https://example.com/kb/","name":"Knowledge base","position":1},{"@type":"ListItem","item":"https://example.com/kb/contact/","name":"Contact us","position":2}]}
        about/index.html
        {"@type":"AboutPage","description":"Us.","inLanguage":"en","name":"About","publisher":{"@type":"Organization","name":"Us","url":"https://us.example"},"url":"https://example.com/kb/about/"}
        {"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":"https://example.com/kb/","name":"Knowledge base","position":1},{"@type":"ListItem","item":"https://example.com/kb/about/","name":"About","position":2}]}
    "#]].assert_eq(&all);
}

#[test]
fn what_no_crawler_may_read_is_not_in_lists_for_crawlers() {
    let site = "//- site.toml\n[robots]\ndisallow = [\"/internal/\"]\n//- articles/internal/a.md\n# Hidden\n//- articles/b.md\n# Shown\n";
    let build = build(site);
    assert_eq!(problems(&build), "");
    for path in ["sitemap.xml", "llms.txt"] {
        let text = file(&build, path);
        assert!(text.contains("/b/") && !text.contains("/internal/"), "{text}");
    }
}

#[test]
fn a_feed_has_summaries_instead_of_texts_that_are_too_long() {
    let text = "Many words. ".repeat(6_000);
    let articles = (1..=3).map(|day| {
        format!("//- articles/{day}.md\n+++\ndate = 2025-03-0{day}\ntags = [\"tea\"]\nsummary = \"Summary {day}.\"\n+++\n{text}\n")
    });
    let build = build(&articles.collect::<String>());
    assert_eq!(file(&build, "atom.xml").matches("<content").count(), 3);
    let of_tag = file(&build, "tags/tea/atom.xml");
    assert_eq!((of_tag.matches("<content").count(), of_tag.matches("<entry").count()), (1, 3));
    let json: serde_json::Value = serde_json::from_str(file(&build, "tags/tea/feed.json")).unwrap();
    assert_eq!(json["items"][1]["content_text"], "Summary 2.");
    assert!(json["items"][0]["content_html"].as_str().unwrap().contains("Many words."));
}

#[test]
fn the_two_sides_of_an_article_are_in_its_feed() {
    let build = build(
        r#"
        //- site.toml
        [collections.d.fields]
        left = { type = "side", label = "Marketing" }
        right = { type = "side", label = "Sales" }
        [collections.d.comparison]
        left = "left"
        right = "right"
        //- articles/d/a.md
        +++
        date = 2025-03-02
        [fields]
        left = { word = "Pull", text = "Draws & waits." }
        right = { word = "Push", text = "States the offer." }
        +++
        Text.
        "#,
    );
    assert_eq!(problems(&build), "");
    let json: serde_json::Value = serde_json::from_str(file(&build, "feed.json")).unwrap();
    expect![[r#"
        <table>
        <tr>
        <th>Marketing</th>
        <th>Sales</th>
        </tr>
        <tr>
        <td><b>Pull</b> Draws &amp; waits.</td>
        <td><b>Push</b> States the offer.</td>
        </tr>
        </table>
        <p>Text.</p>"#]]
    .assert_eq(json["items"][0]["content_html"].as_str().unwrap());
}

#[test]
fn a_security_txt_that_has_expired_is_told() {
    let of = |expires: &str| {
        let site = "//- site.toml\n[security]\ncontact = [\"mailto:a@example.com\"]\nexpires = ";
        problems(&build(&format!("{site}{expires}\n//- articles/a.md\nA.\n")))
    };
    expect![[r#"
        warning[security-expires]: `/.well-known/security.txt` has expired, so nobody should rely on it
         --> site.toml:7:11
          |
        7 | expires = 2026-01-01
          |           ^^^^^^^^^^ in the past
          |
          = help: check that the contacts are right, and set a date in the coming year"#]]
    .assert_eq(&of("2026-01-01"));
    expect![[r#"
        warning[security-expires]: `/.well-known/security.txt` is valid for more than a year
         --> site.toml:7:11
          |
        7 | expires = 2027-06-01
          |           ^^^^^^^^^^ too far away
          |
          = help: check that the contacts are right, and set a date in the coming year"#]]
    .assert_eq(&of("2027-06-01"));
    assert_eq!(of("2026-12-31"), "");
}
