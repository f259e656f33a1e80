//! What Obsidian has besides: names of blocks, folding callouts, tags amid words.

use expect_test::expect;
use proptest::prelude::*;

use super::{check, check_with, config, read};
use crate::document::Node;

#[test]
fn paragraphs_items_and_headings_have_names() {
    check(
        "One\ntwo. ^first\n\n- a ^item-a\n  - b ^item-b\n- c\n\n1. loose ^loose\n\n   more\n\n2. other\n\n## Heading ^head\n\n- [ ] task ^task\n",
        expect![[r#""#]],
    );
}

#[test]
fn a_name_on_a_line_of_its_own_is_that_of_the_block_before() {
    check(
        "| a | b |\n| - | - |\n| c | d |\n\n^table\n\n```js\nx\n```\n\n^code\n\n- e\n- f\n\n^list\n\n> g\n\n^quote\n\n![[h]]\n\n^embed\n",
        expect![[r#""#]],
    );
}

#[test]
fn a_name_may_follow_its_block_at_once() {
    check(
        "| a | b |\n| - | - |\n| c | d |\n^table\n\n> e\n>\n> f\n> ^quote\n\n> [!tip] g\n> h ^callout\n\n> [!tip] only a title ^title\n",
        expect![[r#""#]],
    );
}

#[test]
fn what_only_looks_like_a_name_stays() {
    check("a^b c\\ \\^d `^e`\n\n2 \\^10\n\nx ^not_one\n\n[a ^b](c)\n\n^top\n", expect![[r#""#]]);
}

#[test]
fn two_blocks_of_one_name_are_a_mistake() {
    check("a ^same\n\nb ^Same\n", expect![[r#""#]]);
}

#[test]
fn links_and_embeds_name_blocks() {
    check("[[a#^b]] [[#^c]] [d](e.md#^f)\n\n![[a#^b]]\n", expect![[r#""#]]);
}

#[test]
fn callouts_fold() {
    check("> [!tip]- Closed\n> a\n\n> [!note]+\n> b\n", expect![[r#""#]]);
}

#[test]
fn tags_amid_words_are_references_if_the_site_says_so() {
    let text =
        "# Title\n\n#one and #two/three, not #4 or a#b, `#c` [#d](e.md) https://f.org/#g ==#h== \\#i\n";
    check_with(&config("[markdown]\ntext-tags = true\n"), text, expect![[r#""#]]);
    check(text, expect![[r#""#]]);
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
    fn whatever_is_written_opens_and_closes(pieces in prop::collection::vec(piece(), 0..24)) {
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
            prop_assert!(!is_shown || parsed.body.block_nodes(block).is_some());
        }
    }
}
