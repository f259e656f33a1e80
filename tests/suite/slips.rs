//! Mistakes in front matter: one message each, at the position of the fix.

use expect_test::{Expect, expect};

use super::support::{build, problems};

fn check(fixture: &str, expected: Expect) {
    expected.assert_eq(&(problems(&build(fixture)) + "\n"));
}

#[test]
fn a_key_on_the_wrong_side_of_fields_is_one_message() {
    check(
        r#"
        //- site.toml
        lints.collection-empty = "allow"
        [collections.d.fields]
        aspect = { type = "text", required = true }
        left = { type = "side", required = true }
        [collections.other.fields]
        one = { type = "text", required = true }
        two = { type = "text" }
        //- articles/d/above.md
        +++
        title = "Above"
        aspect = "x"
        left = { word = "a", text = "b" }
        +++
        //- articles/d/below.md
        +++
        title = "Below"
        [fields]
        aspect = "x"
        left = { word = "a", text = "b" }
        draft = true
        +++
        //- articles/d/mistyped.md
        +++
        title = "Mistyped"
        [fields]
        aspct = "x"
        left = { word = "a", text = "b" }
        +++
        //- articles/d/moved.md
        +++
        title = "Moved"
        [fields]
        one = "x"
        two = "y"
        +++
        //- articles/plain.md
        +++
        title = "Plain"
        [fields]
        one = "x"
        two = "y"
        +++
        "#,
        expect![[r#"
            error[key-misplaced]: `aspect`, `left` are fields of `d`, and must be below `[fields]`
             --> articles/d/above.md:3:1
              |
            3 | aspect = "x"
              | ^^^^^^ not below `[fields]`
              |
              = help: write `fields.aspect = …`, or a line `[fields]` before it

            error[key-misplaced]: `draft` is a key of the article, but it is below `[fields]`
             --> articles/d/below.md:6:1
              |
            6 | draft = true
              | ^^^^^ part of that table
              |
              = help: move it above `[fields]`

            error[key-unknown]: `d` declares no field `aspct`
             --> articles/d/mistyped.md:4:1
              |
            4 | aspct = "x"
              | ^^^^^ unknown key
              |
              = help: did you mean `aspect`?

            error[key-unknown]: these are fields of `other`, but the article is in `d`
             --> articles/d/moved.md:3:2
              |
            3 | [fields]
              |  ^^^^^^ from another collection
              |
              = help: move the file to articles/other/
              = help: or give it the fields of `d`: `aspect`, `left`

            error[key-unknown]: this article cannot have fields: `one`, `two`
             --> articles/plain.md:4:1
              |
            4 | one = "x"
              | ^^^ not declared
              |
              = help: they are fields of `other`; move the file to articles/other/
        "#]],
    );
}

#[test]
fn an_impossible_date_is_told_with_the_days_that_its_month_has() {
    check(
        r#"
        //- articles/a.md
        +++
        date = 2026-02-30
        +++
        //- articles/b.md
        ---
        date: 2026-13-01
        updated: "2026-04-31"
        ---
        "#,
        expect![[r#"
            error[syntax]: there is no 2026-02-30
             --> articles/a.md:2:8
              |
            2 | date = 2026-02-30
              |        ^^^^^^^^^^ this is not TOML
              |
              = help: February 2026 has 28 days

            error[field-type]: there is no month 13: 2026-13-01
             --> articles/b.md:2:7
              |
            2 | date: 2026-13-01
              |       ^^^^^^^^^^ no such day
              |
              = help: write year, month and day: 2026-03-02

            error[field-type]: there is no 2026-04-31
             --> articles/b.md:3:10
              |
            3 | updated: "2026-04-31"
              |          ^^^^^^^^^^^^ no such day
              |
              = help: April 2026 has 30 days
        "#]],
    );
}

#[test]
fn an_unclosed_quote_in_yaml_is_told_where_it_opens() {
    check(
        r#"
        //- articles/a.md
        ---
        title: "True a wheel
        tags: [a, b]
        summary: "x"
        ---
        //- articles/b.md
        ---
        title: "a text that
          goes on here"
        tags: [a
        ---
        "#,
        expect![[r#"
            error[syntax]: this quote is never closed
             --> articles/a.md:2:8
              |
            2 | title: "True a wheel
              |        ^ this is not YAML
              |
              = help: write `title: "True a wheel"`

            error[syntax]: this `[` is never closed
             --> articles/b.md:4:7
              |
            4 | tags: [a
              |       ^ this is not YAML
              |
              = help: close it with `]`
        "#]],
    );
}

#[test]
fn what_obsidian_writes_needs_no_settings() {
    let found = problems(&build(
        r#"
        //- articles/index.md
        [[Note]]
        //- articles/Note.md
        ---
        aliases: [n]
        cssclasses: [wide]
        cssclass: wide
        mobile: true
        permalink: deep/note
        publish: true
        tags: []
        ---
        Text.
        "#,
    ));
    assert_eq!(found, "");
}

#[test]
fn an_unclosed_shortcode_is_told_where_it_opens() {
    check(
        r#"
        //- articles/a.md
        {{ figure(src="a.png", alt="x"

        Text and {{ form(id="b") }} more.

        {{ figure(src="a.png", alt="x")

        Text.

        {{ figure(src="a.png" alt="x") }}
        "#,
        expect![[r#"
            error[shortcode-syntax]: the shortcode `figure` is never closed
             --> articles/a.md:1:4
              |
            1 | {{ figure(src="a.png", alt="x"
              |    ^^^^^^ opened here
              |
              = help: end it with `) }}`

            error[shortcode-syntax]: the shortcode `figure` is never closed
             --> articles/a.md:5:4
              |
            5 | {{ figure(src="a.png", alt="x")
              |    ^^^^^^ opened here
              |
              = help: end it with `) }}`

            error[shortcode-syntax]: the shortcode `figure` cannot be read: expected `,` or `)`
             --> articles/a.md:9:23
              |
            9 | {{ figure(src="a.png" alt="x") }}
              |                       ^ here
              |
              = help: separate arguments by commas and end with `)`
        "#]],
    );
}
