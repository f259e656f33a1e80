//! Articles as papers: the Typst sources, and when a PDF is out of date.

use expect_test::{Expect, expect};
use kb::blob::Blob;
use kb::check::check_papers;
use kb::diagnostic::to_human;
use kb::path::SourcePath;
use kb::render::Press;
use kb::source::SourceTree;
use kb::typeset::papers;

use super::support::{Build, build, build_sources, file, problems, request, sources};

const SITE: &str = r#"
    //- site.toml
    [organization]
    name = "Firm"
    [collections.papers]
    singular = "White paper"
    pdf = true
    [collections.pairs.fields]
    aspect = { type = "text" }
    tea = { type = "side", label = "Tea" }
    coffee = { type = "side", label = "Coffee" }
    [collections.pairs.comparison]
    aspect = "aspect"
    left = "tea"
    right = "coffee"
    joiner = "against"
    [cta.ask]
    title = "Ask us"
    button = "Ask"
    target = "/other/"
    [backend]
    kind = "post"
    action = "https://forms.example.com/"
    [forms.poll]
    title = "Tea or coffee?"
    submit = "Send"
    [[forms.poll.fields]]
    name = "drink"
    label = "Drink"
    type = "choice"
    options = ["Tea", "Coffee"]
    [lints]
    privacy-missing = "allow"
    //- articles/other.md
    # Another page
    First.

    ## A part
    Some *words*.
    //- articles/pairs/leaf.md
    +++
    title = "Leaf against bean"
    [fields]
    aspect = "Source"
    tea = { word = "Leaf", text = "Comes from a leaf." }
    coffee = { word = "Bean", text = "Comes from a bean." }
    +++
    //- articles/papers/a.png
    no picture
    //- articles/papers/one.md
"#;

/// A site with one paper of this text.
fn site(text: &str) -> Build {
    let text: Vec<String> = text.lines().map(|line| format!("    {line}\n")).collect();
    build(&format!("{SITE}{}", text.concat()))
}

/// The markup of the text, without the front part.
fn check(text: &str, expected: Expect) {
    let build = site(text);
    assert_eq!(problems(&build), "");
    let press = Press::new(&build.config, &build.settings, &build.site, &build.theme);
    let (papers, found) = papers(&press, &build.sources);
    assert!(found.is_empty());
    let (_, body) = papers[0].markup.split_once("))\n\n").unwrap();
    expected.assert_eq(body);
}

