//! Links, images and inline text.

use expect_test::expect;

use super::{check, check_with, config};

#[test]
fn links_and_images_become_references_with_positions() {
    check(
        "See [a *b*](../b.md#c \"t\"), [x], <https://x.y> ![alt](p.png).\n\n[x]: /x/?y=1\n",
        expect![[r#"
            Paragraph: See Link(ReferenceId(5))(a Emphasis(b)), Link(ReferenceId(6))(x), Link(ReferenceId(7))(https://x.y) Image { source: ReferenceId(8), width: 0, height: 0 }(alt).
            Link Path { path: "../b.md", heading: Some("c") } ‹[a *b*](../b.md#c "t")›
            Link Path { path: "/x/", heading: None } ‹[x]›
            Link Url("https://x.y") ‹<https://x.y>›
            Image Path { path: "p.png", heading: None } ‹![alt](p.png)›
        "#]],
    );
}

#[test]
fn an_embed_in_text_splits_the_paragraph() {
    check(
        "before *a ![[b#C]] c* after\n\n![[d]]\n\n- x ![[e]]\n",
        expect![[r#"
            Paragraph: before Emphasis(a)
            Embed(ReferenceId(5)): 
            Paragraph: Emphasis(c) after
            Embed(ReferenceId(6)): 
            UnorderedList: 
              Item: x 
                Embed(ReferenceId(7)): 
            Embed Name { name: "b", heading: Some("C") } ‹![[b#C]]›
            Embed Name { name: "d", heading: None } ‹![[d]]›
            Embed Name { name: "e", heading: None } ‹![[e]]›
        "#]],
    );
}

#[test]
fn embedded_images_have_sizes_and_alternative_text() {
    check(
        "![[a.png|300]] ![[b.JPG|A view|30x20]] ![[c.svg|Words]] ![[d.pdf]] ![](e.png)",
        expect![[r#"
            Paragraph: Image { source: ReferenceId(5), width: 300, height: 0 }() Image { source: ReferenceId(6), width: 30, height: 20 }(A view) Image { source: ReferenceId(7), width: 0, height: 0 }(Words) Link(ReferenceId(8))(d.pdf) Image { source: ReferenceId(9), width: 0, height: 0 }()
            Image Name { name: "a.png", heading: None } ‹![[a.png|300]]›
            Image Name { name: "b.JPG", heading: None } ‹![[b.JPG|A view|30x20]]›
            Image Name { name: "c.svg", heading: None } ‹![[c.svg|Words]]›
            Link Name { name: "d.pdf", heading: None } ‹![[d.pdf]]›
            Image Path { path: "e.png", heading: None } ‹![](e.png)›
            picture-alt: this image has no alternative text ‹![[a.png|300]]› describe what it shows: `![description](image.png)`, `![[image.png|description]]`
            picture-alt: this image has no alternative text ‹![](e.png)› describe what it shows: `![description](image.png)`, `![[image.png|description]]`
        "#]],
    );
}

#[test]
fn an_address_has_a_scheme_even_if_disguised() {
    check(
        "[a](javascript:x) ![b](VBScript:x) [c](<java\tscript:x>) [d](data:text/html,x) ![e](data:image/png;base64,x) <a href=\"&#106;avascript:x\">",
        expect![[r#"
            Paragraph: Link(ReferenceId(5))(a) Image { source: ReferenceId(6), width: 0, height: 0 }(b) Link(ReferenceId(7))(c) Link(ReferenceId(8))(d) Image { source: ReferenceId(9), width: 0, height: 0 }(e) <a href=@10>()
            Link Url("javascript:x") ‹[a](javascript:x)›
            Image Url("VBScript:x") ‹![b](VBScript:x)›
            Link Url("javascript:x") ‹[c](<java	script:x>)›
            Link Url("data:text/html,x") ‹[d](data:text/html,x)›
            Image Url("data:image/png;base64,x") ‹![e](data:image/png;base64,x)›
            Link Url("javascript:x") ‹&#106;avascript:x›
        "#]],
    );
}

#[test]
fn bare_addresses_become_links() {
    check(
        "Visit www.a.org/x_(y). (http://b.org/a--b's?c=1&amp;d) mail me@c.org, xhttp://d.org, `www.e.org` [www.f.org](g.md) https://localhost",
        expect![[r#"
            Paragraph: Visit Link(ReferenceId(5))(www.a.org/x_(y)). (Link(ReferenceId(6))(http://b.org/a--b's?c=1&d)) mail Link(ReferenceId(7))(me@c.org), xhttp://d.org, `www.e.org` Link(ReferenceId(8))(www.f.org) https://localhost
            Link Url("http://www.a.org/x_(y)") ‹www.a.org/x_(y)›
            Link Url("http://b.org/a--b's?c=1&d") ‹http://b.org/a--b's?c=1&amp;d›
            Link Url("mailto:me@c.org") ‹me@c.org›
            Link Path { path: "g.md", heading: None } ‹[www.f.org](g.md)›
        "#]],
    );
}

#[test]
fn highlights_are_marked() {
    check(
        "a ==b *c* d== e == f ==*x== y* `==z==` \\==n== ====",
        expect![[r#"
        Paragraph: a Mark(b Emphasis(c) d) e == f Mark(Emphasis(x== y) `==z==` ==n) ====
    "#]],
    );
}

#[test]
fn quotation_marks_follow_the_language() {
    let text = "\"Don't say 'never'\" -- she said... '90s `\"` \\\"";
    check(
        text,
        expect![[r#"
        Paragraph: “Don’t say ‘never’” – she said… ’90s `"` "
    "#]],
    );
    check_with(
        &config("language = \"de\"\n"),
        text,
        expect![[r#"
        Paragraph: „Don’t say ‚never‘“ – she said… ’90s `"` "
    "#]],
    );
    check_with(
        &config("language = \"fr-FR\"\n"),
        text,
        expect![[r#"
        Paragraph: « Don’t say “never” » – she said… ’90s `"` "
    "#]],
    );
    check_with(
        &config("[markdown]\nsmart-punctuation = false\n"),
        text,
        expect![[r#"
        Paragraph: "Don't say 'never'" -- she said... '90s `"` "
    "#]],
    );
}
