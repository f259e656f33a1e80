//! What a page shows of those that link to it: the sentence around each link.

use expect_test::{Expect, expect};

use super::support::{build, file, problems};

/// The backlinks of `target.md`: one line per page, and below it one line per mention.
fn check(fixture: &str, expected: Expect) {
    check_page(fixture, "target/index.html", expected);
}

fn check_page(fixture: &str, page: &str, expected: Expect) {
    let build = build(fixture);
    let mut shown = lines(file(&build, page));
    let problems = problems(&build);
    if !problems.is_empty() {
        shown.push_str(&problems);
        shown.push('\n');
    }
    expected.assert_eq(&shown);
}

fn lines(page: &str) -> String {
    let mut lines = String::new();
    for line in page.lines() {
        if let Some(link) = line.strip_prefix("<a class=\"backlink\"") {
            let title = link.split(['>', '<']).nth(1).unwrap();
            lines.push_str(&format!("{title}\n"));
        }
        if let Some(mention) = line.strip_prefix("<blockquote>") {
            lines.push_str(&format!("  {}\n", mention.trim_end_matches("</blockquote>")));
        }
    }
    lines
}

/// The mentions in one article that links to `target.md`, “The target”.
fn check_text(text: &str, expected: Expect) {
    let fixture = format!(
        "//- articles/target.md\n# The target\n\n## Its part\n//- articles/other.md\n# Other\n//- articles/from.md\n{text}"
    );
    check(&fixture, expected);
}

