//! Obsidian's extensions: block names, folding callouts, tags in the text.

use expect_test::expect;
use proptest::prelude::*;

use super::{check, check_with, config, read};
use crate::document::Node;

#[test]
fn paragraphs_items_and_headings_have_names() {
    check(
        "One\ntwo. ^first\n\n- a ^item-a\n  - b ^item-b\n- c\n\n1. loose ^loose\n\n   more\n\n2. other\n\n## Heading ^head\n\n- [ ] task ^task\n",
        expect![[r#"
            ^0 
            Paragraph: One⏎two.
            UnorderedList: ^1 
              Item: a
                UnorderedList: ^2 
                  Item: b
              Item: c
            OrderedList(1): ^3 
              Item: 
                Paragraph: loose
                Paragraph: more
              Item: 
                Paragraph: other
            ^4 
            Heading(0): Heading
            UnorderedList: ^5 
              Item: [ ]task
        "#]],
    );
}

#[test]
fn a_name_on_its_own_line_belongs_to_the_block_before() {
    check(
        "| a | b |\n| - | - |\n| c | d |\n\n^table\n\n```js\nx\n```\n\n^code\n\n- e\n- f\n\n^list\n\n> g\n\n^quote\n\n![[h]]\n\n^embed\n",
        expect![[r#"
            ^0 
            Table: 
              TableHead: 
                TableCell(None): a
                TableCell(None): b
              TableRow: 
                TableCell(None): c
                TableCell(None): d
            ^1 ```js "x\n"
            ^2 
            UnorderedList: 
              Item: e
              Item: f
            ^3 
            BlockQuote: 
              Paragraph: g
            ^4 
            Embed(ReferenceId(5)): 
            Embed Name { name: "h", heading: None } ‹![[h]]›
        "#]],
    );
}

#[test]
fn a_name_may_follow_its_block_directly() {
    check(
        "| a | b |\n| - | - |\n| c | d |\n^table\n\n> e\n>\n> f\n> ^quote\n\n> [!tip] g\n> h ^callout\n\n> [!tip] only a title ^title\n",
        expect![[r#"
            ^0 
            Table: 
              TableHead: 
                TableCell(None): a
                TableCell(None): b
              TableRow: 
                TableCell(None): c
                TableCell(None): d
            ^1 
            BlockQuote: 
              Paragraph: e
              Paragraph: f
            ^2 
            Callout(Tip, None): 
              CalloutTitle: g
              Paragraph: h
            ^3 
            Callout(Tip, None): 
              CalloutTitle: only a title
        "#]],
    );
}

#[test]
fn what_only_looks_like_a_name_stays() {
    check(
        "a^b c\\ \\^d `^e`\n\n2 \\^10\n\nx ^not_one\n\n[a ^b](c)\n\n^top\n",
        expect![[r#"
        Paragraph: a^b c\ ^d `^e`
        Paragraph: 2 ^10
        Paragraph: x ^not_one
        ^0 
        Paragraph: Link(ReferenceId(5))(a ^b)
        Link Path { path: "c", heading: None } ‹[a ^b](c)›
    "#]],
    );
}

#[test]
fn two_blocks_with_one_name_are_an_error() {
    check(
        "a ^same\n\nb ^Same\n",
        expect![[r#"
        ^0 
        Paragraph: a
        ^1 
        Paragraph: b
        block-duplicate: two blocks are called `^Same` ‹^Same› give one of them another name
    "#]],
    );
}

#[test]
fn links_and_embeds_name_blocks() {
    check(
        "[[a#^b]] [[#^c]] [d](e.md#^f)\n\n![[a#^b]]\n",
        expect![[r#"
        Paragraph: Link(ReferenceId(5))() Link(ReferenceId(6))() Link(ReferenceId(7))(d)
        Embed(ReferenceId(8)): 
        Link Name { name: "a", heading: Some("^b") } ‹[[a#^b]]›
        Link Here { heading: "^c" } ‹[[#^c]]›
        Link Path { path: "e.md", heading: Some("^f") } ‹[d](e.md#^f)›
        Embed Name { name: "a", heading: Some("^b") } ‹![[a#^b]]›
    "#]],
    );
}

#[test]
fn callouts_fold() {
    check(
        "> [!tip]- Closed\n> a\n\n> [!note]+\n> b\n",
        expect![[r#"
        Callout(Tip, Closed): 
          CalloutTitle: Closed
          Paragraph: a
        Callout(Note, Open): 
          Paragraph: b
    "#]],
    );
}

#[test]
fn tags_in_the_text_are_references_if_the_site_says_so() {
    let text =
        "# Title\n\n#one and #two/three, not #4 or a#b, `#c` [#d](e.md) https://f.org/#g ==#h== \\#i\n";
    check_with(
        &config("[markdown]\ntext-tags = true\n"),
        text,
        expect![[r#"
        Paragraph: Link(ReferenceId(5))(#one) and Link(ReferenceId(6))(#two/three), not #4 or a#b, `#c` Link(ReferenceId(7))(#d) Link(ReferenceId(8))(https://f.org/#g) Mark(#h) #i
        Link Tag("one") ‹#one›
        Link Tag("two/three") ‹#two/three›
        Link Path { path: "e.md", heading: None } ‹[#d](e.md)›
        Link Url("https://f.org/#g") ‹https://f.org/#g›
    "#]],
    );
    check(
        text,
        expect![[r#"
        Paragraph: #one and #two/three, not #4 or a#b, `#c` Link(ReferenceId(5))(#d) Link(ReferenceId(6))(https://f.org/#g) Mark(#h) #i
        Link Path { path: "e.md", heading: None } ‹[#d](e.md)›
        Link Url("https://f.org/#g") ‹https://f.org/#g›
    "#]],
    );
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a",
        " ",
        "\n",
        "\n\n",
        "^id",
        " ^id",
        "^",
        "- ",
        "  ",
        "> ",
        "> [!tip]- ",
        "| a | b |\n| - | - |\n",
        "|",
        "$",
        "$$",
        "\\",
        "{",
        "}",
        "`",
        "```\n",
        "![[b#^id]]",
        "[[b]]",
        "==",
        "#tag",
        "# ",
        "%%",
        "[^1]",
        "\n[^1]: ",
        "{% aside() %}",
        "{% end %}",
        "{{ articles() }}",
        "<b>",
        "*",
        "é",
        ": ",
        "1. ",
        "[ ] ",
        "---",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_input_gives_balanced_nodes(pieces in prop::collection::vec(piece(), 0..24)) {
        let (parsed, _) = read(&config("[markdown]\ntext-tags = true\n"), &pieces.concat());
        let mut open = Vec::new();
        for node in &parsed.body.nodes {
            match node {
                Node::Open(tag) => open.push(*tag),
                Node::Close(tag) => prop_assert_eq!(open.pop(), Some(*tag)),
                _ => {}
            }
        }
        prop_assert!(open.is_empty());
        for block in 0..parsed.body.blocks.len() {
            let is_shown = !parsed.body.blocks[block].id.is_empty();
            prop_assert!(!is_shown || parsed.body.beginning_of_block(block, usize::MAX).is_some());
        }
    }
}