#[test]
fn text_stays_text_whatever_it_looks_like() {
    check(
        "A #set \\[x\\] @y $5 \\\"z\\\" = *b **c***\\\n`d \"e\\` ~~f~~ ==g== <br> /* h */",
        expect![[r##"
        #"A #set [x] @y $5 \"z\" = ";#emph[#"b ";#strong[#"c";];];#linebreak();#raw("d \"e\\");#" ";#strike[#"f";];#" ";#highlight[#"g";];#" ";#linebreak();#" /* h */";

    "##]],
    );
}

#[test]
fn heading_levels_start_at_one_and_have_no_gaps() {
    check(
        "### Deep\n\n## A *part*\n\n#### Deeper\n\nSee [[#Deep]] and [here](#a-part).",
        expect![[r##"
        #heading(level: 1)[#"Deep";]#label("deep")

        #heading(level: 1)[#"A ";#emph[#"part";];]#label("a-part")

        #heading(level: 2)[#"Deeper";]#label("deeper")

        #"See ";#link(label("deep"))[#"Deep";];#" and ";#link(label("a-part"))[#"here";];#".";

    "##]],
    );
}

#[test]
fn links_within_the_paper_work_in_it_and_others_lead_to_the_site() {
    check(
        "[[Another page]], [part](../other.md#a-part), [file](a.png), <https://a.org/?b=c&d>, [mail](mailto:a@b.c).",
        expect![[r##"
            #link("https://example.com/other/")[#"Another page";];#", ";#link("https://example.com/other/#a-part")[#"part";];#", ";#link("https://example.com/papers/a.png")[#"file";];#", ";#link("https://a.org/?b=c&d")[#"https://a.org/?b=c&d";];#", ";#link("mailto:a@b.c")[#"mail";];#".";

        "##]],
    );
}

#[test]
fn lists_are_tight_or_loose_as_written() {
    check(
        "- a\n- b\n  1. c\n\n3. d\n\n   e\n4. f\n\n- [x] g\n- [ ] h\n\nTerm\n: First\n: Second",
        expect![[r##"
            #list(tight: true, [#"a";], [#"b";
            #enum(tight: true, [#"c";]);]);

            #enum(tight: false, start: 3, [#"d";

            #"e";], [#"f";]);

            #list(tight: true, [#theme.task(true, "Done"); #"g";], [#theme.task(false, "To do"); #"h";]);

            #theme.definitions((([#"Term";], ([#"First";], [#"Second";], ), ), ));

        "##]],
    );
}

#[test]
fn tables_have_heads_rows_and_alignments() {
    check(
        "| a | b |\n| - | -: |\n| c `d` | [e](/other/) |",
        expect![[r##"
        #theme.data-table((auto, right, ), ([#"a";], [#"b";], ), (([#"c ";#raw("d");], [#link("https://example.com/other/")[#"e";];], ), ));

    "##]],
    );
}

#[test]
fn footnotes_are_written_where_they_are_first_used() {
    check(
        "One[^a] and two[^b] and again[^a].\n\n[^a]: The first.\n[^b]: The *second*.",
        expect![[r##"
        #"One";#footnote[#"The first.";]#label("fn-1");#" and two";#footnote[#"The ";#emph[#"second";];#".";]#label("fn-2");#" and again";#footnote(label("fn-1"));#".";

    "##]],
    );
}

#[test]
fn blocks_are_designed_by_the_theme() {
    check(
        "> [!tip] Keep it *small*\n> Really.\n\n> quoted\n\n```rust\nlet a = 1;\n```\n\n---\n\n![A graph](a.png)\n\nAmid ![words](a.png) of it.\n\n![[a.png|Words|300]]",
        expect![[r##"
            #theme.callout("tip", [#"Keep it ";#emph[#"small";];])[#"Really.";];

            #quote(block: true)[#"quoted";];

            #theme.code("rust", (("storage", "let", ), ("", " a ", ), ("keyword", "= ", ), ("constant", "1", ), ("", ";", ), ));

            #theme.rule();

            #theme.picture("/files/articles/papers/a.png", "A graph", width: none, height: none, block: true);

            #"Amid ";#theme.picture("/files/articles/papers/a.png", "words", width: none, height: none, block: false);#" of it.";

            #theme.picture("/files/articles/papers/a.png", "Words", width: 225pt, height: none, block: true);

        "##]],
    );
}

#[test]
fn embedded_parts_are_typeset_with_their_source() {
    check(
        "## Here\n\n![[Another page#A part]]",
        expect![[r##"
            #heading(level: 1)[#"Here";]#label("here")

            #theme.embed("From “Another page: A part”", "https://example.com/other/#a-part")[#heading(level: 2, outlined: false)[#"A part";]

            #"Some ";#emph[#"words";];#".";];

        "##]],
    );
}

#[test]
fn shortcodes_are_typeset_by_their_meaning() {
    check(
        "{{ comparison(of=\"pairs\") }}\n\n{{ cta(id=\"ask\") }}\n\n{{ form(id=\"poll\") }}\n\n{{ articles(in=\"pairs\") }}\n\n{{ figure(src=\"a.png\", alt=\"A\", caption=\"B\") }}\n\n{% aside(kind=\"practice\") %}\nIn *deed*.\n{% end %}",
        expect![[r##"
            #theme.comparison(("caption": "", "aspect": "aspect", "left": "Tea", "right": "Coffee", "read": "Read", "article": "Article", "rows": (("title": "Leaf against bean", "url": "https://example.com/pairs/leaf/", "aspect": "Source", "left": ("label": "Tea", "word": "Leaf", "text": "Comes from a leaf.", ), "right": ("label": "Coffee", "word": "Bean", "text": "Comes from a bean.", ), ), ), ));

            #theme.cta(("title": "Ask us", "text": "", "button": "Ask", "url": "https://example.com/other/", ));

            #theme.form("Tea or coffee?", "https://example.com/papers/one/");

            #theme.articles((("title": "Leaf against bean", "url": "https://example.com/pairs/leaf/", "summary": "", "topic": "", "date": "", "sides": ("before": "", "aspect": "Source", "joiner": "against", "left": ("label": "Tea", "word": "Leaf", "text": "Comes from a leaf.", ), "right": ("label": "Coffee", "word": "Bean", "text": "Comes from a bean.", ), "labelled": false, ), ), ));

            #theme.picture("/files/articles/papers/a.png", "A", caption: "B");

            #theme.aside("practice", "In practice")[#"In ";#emph[#"deed";];#".";];

        "##]],
    );
}

#[test]
fn formulas_are_typeset() {
    check(
        "Half: $\\frac{1}{2} x_1^2$\n\n$$\\sum_{n} (n)$$",
        expect![[r##"
        #"Half: ";#math.equation(block: false, alt: "\\frac{1}{2} x_1^2", $frac(#"1";, #"2";) attach(\u{78}, b: #"1";, t: #"2";)$.body);

        #math.equation(block: true, alt: "\\sum_{n} (n)", $attach(limits(\u{2211}), b: \u{6e}) \u{28} \u{6e} \u{29}$.body);

    "##]],
    );
}

#[test]
fn named_blocks_can_be_linked_to() {
    check(
        "Said so. ^claim\n\nSee [[#^claim]].",
        expect![[r##"
        #metadata(none)#label("block-claim");#"Said so.";

        #"See ";#link(label("block-claim"))[#"Said so.";];#".";

    "##]],
    );
}

#[test]
fn a_paper_has_author_date_and_subject() {
    let build = site(
        "+++\ntitle = \"One \\\"paper\\\"\"\ntags = [\"a\", \"b\"]\ndate = 2025-03-02\nauthors = [\"Ann\"]\n+++\nText.",
    );
    let press = Press::new(&build.config, &build.settings, &build.site, &build.theme);
    let (papers, _) = papers(&press, &build.sources);
    expect![[r##"
        #import "/themes/base/pdf/article.typ" as theme
        #set document(title: "One \"paper\"", author: ("Ann", ), description: "Text.", keywords: ("a", "b", ) + ("kb-source:" + sys.inputs.at("digest", default: ""), ), date: datetime(year: 2025, month: 3, day: 2))
        #set text(lang: "en", region: none)
        #show: theme.paper.with(("title": "One \"paper\"", "summary": "Text.", "kind": "White paper", "authors": ("Ann", ), "date": "2 March 2025", "updated": "", "url": "https://example.com/papers/one/", "site": "Test", "site-url": "https://example.com/", "organization": "Firm", "organization-description": "", "sides": none, "labels": ("Tea", "Coffee", ), "cta": none, "words": ("contents": "Contents", "online": "Read it as a page", "updated": "Updated", "published": "Published", ), "tokens": ("accent": rgb("#12181b"), "font": "theme", ), ))

        #"Text.";

    "##]].assert_eq(&papers[0].markup);
}

/// What `kb check` says about the PDF of a site's only paper, which is `pdf` if there is one.
fn outdated(text: &str, pdf: Option<&str>) -> String {
    let text: Vec<String> = text.lines().map(|line| format!("    {line}\n")).collect();
    let mut tree: SourceTree = sources(&format!("{SITE}{}", text.concat()));
    if let Some(digest) = pdf {
        let path = SourcePath::new("articles/papers/one.pdf").unwrap();
        tree.insert(path, Blob::Bytes(small_pdf(digest).into()));
    }
    let build = build_sources(tree, &request());
    let press = Press::new(&build.config, &build.settings, &build.site, &build.theme);
    let found = check_papers(&papers(&press, &build.sources).0, &build.sources);
    to_human(&found.judge(&build.config.lints), &build.sources, false)
}

/// A PDF of one page that says what it was made from. It has no cross-reference table; readers rebuild it.
fn small_pdf(digest: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 9] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R >>".to_owned(),
        format!("<< /Keywords (kb-source:{digest}) >>"),
    ];
    let objects =
        objects.iter().enumerate().map(|(index, object)| format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    let trailer = "trailer\n<< /Size 5 /Root 1 0 R /Info 4 0 R >>\nstartxref\n0\n%%EOF\n";
    format!("%PDF-1.7\n{}{trailer}", objects.collect::<String>()).into_bytes()
}

fn digest(text: &str) -> String {
    let build = site(text);
    let press = Press::new(&build.config, &build.settings, &build.site, &build.theme);
    papers(&press, &build.sources).0[0].digest.clone()
}

#[test]
fn a_missing_pdf_is_reported() {
    expect![[r#"
        warning[pdf-outdated]: “One” has no PDF, but its collection has `pdf = true`
         --> articles/papers/one.md:1:1
          |
        1 | # One
          | ^
          |
          = help: run `kb pdf` to create `articles/papers/one.pdf`

    "#]]
    .assert_eq(&outdated("# One\nText.", None));
}

#[test]
fn a_pdf_is_up_to_date_until_what_it_shows_changes() {
    let made = digest("# One\nText.");
    assert_eq!(outdated("# One\nText.", Some(&made)), "");
    expect![[r#"
        warning[pdf-outdated]: the PDF of “One” is out of date
         --> articles/papers/one.md:1:1
          |
        1 | # One
          | ^
          |
          = help: run `kb pdf` to create `articles/papers/one.pdf`

    "#]]
    .assert_eq(&outdated("# One\nOther text.", Some(&made)));
}

#[test]
fn only_a_token_that_the_design_names_changes_a_paper() {
    let digest_with = |token: &str| {
        let settings = format!("[theme.tokens]\n    {token}\n    [organization]");
        let build = build(&format!("{}    # One\n", SITE.replace("[organization]", &settings)));
        assert_eq!(problems(&build), "");
        let press = Press::new(&build.config, &build.settings, &build.site, &build.theme);
        papers(&press, &build.sources).0[0].digest.clone()
    };
    assert_eq!(digest_with("side-a = \"#5c3800\""), digest("# One"));
    assert_ne!(digest_with("accent = \"#5c3800\""), digest("# One"));
}

#[test]
fn a_link_to_a_missing_pdf_says_how_to_make_it() {
    expect![[r#"
        error[file-missing]: the PDF `articles/papers/one.pdf` has not been made yet
         --> articles/papers/one.md:1:1
          |
        1 | [It](one.pdf)
          | ^^^^^^^^^^^^^ not there
          |
          = help: run `kb pdf`, which makes it"#]]
    .assert_eq(&problems(&site("[It](one.pdf)")));
}

#[test]
fn a_page_knows_its_pdf() {
    let text = format!(
        "{SITE}    # One\n    //- themes/tiny/templates/article.html\n    {{% if pdf %}}{{{{ pdf.url }}}} {{{{ pdf.kind }}}} {{{{ pdf.size }}}} {{{{ pdf.pages }}}}{{% endif %}}\n"
    );
    let mut tree = sources(&text);
    tree.insert(SourcePath::new("articles/papers/one.pdf").unwrap(), Blob::Bytes(small_pdf("0").into()));
    let build = build_sources(tree, &request());
    assert_eq!(file(&build, "papers/one/index.html").trim(), "../../papers/one.pdf PDF 1 KB 1");
    assert!(build.outputs.contains_key(&kb::path::OutputPath::new("papers/one.pdf").unwrap()));
}
