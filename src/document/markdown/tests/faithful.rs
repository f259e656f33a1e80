//! Everything that an author writes is shown, or a diagnostic points at it. The reference is the behavior of GitHub (GFM
//! 0.29, its documentation of formulas) and Obsidian (its help on embeds, callouts and images, 1.10).

use expect_test::expect;

use super::{check, check_with, config, dump, read};

#[test]
fn nothing_else_is_looked_for_in_a_formula() {
    check(
        "$s^{<k>}$ $\\mathcal{F}[f](\\omega)$ $[a][b]$ $x[^2]$ $[[1,2],[3,4]]$ $a_{<b>}c_{</b>}$\n\n$$\n\\begin{matrix}[1](2) & <k>\\end{matrix}\n$$\n\n[b]: c.md\n",
        expect![[r#"
            Paragraph: $s^{<k>}$ $\mathcal{F}[f](\omega)$ $[a][b]$ $x[^2]$ $[[1,2],[3,4]]$ $a_{<b>(}c_{)}$
            Paragraph: $$\begin{matrix}[1](2) & <k>\end{matrix}$$
        "#]],
    );
}

#[test]
fn formulas_may_be_written_as_on_github() {
    check(
        "$`a_b*c*`$ and `$` and $``x``$\n\n```math\na < b\n```\n\n> ```math\n> \\frac{a}\n> {b}\n> ```\n\n```math\n\\frob\n```\n\n```math\n```\n",
        expect![[r#"
            Paragraph: $a_b*c*$ and `$` and $`x`$
            Paragraph: $$a < b$$
            BlockQuote: 
              Paragraph: $$\frac{a}
            {b}$$
            Paragraph: `\frob
            `
            math-invalid: this formula cannot be shown: unknown command `\frob` ‹\frob› if this is not a formula, put a backslash before the dollar sign: `\$`
        "#]],
    );
}

#[test]
fn prices_and_links_between_them_are_not_formulas() {
    check(
        "$5 [or](b.md) US$ and $A [text](https://x.com/?a=$b) or $x <b>y</b> z$, `$` and $y `$` $z <!-- $ --> $",
        expect![[r#"
            Paragraph: $5 Link(ReferenceId(5))(or) US$ and $A Link(ReferenceId(6))(text) or $x <b>(y) z$, `$` and $y `$` $z  $
            Link Path { path: "b.md", heading: None } ‹[or](b.md)›
            Link Url("https://x.com/?a=$b") ‹[text](https://x.com/?a=$b)›
        "#]],
    );
}

#[test]
fn cells_beyond_the_head_are_reported_once() {
    check(
        "| a | b |\n|---|---|\n| c | d | lost |\n| e | [[x|y]] |\n| f | `g|h` |\n| i | j \\| k |\n| l | m | |\n| n |\n",
        expect![[r#"
            Table: 
              TableHead: 
                TableCell(None): a
                TableCell(None): b
              TableRow: 
                TableCell(None): c
                TableCell(None): d
              TableRow: 
                TableCell(None): e
                TableCell(None): [[x
              TableRow: 
                TableCell(None): f
                TableCell(None): `g
              TableRow: 
                TableCell(None): i
                TableCell(None): j | k
              TableRow: 
                TableCell(None): l
                TableCell(None): m
              TableRow: 
                TableCell(None): n
                TableCell(None): 
            table-cells: this row has more cells than the table has columns (2), so the rest is not shown ‹lost› write `\|` for a bar that is text, or add a column to the table's header row
            stray-markup: this link is shown as written: it is never closed ‹[[x› in a table, write `\|` for a bar inside a link
            table-cells: this row has more cells than the table has columns (2), so the rest is not shown ‹h`› write `\|` for a bar that is text, or add a column to the table's header row
        "#]],
    );
}

#[test]
fn a_link_without_text_is_reported() {
    check(
        "[](a.md) [](<b c.md>) [![w](d.png)](e.md) [[f]] <https://g.h>\n",
        expect![[r#"
        Paragraph: Link(ReferenceId(5))() Link(ReferenceId(6))() Link(ReferenceId(7))(Image { source: ReferenceId(8), width: 0, height: 0 }(w)) Link(ReferenceId(9))() Link(ReferenceId(10))(https://g.h)
        Link Path { path: "a.md", heading: None } ‹[](a.md)›
        Link Path { path: "b c.md", heading: None } ‹[](<b c.md>)›
        Link Path { path: "e.md", heading: None } ‹[![w](d.png)](e.md)›
        Image Path { path: "d.png", heading: None } ‹![w](d.png)›
        Link Name { name: "f", heading: None } ‹[[f]]›
        Link Url("https://g.h") ‹<https://g.h>›
        link-empty: this link has no text ‹[](a.md)› say where it leads: `[words](address)`
        link-empty: this link has no text ‹[](<b c.md>)› say where it leads: `[words](address)`
    "#]],
    );
}

#[test]
fn markup_that_readers_would_see_is_reported() {
    check(
        "[the guide](my guide.md) ![p](my pic.png)\n\n[[Replace a rim.\n\n[rim](x.md.\n\n{{ a }} {% b %} {{< c d=\"e\" >}} `{{ code }}` \\{{ f }}\n\n:::tip\nText\n:::\n\n%% secret\n",
        expect![[r#"
            Paragraph: [the guide](my guide.md) ![p](my pic.png)
            Paragraph: [[Replace a rim.
            Paragraph: [rim](x.md.
            Paragraph: {{ a }} {% b %} {{< c d=“e” >}} `{{ code }}` {{ f }}
            Paragraph: :::tip⏎Text⏎:::
            Paragraph: %% secret
            stray-markup: this link is shown as written: its address contains a space ‹[the guide](my guide.md)› put the address in angle brackets: `[the guide](<my guide.md>)`
            stray-markup: this link is shown as written: its address contains a space ‹![p](my pic.png)› put the address in angle brackets: `![p](<my pic.png>)`
            stray-markup: this link is shown as written: it is never closed ‹[[Replace a rim.› close it with `]]`
            stray-markup: this link is shown as written: its address is never closed ‹[rim](x.md.› close it with `)`
            stray-markup: `{{ a }}` is shown as written ‹{{ a }}› put it in backticks if readers should see it; a shortcode is written `{{ name(…) }}`
            stray-markup: `{% b %}` is shown as written ‹{% b %}› put it in backticks if readers should see it; a shortcode with a body is written `{% name(…) %} … {% end %}`
            stray-markup: `{{< c d="e" >}}` is shown as written ‹{{< c d="e" >}}› put it in backticks if readers should see it; a shortcode is written `{{ name(…) }}`
            stray-markup: `:::tip` is shown as written ‹:::tip› write a callout: `> [!tip] Title`, with `> ` at the start of each line
            stray-markup: this comment is never closed, so readers see it ‹%% secret› close it with `%%`
        "#]],
    );
}

#[test]
fn callouts_may_have_metadata_and_their_kind_is_checked() {
    check(
        "> [!tip|left] Title\n> text\n\n> [!waning]\n> text\n\n> [!info|a b]-\n> text\n",
        expect![[r#"
        Callout(Tip, None): 
          CalloutTitle: Title
          Paragraph: text
        Callout(Note, None): 
          CalloutTitle: Waning
          Paragraph: text
        Callout(Info, Closed): 
          Paragraph: text
        callout-unknown: unknown callout kind `waning`, shown as a note with that title ‹waning› did you mean `[!warning]`?
    "#]],
    );
}

#[test]
fn markdown_images_embed_what_obsidian_embeds() {
    check(
        "![](second.md#^first-quote)\n\n![x](a%20b.md)\n\n![w|100](p.png) ![|30x20](p.png) ![a|b](p.png)\n\n![](https://www.youtube.com/watch?v=1) ![talk](https://youtu.be/1) ![](https://img.example/badge) ![](film.mp4)\n",
        expect![[r#"
            Embed(ReferenceId(5)): 
            Embed(ReferenceId(6)): 
            Paragraph: Image { source: ReferenceId(7), width: 100, height: 0 }(w) Image { source: ReferenceId(8), width: 30, height: 20 }() Image { source: ReferenceId(9), width: 0, height: 0 }(a|b)
            Paragraph: Link(ReferenceId(10))(https://www.youtube.com/watch?v=1) Link(ReferenceId(11))(talk) Image { source: ReferenceId(12), width: 0, height: 0 }() Link(ReferenceId(13))(film.mp4)
            Embed Path { path: "second.md", heading: Some("^first-quote") } ‹![](second.md#^first-quote)›
            Embed Path { path: "a b.md", heading: None } ‹![x](a%20b.md)›
            Image Path { path: "p.png", heading: None } ‹![w|100](p.png)›
            Image Path { path: "p.png", heading: None } ‹![|30x20](p.png)›
            Image Path { path: "p.png", heading: None } ‹![a|b](p.png)›
            Link Url("https://www.youtube.com/watch?v=1") ‹![](https://www.youtube.com/watch?v=1)›
            Link Url("https://youtu.be/1") ‹![talk](https://youtu.be/1)›
            Image Url("https://img.example/badge") ‹![](https://img.example/badge)›
            Link Path { path: "film.mp4", heading: None } ‹![](film.mp4)›
            picture-alt: this image has no alternative text ‹![|30x20](p.png)› describe what it shows: `![description](image.png)`, `![[image.png|description]]`
            picture-alt: this image has no alternative text ‹![](https://img.example/badge)› describe what it shows: `![description](image.png)`, `![[image.png|description]]`
        "#]],
    );
}

#[test]
fn footnotes_that_nobody_sees_are_reported() {
    check(
        "a[^1]\n\n[^1]: one\n\n[^1]: again\n\n[^2]: never\n",
        expect![[r#"
        Paragraph: a[^1.1]
        Footnotes: 
          Footnote { number: 1, uses: 1 }: 
            Paragraph: one
        footnote-unused: two footnotes are named `1`, so this one is not shown ‹[^1]: again› rename one of them
        footnote-unused: nothing refers to the footnote `2`, so it is not shown ‹[^2]: never› write `[^2]` in the text where it belongs, or delete the footnote
    "#]],
    );
}

#[test]
fn a_title_is_plain_text_and_what_it_loses_is_reported() {
    check(
        "# Title[^1] ![b](c.png)\n\ntext\n\n[^1]: note\n",
        expect![[r#"
            Paragraph: text
            Image Path { path: "c.png", heading: None } ‹![b](c.png)›
            title-markup: a title is plain text, so the footnote in it is lost ‹# Title[^1] ![b](c.png)› move it into the text below
        "#]],
    );
}

/// Straight quotes, in a language.
#[track_caller]
fn quotes(language: &str, source: &str, expected: &str) {
    let (parsed, _) = read(&config(&format!("language = \"{language}\"\n")), source);
    assert_eq!(dump(&parsed).trim_start_matches("Paragraph: ").trim_end(), expected);
}

#[test]
fn quotes_open_and_close_in_every_script() {
    quotes("zh", "他说\"你好\"然后", "他说“你好”然后");
    quotes("zh", "「东」\"西\"了", "「东」“西”了");
    quotes("zh-TW", "他說\"你好\"然後'再'說", "他說「你好」然後『再』說");
    quotes("zh", "他说：\"**你好**\"然后", "他说：“Strong(你好)”然后");
    quotes("ja", "彼は\"はい\"と言った", "彼は「はい」と言った");
    quotes("ko", "그는 \"안녕\"이라고 '말'했다", "그는 “안녕”이라고 ‘말’했다");
    quotes("th", "เขาพูดว่า\"สวัสดี\"แล้ว", "เขาพูดว่า“สวัสดี”แล้ว");
    quotes("en", "a 27\" monitor, 6' 2\" tall", "a 27″ monitor, 6′ 2″ tall");
    quotes("en", "\"It's 'so'\" (\"he\" said) in the '90s", "“It’s ‘so’” (“he” said) in the ’90s");
    quotes("en", "\"a\"-\"b\", *\"c\"* and \"*d*\".", "“a”-“b”, Emphasis(“c”) and “Emphasis(d)”.");
    quotes("fa", "او گفت \"سلام\" و", "او گفت «سلام» و");
    quotes("pt-BR", "ele disse \"olá\"", "ele disse “olá”");
    quotes("de", "er sagte \"so\", 'nein'", "er sagte „so“, ‚nein‘");
    quotes("he", "צה\"ל אמר \"שלום\"", "צה״ל אמר ”שלום”");
}

#[test]
fn a_bare_address_ends_where_the_sentence_goes_on() {
    // (GFM ends an address only at white space and `<`; scripts that put no space there end it by their punctuation.)
    for (source, expected) in [
        ("看https://example.com/b，再说。", "https://example.com/b"),
        ("https://example.com再说", "https://example.com"),
        ("（www.example.com/a）然后", "www.example.com/a"),
        ("「https://example.com/」を", "https://example.com/"),
        ("https://example.com/क।", "https://example.com/क"),
        ("https://example.com/a؟", "https://example.com/a"),
        ("https://zh.wikipedia.org/wiki/知识", "https://zh.wikipedia.org/wiki/知识"),
        ("https://例え.jp/a", "https://例え.jp/a"),
    ] {
        let (parsed, _) = read(&config(""), source);
        let shown = dump(&parsed);
        assert!(shown.contains(&format!("({expected})")), "{source}: {shown}");
    }
}

#[test]
fn a_tag_keeps_its_marks() {
    check_with(
        &config("[markdown]\ntext-tags = true\n"),
        "#हिन्दी #ภาษาไทย, #বাংলা।\n",
        expect![[r#"
        Paragraph: Link(ReferenceId(5))(#हिन्दी) Link(ReferenceId(6))(#ภาษาไทย), Link(ReferenceId(7))(#বাংলা)।
        Link Tag("हिन\u{94d}दी") ‹#हिन्दी›
        Link Tag("ภาษาไทย") ‹#ภาษาไทย›
        Link Tag("ব\u{9be}ংল\u{9be}") ‹#বাংলা›
    "#]],
    );
}

/// A thread has two megabytes of stack; an overflow would abort the test.
#[test]
fn nothing_nests_too_deep() {
    const DEPTH: usize = 100_000;
    let around = |open: &str, close: &str| format!("{}a{}", open.repeat(DEPTH), close.repeat(DEPTH));
    for source in [
        around(">", ""),
        around("- ", ""),
        around("1. ", ""),
        around("> [!tip] ", ""),
        around("[", "]"),
        around("[", "](b)"),
        around("![", "](b.png)"),
        around("[[", "]]"),
        around("![[", "]]"),
        around("*", "*"),
        around("*a _b ", ""),
        around("~", "~"),
        around("==", "=="),
        around("\"", "\""),
        around("{{ cta(", ") }}"),
        // Each level up to the deepest is parsed again, which takes time without optimization.
        format!("{}a{}", "{% aside() %}\n".repeat(5_000), "\n{% end %}".repeat(5_000)),
        around("%% ", ""),
        around("$", "$"),
        around("$${", "}$$"),
        format!("$${}a{}$$", "{".repeat(DEPTH), "}".repeat(DEPTH)),
        format!("${}a{}$", "\\frac{".repeat(300), "}".repeat(300)),
        around("| ", "|"),
        around(": ", ""),
        around("# ", ""),
        around("[^a]: ", ""),
        around("<b>", "</b>"),
        around("<div>\n", ""),
        around("(", ")"),
        "#".repeat(DEPTH),
        "`".repeat(DEPTH),
    ] {
        drop(read(&config("[markdown]\ntext-tags = true\n"), &source));
    }
}
