//! Formulas, and amounts of money that are not formulas.

use expect_test::expect;

use super::{check, check_with, config, read};
use crate::document::Node;

#[test]
fn formulas_are_inline_and_display() {
    check(
        "Euler: $e^{i\\pi} + 1 = 0$, and $a_1*b_1*c$.\n\n$$\n\\begin{aligned}\na &= b \\\\\n- c\n\\end{aligned}\n$$\n\n> quoted\n> $$\n> x\n> $$\n",
        expect![[r#"
            Paragraph: Euler: $e^{i\pi} + 1 = 0$, and $a_1*b_1*c$.
            Paragraph: $$\begin{aligned}
            a &= b \\
            - c
            \end{aligned}$$
            BlockQuote: 
              Paragraph: quoted⏎$$x$$
        "#]],
    );
}

#[test]
fn money_is_not_a_formula() {
    check(
        "It costs $5 and $6, $1k to $4k, ($75), net ($50), US$ 5 or US$ 6, $5/$6, $5-$10, $5 or so in US$.\n\nThe sign ($) before the amount ($). \\$a\\$ $ a$ $a $ a$b$ $$$ `$a$`\n\n| $5 | $6 |\n| - | - |\n| $a | b$ |\n",
        expect![[r#"
            Paragraph: It costs $5 and $6, $1k to $4k, ($75), net ($50), US$ 5 or US$ 6, $5/$6, $5-$10, $5 or so in US$.
            Paragraph: The sign ($) before the amount ($). $a$ $ a$ $a $ a$b$ $$$ `$a$`
            Table: 
              TableHead: 
                TableCell(None): $5
                TableCell(None): $6
              TableRow: 
                TableCell(None): $a
                TableCell(None): b$
        "#]],
    );
}

#[test]
fn code_html_and_addresses_keep_their_dollars() {
    check(
        "`$a$` [w $x$](b/$c$.md) <https://e.org/$f$> https://g.org/$h$ <i title=\"$j$\">\n\n[[k $l$]] [m]\n\n```\n$n$\n```\n\n<div>$o$</div>\n\n[m]: https://p.org/$q$\n",
        expect![[r#"
            Paragraph: `$a$` Link(ReferenceId(5))(w $x$) Link(ReferenceId(6))(https://e.org/$f$) Link(ReferenceId(7))(https://g.org/$h$) <i title="$j$">()
            Paragraph: Link(ReferenceId(8))() Link(ReferenceId(9))(m)
            ``` "$n$\n"
            <div>: $o$
            Link Path { path: "b/$c$.md", heading: None } ‹[w $x$](b/$c$.md)›
            Link Url("https://e.org/$f$") ‹<https://e.org/$f$>›
            Link Url("https://g.org/$h$") ‹https://g.org/$h$›
            Link Name { name: "k $l$", heading: None } ‹[[k $l$]]›
            Link Url("https://p.org/$q$") ‹[m]›
        "#]],
    );
}

#[test]
fn a_bar_in_a_table_may_be_escaped() {
    check(
        "| a |\n| - |\n| $\\|x\\|$ and $P(a\\|b)$ |\n",
        expect![[r#"
        Table: 
          TableHead: 
            TableCell(None): a
          TableRow: 
            TableCell(None): $|x|$ and $P(a|b)$
    "#]],
    );
}

#[test]
fn an_invalid_formula_is_code_and_reported() {
    check(
        "So $1 + \\frob$ and\n\n- $$\n  \\frac{1\n  $$\n",
        expect![[r#"
        Paragraph: So `$1 + \frob$` and
        UnorderedList: 
          Item: `$$
          \frac{1
          $$`
        math-invalid: this formula cannot be shown: unknown command `\frob` ‹\frob› if this is not a formula, put a backslash before the dollar sign: `\$`
        math-invalid: this formula cannot be shown: expected closing token `}`, but reached end of input ‹$$
          \frac{1
          $$› if this is not a formula, put a backslash before the dollar sign: `\$`
    "#]],
    );
}

#[test]
fn formulas_count_as_text_in_headings_and_pictures() {
    check(
        "## The $n$-th one\n\n![A graph of $x^2$](a.png)\n",
        expect![[r#"
        Heading(0): The $n$-th one
        Paragraph: Image { source: ReferenceId(5), width: 0, height: 0 }(A graph of x^2)
        Image Path { path: "a.png", heading: None } ‹![A graph of $x^2$](a.png)›
    "#]],
    );
}

#[test]
fn a_site_can_switch_formulas_off() {
    check_with(
        &config("[markdown]\nmath = false\n"),
        "$a$ and $$b$$",
        expect![[r#"
        Paragraph: $a$ and $$b$$
    "#]],
    );
}

#[test]
fn many_dollar_signs_take_linear_time() {
    for text in ["$a ", "$$ ", "a$b", "$$a", "\\$", "$1 "] {
        let (parsed, _) = read(&config(""), &text.repeat(20_000));
        assert!(!parsed.body.nodes.is_empty());
    }
    let (parsed, _) = read(&config(""), &"$a$ ".repeat(2_000));
    assert_eq!(parsed.body.nodes.iter().filter(|node| matches!(node, Node::Math { .. })).count(), 2_000);
}
