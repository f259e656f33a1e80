//! Blocks, headings and plain text.

use expect_test::{Expect, expect};

use super::{check, check_with, config, read};

#[test]
fn wikilinks_name_articles_files_and_headings() {
    check(
        "[[Pull versus push]] [[a/b#C d|words *x*]] [[#Here]] [[a.pdf]] [[Node.js]] [[b.md]]",
        expect![[r#"
            Paragraph: Link(ReferenceId(5))() Link(ReferenceId(6))(words Emphasis(x)) Link(ReferenceId(7))() Link(ReferenceId(8))() Link(ReferenceId(9))() Link(ReferenceId(10))()
            Link Name { name: "Pull versus push", heading: None } ‹[[Pull versus push]]›
            Link Name { name: "a/b", heading: Some("C d") } ‹[[a/b#C d|words *x*]]›
            Link Here { heading: "Here" } ‹[[#Here]]›
            Link Name { name: "a.pdf", heading: None } ‹[[a.pdf]]›
            Link Name { name: "Node.js", heading: None } ‹[[Node.js]]›
            Link Name { name: "b", heading: None } ‹[[b.md]]›
        "#]],
    );
    check(
        "| a |\n|---|\n| [[x\\|words]] |\n",
        expect![[r#"
        Table: 
          TableHead: 
            TableCell(None): a
          TableRow: 
            TableCell(None): Link(ReferenceId(5))(words)
        Link Name { name: "x", heading: None } ‹[[x\|words]]›
    "#]],
    );
}

#[test]
fn callouts_have_kinds_and_titles() {
    check(
        "> [!tip]- A *title*\n> text\n> more\n\n> [!NOTE]\n> text\n\n> [!tldr]\n\n> [!my-kind] \n> - a\n\n> [!x](y)\n",
        expect![[r#"
            Callout(Tip, Closed): 
              CalloutTitle: A Emphasis(title)
              Paragraph: text⏎more
            Callout(Note, None): 
              Paragraph: text
            Callout(Abstract, None): 
            Callout(Note, None): 
              CalloutTitle: My kind
              UnorderedList: 
                Item: a
            BlockQuote: 
              Paragraph: Link(ReferenceId(5))(!x)
            Link Path { path: "y", heading: None } ‹[!x](y)›
            callout-unknown: unknown callout kind `my-kind`, shown as a note with that title ‹my-kind› write `[!note]` followed by your own title
        "#]],
    );
}

#[test]
fn footnotes_are_numbered_by_first_use() {
    check(
        "[^unused]: gone\n[^b]: second [^c]\n\nA[^a] b[^b] a[^a] no[^d].\n\n[^a]: first\n\n    more\n[^c]: third\n",
        expect![[r#"
            Paragraph: A[^1.1] b[^2.1] a[^1.2] no[^d].
            Footnotes: 
              Footnote { number: 1, uses: 2 }: 
                Paragraph: first
                Paragraph: more
              Footnote { number: 2, uses: 1 }: 
                Paragraph: second [^3.1]
              Footnote { number: 3, uses: 1 }: 
                Paragraph: third
            footnote-missing: no footnote is called `d` ‹[^d]› define it: `[^d]: …`
            footnote-unused: nothing refers to the footnote `unused`, so it is not shown ‹[^unused]: gone› write `[^unused]` in the text where it belongs, or delete the footnote
        "#]],
    );
}

#[test]
fn gfm_and_definition_lists_are_parsed() {
    check(
        "- [x] done\n- [ ] open\n\n3. c\n\n~~no~~\n\nTerm\n: means\n\n| a | b |\n|:-:|--:|\n| `x` | y |\n",
        expect![[r#"
            UnorderedList: 
              Item: [x]done
              Item: [ ]open
            OrderedList(3): 
              Item: c
            Paragraph: Strikethrough(no)
            DefinitionList: 
              DefinitionTitle: Term
              DefinitionDetails: means
            Table: 
              TableHead: 
                TableCell(Center): a
                TableCell(Right): b
              TableRow: 
                TableCell(Center): `x`
                TableCell(Right): y
        "#]],
    );
}

fn check_outline(source: &str, expected: Expect) {
    let (parsed, found) = read(&config(""), source);
    let mut text = format!("{:?}\n", parsed.title);
    for heading in &parsed.outline {
        text.push_str(&format!("{} {} {:?}\n", heading.level, heading.id, heading.title));
    }
    for diagnostic in found.iter() {
        text.push_str(&format!("{}: {}\n", diagnostic.code.name, diagnostic.message));
    }
    expected.assert_eq(&text);
}

#[test]
fn headings_have_unique_ids_in_every_script() {
    check_outline(
        "# The *title*\n\n## A `b` c\n## A b c\n## A b c 2\n## Größe\n## ***\n## X {#a-b-c .class}\n# Second\n",
        expect![[r#"
            Some("The title")
            2 a-b-c-2 "A b c"
            2 a-b-c-3 "A b c"
            2 a-b-c-2-2 "A b c 2"
            2 größe "Größe"
            2 section "***"
            2 a-b-c "X"
            1 second "Second"
        "#]],
    );
    check_outline(
        "a\n\n# Not first\n",
        expect![[r#"
        None
        1 not-first "Not first"
    "#]],
    );
    check_outline(
        "## A {#x}\n## B {#x}\n",
        expect![[r#"
        None
        2 x "A"
        2 b "B"
        heading-duplicate: two headings have the id `x`
    "#]],
    );
}

#[test]
fn plain_text_has_no_markup() {
    let source = "# Title\n\n> quoted *words*\n\nThe **first** [paragraph](a.md)\nhere[^1] ![alt](p.png).\n\n```rust\nlet a;\n```\n\n{% aside() %}inside{% end %}\n\n[[name]]\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: note\n";
    let (parsed, _) = read(&config(""), source);
    expect![[r#"
        quoted words
        The first paragraph here .
        let a;
        inside
        name
        a b
        c d
        note"#]]
    .assert_eq(&parsed.text);
    expect!["The first paragraph here ."].assert_eq(&parsed.first_paragraph);
    assert_eq!(parsed.words, 15);
}

#[test]
fn without_extensions_only_commonmark_is_left() {
    let mut plain = config("");
    plain.markdown.extensions = false;
    let text = "# T\n\n[[a]] {{ cta() }} %%c%% ==d== www.a.org \"e\" ~~f~~\n> [!tip]\n";
    check_with(
        &plain,
        text,
        expect![[r#"
        Heading(0): T
        Paragraph: [[a]] {{ cta() }} %%c%% ==d== www.a.org "e" ~~f~~
        BlockQuote: 
          Paragraph: [!tip]
    "#]],
    );
}
