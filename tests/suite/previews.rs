//! `preview.json`: what a card for a link to a page shows, and that it is never larger than 1 kB.

use expect_test::{Expect, expect};

use super::support::{build, file, problems};

/// The preview of one page, one key per line.
fn check(fixture: &str, path: &str, expected: Expect) {
    let build = build(fixture);
    assert_eq!(problems(&build), "");
    let text = file(&build, path);
    let value: serde_json::Value = serde_json::from_str(text).unwrap();
    assert!(text.len() <= 1000, "{} bytes", text.len());
    let lines: Vec<String> =
        value.as_object().unwrap().iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
    expected.assert_eq(&lines.concat());
}

/// The paths of all previews.
fn check_paths(fixture: &str, expected: &[&str]) {
    let build = build(fixture);
    let paths = build.outputs.keys().map(|path| path.as_str());
    assert_eq!(paths.filter(|path| path.ends_with("preview.json")).collect::<Vec<_>>(), expected);
}

#[test]
fn an_article_shows_title_summary_reading_time_and_its_headings() {
    check(
        "
        //- site.toml
        [collections.notes]
        title = \"The notes\"
        //- articles/notes/silence.md
        # Silence

        You name your price, and nobody answers.

        ## Why it *works*

        It lets the other person **think**. It costs nothing.

        ## How to practise
        ![A picture](a.png)

        - Begin small. Then [[silence]] and go on.

        ## At the end
        ## Below it

        > [!note] Not this title
        > Say [[silence]]: see [[silence#Why it works]] and `code`
        > on two lines.
        //- articles/notes/a.png
        x
        ",
        "notes/silence/preview.json",
        expect![[r#"
            collection: "The notes"
            headings: {"at-the-end":["At the end",""],"below-it":["Below it","Say silence: see Why it works and code on two lines."],"how-to-practise":["How to practise","Begin small."],"why-it-works":["Why it works","It lets the other person think."]}
            kind: "article"
            minutes: 1
            summary: "You name your price, and nobody answers."
            title: "Silence"
        "#]],
    );
}

#[test]
fn a_two_sided_article_shows_its_sides_instead_of_a_summary() {
    check(
        "
        //- site.toml
        [collections.pairs.fields]
        tea = { type = \"side\", label = \"Tea\" }
        coffee = { type = \"side\", label = \"Coffee\" }
        [collections.pairs.comparison]
        left = \"tea\"
        right = \"coffee\"
        //- articles/pairs/leaf-versus-bean.md
        +++
        [fields]
        tea = { word = \"Leaf\", text = \"Tea is a leaf.\" }
        coffee = { word = \"Bean\", text = \"Coffee is a bean.\" }
        +++
        Both grow.
        ",
        "pairs/leaf-versus-bean/preview.json",
        expect![[r#"
            collection: "Pairs"
            kind: "article"
            minutes: 1
            sides: [{"label":"Tea","text":"Tea is a leaf.","word":"Leaf"},{"label":"Coffee","text":"Coffee is a bean.","word":"Bean"}]
            title: "Leaf versus bean"
        "#]],
    );
}

#[test]
fn a_page_with_its_own_sides_shows_them() {
    check(
        "
        //- articles/index.md
        +++
        title = \"Tea and coffee\"
        [sides]
        left = { word = \"tea\", text = \"A leaf.\" }
        right = { word = \"coffee\", text = \"A bean.\" }
        +++
        ",
        "preview.json",
        expect![[r#"
            kind: "home"
            sides: [{"label":"tea","text":"A leaf.","word":"tea"},{"label":"coffee","text":"A bean.","word":"coffee"}]
            title: "Tea and coffee"
        "#]],
    );
}

#[test]
fn a_term_shows_at_most_two_sentences_and_no_reading_time() {
    check(
        "
        //- site.toml
        [collections.words]
        title = \"Glossary\"
        glossary = true
        //- articles/words/lead.md
        A lead is a person. Somebody left a name. That is all that is known.
        ",
        "words/lead/preview.json",
        expect![[r#"
            collection: "Glossary"
            kind: "term"
            summary: "A lead is a person. Somebody left a name."
            title: "Lead"
        "#]],
    );
}

#[test]
fn the_text_below_a_quoted_heading_is_in_the_quotation() {
    check(
        "
        //- articles/a.md
        > ## Quoted

        Not quoted.

        > ## Also quoted
        >
        > Its own text.
        ",
        "a/preview.json",
        expect![[r#"
            headings: {"also-quoted":["Also quoted","Its own text."],"quoted":["Quoted",""]}
            kind: "article"
            minutes: 1
            summary: "Not quoted."
            title: "A"
        "#]],
    );
}

#[test]
fn only_pages_with_text_have_a_preview() {
    check_paths(
        "
        //- site.toml
        [collections.notes]
        paginate = 1
        [collections.words]
        [forms.letter]
        [[forms.letter.fields]]
        name = \"a\"
        //- articles/about.md
        About.
        //- articles/notes/index.md
        # All the notes

        Read them.
        //- articles/notes/a.md
        ---
        tags: [x]
        ---
        A.
        //- articles/notes/b.md
        B.
        //- articles/words/c.md
        C.
        ",
        &[
            "about/preview.json",
            "notes/a/preview.json",
            "notes/b/preview.json",
            "notes/preview.json",
            "words/c/preview.json",
        ],
    );
}

#[test]
fn a_site_can_switch_previews_off() {
    check_paths("//- site.toml\noutputs.previews = false\n//- articles/a.md\nA.", &[]);
}

#[test]
fn a_preview_is_at_most_1_kb_and_linked_headings_come_first() {
    let quotes = "\\\"“wörd” ".repeat(200);
    let sections: String =
        (0..60).map(|n| format!("## Heading {n} {quotes}\n\nText {n} {quotes}.\n\n")).collect();
    let sides = format!(
        "[sides]\nleft = {{ word = \"{quotes}\", text = \"{quotes}\" }}\nright = {{ word = \"{quotes}\", text = \"{quotes}\" }}\n"
    );
    let small: String = (0..60).map(|n| format!("## Heading {n}\n\nText {n}.\n\n")).collect();
    let fixture = format!(
        "//- site.toml\n[collections.c]\ntitle = \"{quotes}\"\n\
         //- articles/c/long.md\n+++\ntitle = \"{quotes}\"\nsummary = \"{quotes}\"\n+++\n{sections}\n\
         //- articles/c/sides.md\n+++\ntitle = \"{quotes}\"\n{sides}+++\n{sections}\n\
         //- articles/c/many.md\n{small}\n\
         //- articles/c/from.md\n[a](many.md#heading-58) [b](many.md#heading-59)\n"
    );
    let build = build(&fixture);
    for name in ["long", "sides", "many"] {
        let text = file(&build, &format!("c/{name}/preview.json"));
        assert!(text.len() <= 1000, "{name}: {} bytes", text.len());
        serde_json::from_str::<serde_json::Value>(text).unwrap();
    }
    let many: serde_json::Value = serde_json::from_str(file(&build, "c/many/preview.json")).unwrap();
    let headings = many["headings"].as_object().unwrap();
    assert!(headings.len() > 10, "{} headings fit", headings.len());
    for id in ["heading-0", "heading-1", "heading-58", "heading-59"] {
        assert!(headings.contains_key(id), "{id}");
    }
}
