//! What an embed shows on its page.

use expect_test::{Expect, expect};

use super::support::{build, file, problems};

/// The page of `articles/a.md`, and the site's problems.
fn check(fixture: &str, expected: Expect) {
    let build = build(fixture);
    let page = file(&build, "a/index.html");
    let text = page.split_once("</h1>").unwrap().1.split("<a class=\"crumb\"").next().unwrap().trim();
    expected.assert_eq(&format!("{text}\n{}", problems(&build)));
}

#[test]
fn a_part_ends_with_the_quotation_list_callout_or_note_around_it() {
    check(
        "
        //- articles/a.md
        ![[b#Quoted]]

        ![[b#Listed]]

        ![[b#Called]]

        ![[b#Noted]]
        //- articles/b.md
        Secret.[^1]

        > before
        > ## Quoted
        > quote

        - ## Listed

          list
        - next

        > [!note]
        > ## Called
        > callout

        After.

        [^1]: note

            ## Noted

            noted
        ",
        expect![[r#"
            <div class="embed">
            <h2>Quoted</h2>
            <p>quote</p>
            <p class="embed-source"><a href="../b/#quoted">From “B: Quoted”</a></p>
            </div>
            <div class="embed">
            <h2>Listed</h2>
            <p>list</p>
            <p class="embed-source"><a href="../b/#listed">From “B: Listed”</a></p>
            </div>
            <div class="embed">
            <h2>Called</h2>
            <p>callout</p>
            <p class="embed-source"><a href="../b/#called">From “B: Called”</a></p>
            </div>
            <div class="embed">
            <h2>Noted</h2>
            <p>noted</p>
            <p class="embed-source"><a href="../b/#noted">From “B: Noted”</a></p>
            </div>
        "#]],
    );
}

#[test]
fn an_article_may_embed_a_part_of_itself_from_a_quotation() {
    check(
        "
        //- articles/a.md
        # A

        ![[a#Part]]

        > ## Part
        > Text.
        ",
        expect![[r##"
            <div class="embed">
            <h2>Part</h2>
            <p>Text.</p>
            <p class="embed-source"><a href="#part">From “A: Part”</a></p>
            </div>
            <blockquote>
            <h2><span id="part"></span>Part</h2>
            <p>Text.</p>
            </blockquote>
        "##]],
    );
}

#[test]
fn an_id_that_is_not_a_part_of_the_text_cannot_be_embedded() {
    check(
        "
        //- articles/a.md
        ![[b#spot]]
        //- articles/b.md
        Secret. <a id=\"spot\"></a>
        ",
        expect![[r#"

            error[heading-missing]: `#spot` is a place in “B”, not a part that can be embedded
             --> articles/a.md:1:1
              |
            1 | ![[b#spot]]
              | ^^^^^^^^^^^
              |
              = help: embed a heading or a named block, or remove the `!` to link to it"#]],
    );
}

#[test]
fn the_depth_of_nested_embeds_is_limited() {
    let mut fixture = String::from("//- articles/a.md\n![[n-0]]\n");
    for depth in 0..20 {
        fixture.push_str(&format!("//- articles/n-{depth}.md\nText {depth}.\n\n![[n-{}]]\n", depth + 1));
    }
    fixture.push_str("//- articles/n-20.md\nEnd.\n");
    let build = build(&fixture);
    assert!(file(&build, "a/index.html").contains("Text 3."));
    expect![[r#"
        error[embed-cycle]: this embed leads to embeds nested more than 16 levels deep
         --> articles/n-3.md:3:1
          |
        3 | ![[n-4]]
          | ^^^^^^^^
          |
          = help: link to the article instead"#]]
    .assert_eq(&problems(&build));
}

#[test]
fn a_chain_of_embeds_of_any_length_ends() {
    const LENGTH: usize = 20_000;
    let mut fixture = String::from("//- site.toml\nrelated.count = 0\noutputs.previews = false\n");
    for index in 0..LENGTH {
        let next = (index + 1) % LENGTH;
        fixture.push_str(&format!("//- articles/n-{index}.md\n![[n-{next}]]\n"));
    }
    let build = build(&fixture);
    assert!(problems(&build).contains("error[embed-cycle]"));
}

#[test]
fn an_article_that_embeds_too_much_is_reported_once() {
    let mut fixture = String::from("//- articles/b.md\n");
    fixture.push_str(&"*a* b *c* d *e* f *g* h *i* j *k* l *m* n\n".repeat(1_000));
    fixture.push_str("//- articles/a.md\n");
    fixture.push_str(&"![[b]]\n\n".repeat(100));
    let build = build(&fixture);
    expect![[r#"
        error[embed-cycle]: the embeds of this article are too long for one page
          --> articles/a.md:69:1
           |
        69 | ![[b]]
           | ^^^^^^
           |
           = help: link to the article instead"#]]
    .assert_eq(&problems(&build));
    assert!(file(&build, "a/index.html").len() < 20_000_000);
}