#[test]
fn a_paragraph_gives_the_sentence_around_the_link() {
    check_text(
        "One is *first*.\nTwo, **see** `<b>` & [the\n*words*](target.md), is second. Three is last.",
        expect![[r#"
            From
              Two, see &lt;b&gt; &amp; <b>the words</b>, is second.
        "#]],
    );
}

#[test]
fn a_wikilink_without_text_shows_the_title() {
    check_text(
        "Not this. Compare [[target]], [[target#Its part]] and [[other]]. Nor this.",
        expect![[r#"
            From
              Compare <b>The target</b>, <b>The target: Its part</b> and other.
        "#]],
    );
}

#[test]
fn links_in_two_sentences_are_two_mentions_and_a_sentence_is_quoted_once() {
    check_text(
        "See [[target]]. Then [[target|this]] and [that](target.md). Then nothing.\n\nSee [[target]].",
        expect![[r#"
            From
              See <b>The target</b>.
              Then <b>this</b> and <b>that</b>.
        "#]],
    );
}

#[test]
fn items_headings_rows_and_definitions_are_quoted_as_such() {
    check_text(
        "## About [[target]]. Or not\n\n- One.\n- Two [[target|aaa]]\n  - Three\n- [ ] Four [[target|bbb]]. Five.\n\n\
         | A | B | C |\n|---|---|---|\n| x. | | see [[target\\|ccc]]. Really. |\n| y | z | |\n\n\
         Term of [[target|ddd]]. More\n: Means [[target|eee]]. Or not.\n",
        expect![[r#"
            From
              About <b>The target</b>. Or not
              Two <b>aaa</b>
              Four <b>bbb</b>.
              x. · see <b>ccc</b>. Really.
              Term of <b>ddd</b>. More
              Means <b>eee</b>.
        "#]],
    );
}

#[test]
fn quotations_callouts_and_footnotes_count() {
    check_text(
        "Text[^1] here.\n\n> Quote of [[target|aaa]]. End.\n\n> [!note] Title with [[target|bbb]]. End.\n> Body with [[target|ccc]]. End.\n\n[^1]: Note on [[target|ddd]]. End.\n",
        expect![[r#"
            From
              Quote of <b>aaa</b>.
              Title with <b>bbb</b>.
              Body with <b>ccc</b>.
              Note on <b>ddd</b>.
        "#]],
    );
}

#[test]
fn code_pictures_and_footnote_marks_are_left_out_or_kept_whole() {
    check_text(
        "Start. Run `a. B()` ![chart](x.png) of [`Target.new`](target.md)[^1]. End.\n\n[![The way](x.png)](target.md)\n\n[^1]: Note.\n//- articles/x.png\n",
        expect![[r#"
            From
              Run a. B() of <b>Target.new</b>.
              <b>The way</b>
        "#]],
    );
}

#[test]
fn formulas_are_kept_whole_and_block_names_are_invisible() {
    check_text(
        "Start. The rate is $a. B$ of [[target]]. ^rate\n\nBefore it stands this.\n\n![[target]]\n\n^shown\n",
        expect![[r#"
            From
              The rate is a. B of <b>The target</b>.
              Before it stands this.
        "#]],
    );
}

#[test]
fn abbreviations_do_not_end_a_sentence() {
    check_text(
        "First. Mr. Smith, e.g. in the U.S. Army, likes [[target|Dr. No. Or yes?]] no more. Last.",
        expect![[r#"
            From
              Mr. Smith, e.g. in the U.S. Army, likes <b>Dr. No. Or yes?</b> no more.
        "#]],
    );
}

#[test]
fn japanese_sentences_end_without_a_space() {
    check_text(
        "これは最初の文です。二番目の文は[目標](target.md)について述べます。最後の文です。",
        expect![[r#"
            From
              二番目の文は<b>目標</b>について述べます。
        "#]],
    );
}

#[test]
fn a_very_long_sentence_is_shortened_around_its_links() {
    let many = "and so on, ".repeat(40);
    check_text(
        &format!(
            "First. We say {many} [[target|here]] and [[target|there]] {many} finally [[target|once more]]."
        ),
        expect![[r#"
            From
              … on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, <b>here</b> and <b>there</b> and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and …
              … so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, finally <b>once more</b>.
        "#]],
    );
}

#[test]
fn an_embed_is_quoted_by_the_heading_above_or_the_sentence_before() {
    check_text(
        "One. This is it:\n\n![[target#Its part]]\n\n## In short & long\n\nText.\n\n![[target]]\n\n![[target#Its part]]\n",
        expect![[r#"
            From
              This is it:
              In short &amp; long
        "#]],
    );
    check_text(
        "![[target]]\n",
        expect![[r#"
            From
        "#]],
    );
}

#[test]
fn a_link_in_an_embedded_part_counts_for_the_article_that_wrote_it() {
    check(
        "
        //- articles/a.md
        ![[b]]
        //- articles/b.md
        About [[target]].
        //- articles/target.md
        # The target
        ",
        expect![[r#"
            B
              About <b>The target</b>.
        "#]],
    );
}

#[test]
fn raw_html_is_read_without_its_tags() {
    check_text(
        "<div><p>One. Two &amp; <a class=\"x > y\" href='target.md'>the <i>words</i></a> here. Three.</p><!-- [no](target.md) --><p>Four</p></div>\n\nFive. Six <a href=target.md>inline</a><br>words. Seven.\n",
        expect![[r#"
            From
              Two &amp; <b>the words</b> here.
              Six <b>inline</b> words.
        "#]],
    );
}

#[test]
fn fields_are_quoted_with_their_label() {
    check_page(
        r#"
        //- site.toml
        [collections.terms.fields]
        opposite = { type = "reference", label = "Opposite & more" }
        note = { type = "markdown" }
        //- articles/terms/a.md
        +++
        fields.opposite = "target"
        fields.note = "One. Two [[target|words]]. Three."
        +++
        # A
        Text on [[target]].
        //- articles/terms/target.md
        # The target
        "#,
        "terms/target/index.html",
        expect![[r#"
            A
              Opposite &amp; more · <b>The target</b>
              Two <b>words</b>.
              Text on <b>The target</b>.
        "#]],
    );
}

#[test]
fn a_shortcodes_reference_is_quoted_by_its_sentence_or_the_heading() {
    check(
        r#"
        //- themes/tiny/theme.toml
        contract = 1
        [shortcodes.term.arguments]
        of = { type = "reference" }
        //- themes/tiny/templates/shortcodes/term.html
        {% component term(of: map) %}<a href="{{ of.url }}">{{ of.title }}</a>{% endcomponent term %}
        //- articles/from.md
        One. A {{ term(of="target") }} is two. Three.

        ## Four

        {{ term(of="target") }}
        //- articles/target.md
        # The target
        "#,
        expect![[r#"
            From
              A <b>The target</b> is two.
              Four
        "#]],
    );
}

#[test]
fn links_by_alias_address_and_name_are_grouped_and_hand_picked_relations_are_not_links() {
    check(
        r#"
        //- articles/a.md
        +++
        related = ["target"]
        +++
        Nothing.
        //- articles/b.md
        By [[Old name]]. By [address](/old/). By [file](target.md#its-part). By [[tARGET|name]].
        //- articles/target.md
        +++
        aliases = ["Old name", "/old/"]
        +++
        # The target

        ## Its part

        Itself is [[target]] too.
        "#,
        expect![[r#"
            B
              By <b>Old name</b>.
              By <b>address</b>.
              By <b>file</b>.
              By <b>name</b>.
        "#]],
    );
}

#[test]
fn an_article_is_quoted_at_most_ten_times() {
    let text: String = (0..30).map(|number| format!("Number {number} is [[target]]. ")).collect();
    let build = build(&format!("//- articles/target.md\n# Target\n//- articles/a.md\n{text}"));
    assert_eq!(lines(file(&build, "target/index.html")).lines().count(), 11);
}

#[test]
fn more_than_a_hundred_linking_pages_get_their_own_pages() {
    let mut fixture = String::from("//- articles/terms/target.md\n# The target\n");
    for number in 0..205 {
        fixture.push_str(&format!("//- articles/from/n{number:03}.md\nSee [[target|{number}]].\n"));
    }
    let linked = build(&fixture);
    assert_eq!(problems(&linked), "");
    let article = file(&linked, "terms/target/index.html");
    assert_eq!(article.matches("class=\"backlink\"").count(), 100);
    assert!(
        article.contains(r#"<a class="backlinks" href="../../terms/target/backlinks/">205</a>"#),
        "{article}"
    );
    let first = file(&linked, "terms/target/backlinks/index.html");
    assert!(first.contains("<h1>Pages that mention “The target”</h1>"), "{first}");
    assert!(first.contains("See <b>99</b>."), "{first}");
    assert!(first.contains(r#"<a class="next" href="../../../terms/target/backlinks/page/2/">"#), "{first}");
    assert!(!first.contains("class=\"previous\""), "{first}");
    let last = file(&linked, "terms/target/backlinks/page/3/index.html");
    assert_eq!(last.matches("class=\"backlink\"").count(), 5);
    assert!(last.contains("See <b>204</b>."), "{last}");

    fixture.push_str("//- articles/terms/target/backlinks.md\nTaken.\n");
    let problems = problems(&build(&fixture));
    assert!(problems.contains("error[address-clash]: kb generates /terms/target/backlinks/"), "{problems}");
}

#[test]
fn the_built_in_theme_folds_all_but_three() {
    let mut fixture = String::from(
        "//- site.toml\ntitle = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n//- articles/target.md\n# T\n",
    );
    for number in 0..8 {
        fixture.push_str(&format!("//- articles/n{number}.md\nSee [[target|{number}]].\n"));
    }
    let build = build(&fixture);
    let page = file(&build, "target/index.html");
    let (open, folded) = page.split_once("<summary>5 more pages</summary>").unwrap();
    assert_eq!(open.matches("<blockquote>See <b>").count(), 3);
    assert_eq!(folded.matches("<blockquote>See <b>").count(), 5);
}

#[test]
fn an_index_of_thousands_of_links_in_one_paragraph_is_read_in_time() {
    let mut fixture = String::from("//- articles/index.md\n");
    for number in 0..1500 {
        fixture.push_str(&format!("[[n{number}]], "));
    }
    fixture.push('\n');
    for number in 0..1500 {
        fixture.push_str(&format!("//- articles/n{number}.md\nText.\n"));
    }
    let page = build(&fixture);
    let mention = lines(file(&page, "n700/index.html"));
    assert!(mention.contains("… n676, "), "{mention}");
    assert!(mention.contains(" <b>n700</b>, n701, "), "{mention}");
}
