//! Mistakes in front matter: one message each, at the position of the fix.

use expect_test::{Expect, expect};

use super::support::{build, file, problems};

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
              = help: or use the fields of `d`: `aspect`, `left`

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
fn an_impossible_date_is_reported_with_the_length_of_its_month() {
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
fn an_unclosed_quote_in_yaml_is_reported_where_it_opens() {
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
fn an_unclosed_shortcode_is_reported_where_it_opens() {
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

/// Obsidian lets people give their notes any property. Its settings, next to the notes, tell that they are a vault.
#[test]
fn a_vault_may_have_properties_of_its_own_and_no_mistyped_keys() {
    let notes = r#"
        //- site.toml
        title = "Notes"
        url = "https://example.com"
        language = "en"
        theme.name = "base"
        //- articles/a.md
        ---
        created: 2026-01-02T10:30:00
        status: seedling
        rate: 5
        type: book
        url: https://example.com/book
        due date: 2026-01-02
        authors: ["[[Jane Doe]]", "[[people/john|John R.]]"]
        related: ["[[b#Part]]"]
        image: "[[p.png]]"
        ---
        //- articles/b.md
        ---
        drfat: true
        tgas: [a]
        ---
        //- articles/pictures/p.png
        "#;
    let in_a_vault = build(&format!("{notes}//- articles/.obsidian/app.json\n"));
    let found = problems(&in_a_vault);
    assert_eq!(found.matches("error[").count(), 2, "{found}");
    assert!(found.contains("did you mean `draft`?") && found.contains("did you mean `tags`?"), "{found}");
    assert!(!in_a_vault.outputs.keys().any(|path| path.as_str().contains("obsidian")));
    let page = file(&in_a_vault, "a/index.html");
    assert!(page.contains("Jane Doe") && page.contains("John R.") && !page.contains("[["), "{page}");
    let elsewhere = problems(&build(notes));
    assert!(elsewhere.contains("front matter has no key `status`"), "{elsewhere}");
}

#[test]
fn keys_in_capital_letters_are_read_and_reported_once() {
    check(
        r#"
        //- articles/a.md
        ---
        Title: Secret
        Draft: true
        ---
        //- articles/b.md
        Title: Secret
        Draft: true

        Text.
        "#,
        expect![[r#"
            warning[key-foreign]: front matter keys are lowercase
             --> articles/a.md:2:1
              |
            2 | Title: Secret
              | ^^^^^ a capital letter
              |
              = help: write `title`, `draft`

            error[syntax]: this front matter has no opening line
             --> articles/b.md:1:1
              |
            1 | Title: Secret
              | ^^^^^^^^^^^^^ not a fence
              |
              = help: add a line of `---` before it, and one after the last key
        "#]],
    );
}

#[test]
fn plain_texts_show_no_markup() {
    check(
        r#"
        //- site.toml
        [collections.d.fields]
        word = { type = "text" }
        words = { type = "markdown" }
        left = { type = "side" }
        //- articles/d/a.md
        +++
        title = "The `cat` command"
        summary = "See [[A]]."
        [fields]
        word = "**bold**"
        words = "**bold**"
        left = { word = "a_b", text = "A [link](a.md)" }
        +++
        {{ figure(src="p.png", alt="2*3*4", caption="By *Ann*") }}
        //- articles/d/p.png
        "#,
        expect![[r#"
            warning[stray-markup]: `title` is plain text, so “`cat`” is shown as written
             --> articles/d/a.md:2:9
              |
            2 | title = "The `cat` command"
              |         ^^^^^^^^^^^^^^^^^^^ shown to readers
              |
              = help: write it without markup

            warning[stray-markup]: `summary` is plain text, so “[[A]]” is shown as written
             --> articles/d/a.md:3:11
              |
            3 | summary = "See [[A]]."
              |           ^^^^^^^^^^^^ shown to readers
              |
              = help: write it without markup

            warning[stray-markup]: `word` is plain text, so “**bold**” is shown as written
             --> articles/d/a.md:5:8
              |
            5 | word = "**bold**"
              |        ^^^^^^^^^^ shown to readers
              |
              = help: write it without markup

            warning[stray-markup]: `text` is plain text, so “[link](a.md)” is shown as written
             --> articles/d/a.md:7:31
              |
            7 | left = { word = "a_b", text = "A [link](a.md)" }
              |                               ^^^^^^^^^^^^^^^^ shown to readers
              |
              = help: write it without markup

            warning[stray-markup]: `caption` is plain text, so “*Ann*” is shown as written
             --> articles/d/a.md:9:45
              |
            9 | {{ figure(src="p.png", alt="2*3*4", caption="By *Ann*") }}
              |                                             ^^^^^^^^^^ shown to readers
              |
              = help: write it without markup
        "#]],
    );
}

#[test]
fn of_two_addresses_for_one_name_the_second_is_reported() {
    check(
        r#"
        //- articles/a.md
        [a], [b c] and [d]

        [a]: https://one.example/
        [A]: https://two.example/

        > [b c]: https://three.example/
        > [B  C]: <https://four.example/>

        [d]: https://five.example/
        [d]: https://five.example/

        ```
        [a]: https://shown.example/
        ```
        "#,
        expect![[r#"
            warning[definition-unused]: links `[A]` have another address already, so this line has no effect
             --> articles/a.md:4:1
              |
            4 | [A]: https://two.example/
              | ^^^^^^^^^^^^^^^^^^^^^^^^^ no effect
              |
             ::: articles/a.md:3:1
              |
            3 | [a]: https://one.example/
              | ------------------------- the address of these links
              |
              = help: remove one of the two lines, or rename it together with its links

            warning[definition-unused]: links `[B  C]` have another address already, so this line has no effect
             --> articles/a.md:7:3
              |
            7 | > [B  C]: <https://four.example/>
              |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no effect
              |
             ::: articles/a.md:6:3
              |
            6 | > [b c]: https://three.example/
              |   ----------------------------- the address of these links
              |
              = help: remove one of the two lines, or rename it together with its links
        "#]],
    );
}

#[test]
fn an_image_that_is_not_there_is_one_message() {
    check(
        r#"
        //- articles/a.md
        ![](no.png) and ![[no.png]]

        {{ figure(src="nothing.png") }}
        "#,
        expect![[r#"
            error[file-missing]: there is no file at “no.png”
             --> articles/a.md:1:1
              |
            1 | ![](no.png) and ![[no.png]]
              | ^^^^^^^^^^^ not found
              |
              = help: put it below `articles/`, preferably next to the article that uses it

            error[file-missing]: there is no file at “no.png”
             --> articles/a.md:1:17
              |
            1 | ![](no.png) and ![[no.png]]
              |                 ^^^^^^^^^^^ not found
              |
              = help: put it below `articles/`, preferably next to the article that uses it

            error[shortcode-argument]: the shortcode `figure` needs `alt`
             --> articles/a.md:3:4
              |
            3 | {{ figure(src="nothing.png") }}
              |    ^^^^^^ `alt` is missing
              |
              = help: add `alt=…`: text

            error[file-missing]: there is no file at “nothing.png”
             --> articles/a.md:3:15
              |
            3 | {{ figure(src="nothing.png") }}
              |               ^^^^^^^^^^^^^ not found
              |
              = help: put it below `articles/`, preferably next to the article that uses it
        "#]],
    );
}

#[test]
fn a_heading_is_suggested_by_its_words() {
    check(
        r#"
        //- articles/a.md
        # A

        ## Installing

        ## Setting up a printer

        [x](#instaling), [x](#seting-up), [[#Printers]], [x](#cat)
        "#,
        expect![[r#"
            error[heading-missing]: “A” has no heading “instaling”
             --> articles/a.md:7:1
              |
            7 | [x](#instaling), [x](#seting-up), [[#Printers]], [x](#cat)
              | ^^^^^^^^^^^^^^^ not found
              |
              = help: did you mean “Installing”?

            error[heading-missing]: “A” has no heading “seting-up”
             --> articles/a.md:7:18
              |
            7 | [x](#instaling), [x](#seting-up), [[#Printers]], [x](#cat)
              |                  ^^^^^^^^^^^^^^^ not found
              |
              = help: did you mean “Setting up a printer”?

            error[heading-missing]: “A” has no heading “Printers”
             --> articles/a.md:7:35
              |
            7 | [x](#instaling), [x](#seting-up), [[#Printers]], [x](#cat)
              |                                   ^^^^^^^^^^^^^ not found
              |
              = help: did you mean “Setting up a printer”?

            error[heading-missing]: “A” has no heading “cat”
             --> articles/a.md:7:50
              |
            7 | [x](#instaling), [x](#seting-up), [[#Printers]], [x](#cat)
              |                                                  ^^^^^^^^^ not found
              |
              = help: its headings are “Installing”, “Setting up a printer”
        "#]],
    );
}

/// LaTeX reads `%` as the start of a comment, which would take the closing dollar sign along; MathJax and KaTeX drop the rest.
#[test]
fn a_percent_sign_in_a_formula_takes_nothing_away() {
    check(
        r#"
        //- articles/a.md
        The share is $50%$, or $50\%$, or $a % b$ of it.

        $$
        x % of all
        + y
        $$
        "#,
        expect![[r#"
            error[math-invalid]: this formula cannot be shown: `%` begins a comment, so “%” is lost
             --> articles/a.md:1:17
              |
            1 | The share is $50%$, or $50\%$, or $a % b$ of it.
              |                 ^ here
              |
              = help: write `\%` for a percent sign

            error[math-invalid]: this formula cannot be shown: `%` begins a comment, so “% b” is lost
             --> articles/a.md:1:38
              |
            1 | The share is $50%$, or $50\%$, or $a % b$ of it.
              |                                      ^^^ here
              |
              = help: write `\%` for a percent sign
        "#]],
    );
}

#[test]
fn a_wikilink_that_names_no_article_says_what_to_write() {
    check(
        r#"
        //- articles/a.md
        [[https://example.com/]], [[mailto:a@b.example|write]], [[#]], [[]], [[|words]], [[b^part]]
        //- articles/b.md
        Text. ^part
        "#,
        expect![[r#"
            error[link-invalid]: double brackets lead only to articles and files of this site
             --> articles/a.md:1:1
              |
            1 | [[https://example.com/]], [[mailto:a@b.example|write]], [[#]], [[]], [[|words]], [[b^part]]
              | ^^^^^^^^^^^^^^^^^^^^^^^^ a web address
              |
              = help: write `[words](https://example.com/)`

            error[link-invalid]: double brackets lead only to articles and files of this site
             --> articles/a.md:1:27
              |
            1 | [[https://example.com/]], [[mailto:a@b.example|write]], [[#]], [[]], [[|words]], [[b^part]]
              |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a web address
              |
              = help: write `[words](mailto:a@b.example)`

            error[link-missing]: this link does not say where it leads
             --> articles/a.md:1:57
              |
            1 | [[https://example.com/]], [[mailto:a@b.example|write]], [[#]], [[]], [[|words]], [[b^part]]
              |                                                         ^^^^^ no name
              |
              = help: write the name of an article, or `#` and a heading: `[[Name]]`, `[[#Heading]]`

            warning[stray-markup]: this link is shown as written: it has no name
             --> articles/a.md:1:64
              |
            1 | [[https://example.com/]], [[mailto:a@b.example|write]], [[#]], [[]], [[|words]], [[b^part]]
              |                                                                ^^^^ shown to readers
              |
              = help: write the name of an article: `[[Name]]`, `[[Name|words]]`

            warning[stray-markup]: this link is shown as written: it has no name
             --> articles/a.md:1:70
              |
            1 | [[https://example.com/]], [[mailto:a@b.example|write]], [[#]], [[]], [[|words]], [[b^part]]
              |                                                                      ^^^^^^^^^^ shown to readers
              |
              = help: write the name of an article: `[[Name]]`, `[[Name|words]]`

            error[link-missing]: no article is called “b^part”
             --> articles/a.md:1:82
              |
            1 | [[https://example.com/]], [[mailto:a@b.example|write]], [[#]], [[]], [[|words]], [[b^part]]
              |                                                                                  ^^^^^^^^^^ not found
              |
              = help: a link to a block is written `[[b#^part]]`
        "#]],
    );
}

#[test]
fn a_size_that_cannot_be_read_is_not_a_description() {
    check(
        r#"
        //- articles/a.md
        ![[p.png|300px]] ![[p.png|words|50%]] ![x200](p.png) ![width=300](p.png)

        ![[p.png|words|300]] ![[p.png|A 50% share]] ![[p.png|Windows 11]] ![Figure 3](p.png)
        //- articles/p.png
        "#,
        expect![[r#"
            warning[picture-alt]: “300px” would be read aloud as the description of this image
             --> articles/a.md:1:1
              |
            1 | ![[p.png|300px]] ![[p.png|words|50%]] ![x200](p.png) ![width=300](p.png)
              | ^^^^^^^^^^^^^^^^ not a size
              |
              = help: write the width in pixels, without a unit, after the description: `|300`, `|300x200`

            warning[picture-alt]: “words|50%” would be read aloud as the description of this image
             --> articles/a.md:1:18
              |
            1 | ![[p.png|300px]] ![[p.png|words|50%]] ![x200](p.png) ![width=300](p.png)
              |                  ^^^^^^^^^^^^^^^^^^^^ not a size
              |
              = help: write the width in pixels, without a unit, after the description: `|300`, `|300x200`

            warning[picture-alt]: “x200” would be read aloud as the description of this image
             --> articles/a.md:1:39
              |
            1 | ![[p.png|300px]] ![[p.png|words|50%]] ![x200](p.png) ![width=300](p.png)
              |                                       ^^^^^^^^^^^^^^ not a size
              |
              = help: write the width in pixels, without a unit, after the description: `|300`, `|300x200`

            warning[picture-alt]: “width=300” would be read aloud as the description of this image
             --> articles/a.md:1:54
              |
            1 | ![[p.png|300px]] ![[p.png|words|50%]] ![x200](p.png) ![width=300](p.png)
              |                                                      ^^^^^^^^^^^^^^^^^^^ not a size
              |
              = help: write the width in pixels, without a unit, after the description: `|300`, `|300x200`
        "#]],
    );
}

#[test]
fn a_template_among_the_notes_is_recognized() {
    check(
        r#"
        //- articles/Templates/Daily note.md
        ---
        date: {{date}}
        ---
        Text.
        "#,
        expect![[r#"
            error[syntax]: a key must be text, but this is a table
             --> articles/Templates/Daily note.md:2:8
              |
            2 | date: {{date}}
              |        ^^^^^^ this is not YAML
              |
              = help: if this is a template for new articles, leave its folder out of the site: `exclude = ["Templates/**"]` in site.toml
        "#]],
    );
}

#[test]
fn a_mistyped_name_of_the_fields_is_one_message() {
    check(
        r#"
        //- site.toml
        [collections.d.fields]
        aspect = { type = "text", required = true }
        left = { type = "side", required = true }
        //- articles/d/a.md
        +++
        [feilds]
        aspect = "x"
        left = { word = "a", text = "b" }
        +++
        //- articles/d/b.md
        ---
        field:
          aspect: x
          left: { word: a, text: b }
        ---
        //- articles/d/c.md
        ---
        title: No fields
        ---
        "#,
        expect![[r#"
            error[key-unknown]: front matter has no key `feilds`
             --> articles/d/a.md:2:2
              |
            2 | [feilds]
              |  ^^^^^^ unknown key
              |
              = help: did you mean `fields`?

            error[key-unknown]: front matter has no key `field`
             --> articles/d/b.md:2:1
              |
            2 | field:
              | ^^^^^ unknown key
              |
              = help: did you mean `fields`?

            error[field-missing]: the field `aspect` is missing
             --> articles/d/c.md:1:1
              |
            1 | ---
              | ^^^ articles of `d` must have it
              |
              = help: add `aspect: …` below `fields:`

            error[field-missing]: the field `left` is missing
             --> articles/d/c.md:1:1
              |
            1 | ---
              | ^^^ articles of `d` must have it
              |
              = help: add `left: { word: "…", text: "…" }` below `fields:`
        "#]],
    );
}

#[test]
fn a_table_of_another_program_keeps_no_draft() {
    check(
        r#"
        //- articles/a.md
        +++
        title = "A"
        [taxonomies]
        tags = ["a"]
        draft = true
        +++
        "#,
        expect![[r#"
            warning[key-foreign]: kb has no key `taxonomies`
             --> articles/a.md:3:2
              |
            3 | [taxonomies]
              |  ^^^^^^^^^^ another program's key
              |
              = help: write `tags` outside a table

            error[key-misplaced]: `draft` is a key of the article, but it is below `[taxonomies]`
             --> articles/a.md:5:1
              |
            5 | draft = true
              | ^^^^^ part of that table
              |
              = help: move it above `[taxonomies]`
        "#]],
    );
}

#[test]
fn a_sign_in_the_name_of_a_file_is_encoded_in_the_hint() {
    check(
        r#"
        //- articles/a.md
        [f](<C# notes.md>) [h](C# notes.md) [i](my notes.md#part) [j](why?.md) [[C# notes]] [[C# notes#Part|x]]
        ![x](<a#b.png>) ![[a#b.png]] [k](wy%3F.md)
        //- articles/C# notes.md
        ## Part
        //- articles/why?.md
        Text.
        //- articles/a#b.png
        x
        "#,
        expect![[r#"
            error[link-missing]: there is no article at “C”
             --> articles/a.md:1:1
              |
            1 | [f](<C# notes.md>) [h](C# notes.md) [i](my notes.md#part) [j](why?.md) [[C# notes]] [[C# notes#Part|x]]
              | ^^^^^^^^^^^^^^^^^^ not found
              |
              = help: `#` and `?` end the path of an address; write `C%23%20notes.md`

            warning[stray-markup]: this link is shown as written: its address contains a space
             --> articles/a.md:1:20
              |
            1 | [f](<C# notes.md>) [h](C# notes.md) [i](my notes.md#part) [j](why?.md) [[C# notes]] [[C# notes#Part|x]]
              |                    ^^^^^^^^^^^^^^^^ shown to readers
              |
              = help: put the address in angle brackets: `[h](<C%23 notes.md>)`

            warning[stray-markup]: this link is shown as written: its address contains a space
             --> articles/a.md:1:37
              |
            1 | [f](<C# notes.md>) [h](C# notes.md) [i](my notes.md#part) [j](why?.md) [[C# notes]] [[C# notes#Part|x]]
              |                                     ^^^^^^^^^^^^^^^^^^^^^ shown to readers
              |
              = help: put the address in angle brackets: `[i](<my notes.md#part>)`

            error[link-missing]: there is no article at “why”
             --> articles/a.md:1:59
              |
            1 | [f](<C# notes.md>) [h](C# notes.md) [i](my notes.md#part) [j](why?.md) [[C# notes]] [[C# notes#Part|x]]
              |                                                           ^^^^^^^^^^^^ not found
              |
              = help: `#` and `?` end the path of an address; write `why%3F.md`

            error[link-missing]: no article is called “C”
             --> articles/a.md:1:72
              |
            1 | [f](<C# notes.md>) [h](C# notes.md) [i](my notes.md#part) [j](why?.md) [[C# notes]] [[C# notes#Part|x]]
              |                                                                        ^^^^^^^^^^^^ not found
              |
              = help: in double brackets `#` begins a heading; write `[words](C%23%20notes.md)`

            error[link-missing]: no article is called “C”
             --> articles/a.md:1:85
              |
            1 | [f](<C# notes.md>) [h](C# notes.md) [i](my notes.md#part) [j](why?.md) [[C# notes]] [[C# notes#Part|x]]
              |                                                                                     ^^^^^^^^^^^^^^^^^^^ not found
              |
              = help: in double brackets `#` begins a heading; write `[words](C%23%20notes.md)`

            error[heading-missing]: “A” has no heading “b.png”
             --> articles/a.md:2:1
              |
            2 | ![x](<a#b.png>) ![[a#b.png]] [k](wy%3F.md)
              | ^^^^^^^^^^^^^^^ not found
              |
              = help: it has no headings; link to the page itself

            error[heading-missing]: “A” has no heading “b.png”
             --> articles/a.md:2:17
              |
            2 | ![x](<a#b.png>) ![[a#b.png]] [k](wy%3F.md)
              |                 ^^^^^^^^^^^^ not found
              |
              = help: it has no headings; link to the page itself

            error[link-missing]: there is no article at “wy?.md”
             --> articles/a.md:2:30
              |
            2 | ![x](<a#b.png>) ![[a#b.png]] [k](wy%3F.md)
              |                              ^^^^^^^^^^^^^ not found
              |
              = help: did you mean `why%3F.md`?
        "#]],
    );
}

#[test]
fn characters_from_an_input_method_or_the_tab_key_are_reported_where_they_are() {
    check(
        &r#"
        //- articles/a.md
        ---
        title: A
        ~tags: [a]
        ---
        //- articles/b.md
        ---
        title: B
        draft： true
        ---
        //- articles/c.md
        ---
        draft：true
        ---
        //- articles/d.md
        ---
        published: no
        ---
        "#
        .replace('~', "\t"),
        expect![[r#"
            error[syntax]: a line cannot be indented with tabs
             --> articles/a.md:3:1
              |
            3 |     tags: [a]
              | ^^^^ this is not YAML
              |
              = help: indent with spaces

            error[syntax]: this colon is a full-width one
             --> articles/b.md:3:6
              |
            3 | draft： true
              |      ^^ this is not YAML
              |
              = help: write `draft: true`

            error[syntax]: this colon is a full-width one
             --> articles/c.md:2:6
              |
            2 | draft：true
              |      ^^ this is not YAML
              |
              = help: write `draft: true`

            warning[key-foreign]: `published` is called `draft` in kb, and means the opposite
             --> articles/d.md:2:1
              |
            2 | published: no
              | ^^^^^^^^^ another program's key
              |
              = help: write `draft: true`
        "#]],
    );
}

#[test]
fn a_mistyped_key_is_not_missing_as_well() {
    check(
        r#"
        //- site.toml
        titel = "T"
        url = "https://example.com"
        language = "en"
        theme.name = "base"
        [collections.d.fields]
        a = { typ = "text" }
        //- articles/d/a.md
        +++
        [sides]
        lft = { word = "a", text = "b" }
        right = { wrd = "a", text = "b" }
        +++
        {{ figure(scr="p.png", alt="x") }}
        //- articles/d/p.png
        x
        "#,
        expect![[r#"
            error[key-unknown]: `[sides]` has no key `lft`
             --> articles/d/a.md:3:1
              |
            3 | lft = { word = "a", text = "b" }
              | ^^^ unknown key
              |
              = help: did you mean `left`?

            error[key-unknown]: `right` has no key `wrd`
             --> articles/d/a.md:4:11
              |
            4 | right = { wrd = "a", text = "b" }
              |           ^^^ unknown key
              |
              = help: did you mean `word`?

            error[shortcode-argument]: the shortcode `figure` has no argument `scr`
             --> articles/d/a.md:6:11
              |
            6 | {{ figure(scr="p.png", alt="x") }}
              |           ^^^ unknown argument
              |
              = help: did you mean `src`?

            error[key-unknown]: `site.toml` has no key `titel`
             --> site.toml:1:1
              |
            1 | titel = "T"
              | ^^^^^ unknown key
              |
              = help: did you mean `title`?

            error[key-unknown]: the field `a` has no key `typ`
             --> site.toml:6:7
              |
            6 | a = { typ = "text" }
              |       ^^^ unknown key
              |
              = help: did you mean `type`?
        "#]],
    );
}

#[test]
fn a_link_with_nothing_between_its_parentheses_says_what_to_write() {
    check(
        r#"
        //- articles/a.md
        [words]() ![words](<>)
        //- articles/guides/index.md
        The folder above has a page.
        //- articles/guides/b.md
        [words]() ![words](<>)
        "#,
        expect![[r#"
            error[link-missing]: this link does not say where it leads
             --> articles/a.md:1:1
              |
            1 | [words]() ![words](<>)
              | ^^^^^^^^^ no address
              |
              = help: write an address between the parentheses: `[words](guide.md)`

            error[link-missing]: this link does not say where it leads
             --> articles/a.md:1:11
              |
            1 | [words]() ![words](<>)
              |           ^^^^^^^^^^^^ no address
              |
              = help: write an address between the parentheses: `![words](picture.png)`

            error[link-missing]: this link does not say where it leads
             --> articles/guides/b.md:1:1
              |
            1 | [words]() ![words](<>)
              | ^^^^^^^^^ no address
              |
              = help: write an address between the parentheses: `[words](guide.md)`

            error[link-missing]: this link does not say where it leads
             --> articles/guides/b.md:1:11
              |
            1 | [words]() ![words](<>)
              |           ^^^^^^^^^^^^ no address
              |
              = help: write an address between the parentheses: `![words](picture.png)`
        "#]],
    );
}

#[test]
fn an_alias_is_a_name_or_an_address_and_never_nothing() {
    check(
        r#"
        //- articles/index.md
        [[TCP/IP]] [[and/or]] [old](/old/page/)
        //- articles/a.md
        +++
        aliases = ["TCP/IP", "and/or", "old/page", "old/", "docs/guide.html", "../up", "https://example.com/mine/", "https://other.example/b/", "www.other.example"]
        +++
        //- articles/b.md
        +++
        aliases = ["old/page", "and/or else"]
        +++
        "#,
        expect![[r#"
            error[address-invalid]: an old address begins with a slash
             --> articles/a.md:2:44
              |
            2 | aliases = ["TCP/IP", "and/or", "old/page", "old/", "docs/guide.html", "../up", "https://example.com/mine/", "https://other.example/b/...
              |                                            ^^^^^^ no slash at the start
              |
              = help: write `/old/`, the whole path from the root of the site

            error[address-invalid]: an old address begins with a slash
             --> articles/a.md:2:52
              |
            2 | aliases = ["TCP/IP", "and/or", "old/page", "old/", "docs/guide.html", "../up", "https://example.com/mine/", "https://other.example/b/...
              |                                                    ^^^^^^^^^^^^^^^^^ no slash at the start
              |
              = help: write `/docs/guide.html`, the whole path from the root of the site

            error[address-invalid]: an old address begins with a slash
             --> articles/a.md:2:71
              |
            2 | aliases = ["TCP/IP", "and/or", "old/page", "old/", "docs/guide.html", "../up", "https://example.com/mine/", "https://other.example/b/...
              |                                                                       ^^^^^^^ no slash at the start
              |
              = help: write `/up`, the whole path from the root of the site

            error[address-invalid]: an old address is written without the host
             --> articles/a.md:2:80
              |
            2 | aliases = ["TCP/IP", "and/or", "old/page", "old/", "docs/guide.html", "../up", "https://example.com/mine/", "https://other.example/b/...
              |                                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ a full address
              |
              = help: write `/mine/`

            error[address-invalid]: an alias cannot be an address of another site
             --> articles/a.md:2:109
              |
            2 | ...ml", "../up", "https://example.com/mine/", "https://other.example/b/", "www.other.example"]
              |                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^ not on this site
              |
              = help: write the part of the address that follows the host, such as `/old/page/`

            error[address-invalid]: an alias cannot be an address of another site
             --> articles/a.md:2:137
              |
            2 | ...xample.com/mine/", "https://other.example/b/", "www.other.example"]
              |                                                   ^^^^^^^^^^^^^^^^^^^ not on this site
              |
              = help: write the part of the address that follows the host, such as `/old/page/`
        "#]],
    );
}

#[test]
fn a_tag_has_a_name() {
    check(
        r##"
        //- articles/a.md
        +++
        tags = ["#", "one", "", "#two", " "]
        +++
        //- articles/b.md
        ---
        tags: "one, #, "
        ---
        "##,
        expect![[r##"
            error[field-type]: “#” is not the name of a tag
             --> articles/a.md:2:9
              |
            2 | tags = ["#", "one", "", "#two", " "]
              |         ^^^ no name
              |
              = help: write the name after the `#`, or remove it

            error[field-type]: “#” is not the name of a tag
             --> articles/b.md:2:7
              |
            2 | tags: "one, #, "
              |       ^^^^^^^^^^ no name
              |
              = help: write the name after the `#`, or remove it
        "##]],
    );
}

#[test]
fn an_address_without_its_beginning_is_told() {
    check(
        r#"
        //- site.toml
        menu = [{ title = "Us", target = "example.org" }]
        //- articles/a.md
        [h](example.com) [h](example.com/page.html?a=b#c) ![p](cdn.example.net/a.png) [[example.com]]

        [m](anna@mail.example) [[anna@mail.example]] [file](guide.zip) [file](icon@2x.png) [file](notes.de.md)
        "#,
        expect![[r#"
            error[link-invalid]: “example.com” is not the address of another site
             --> articles/a.md:1:1
              |
            1 | [h](example.com) [h](example.com/page.html?a=b#c) ![p](cdn.example.net/a.png) [[example.com]]
              | ^^^^^^^^^^^^^^^^ without https://
              |
              = help: write `https://example.com`

            error[link-invalid]: “example.com/page.html” is not the address of another site
             --> articles/a.md:1:18
              |
            1 | [h](example.com) [h](example.com/page.html?a=b#c) ![p](cdn.example.net/a.png) [[example.com]]
              |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ without https://
              |
              = help: write `https://example.com/page.html`

            error[link-invalid]: “cdn.example.net/a.png” is not the address of another site
             --> articles/a.md:1:51
              |
            1 | [h](example.com) [h](example.com/page.html?a=b#c) ![p](cdn.example.net/a.png) [[example.com]]
              |                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ without https://
              |
              = help: write `https://cdn.example.net/a.png`

            error[link-invalid]: double brackets lead only to articles and files of this site
             --> articles/a.md:1:79
              |
            1 | [h](example.com) [h](example.com/page.html?a=b#c) ![p](cdn.example.net/a.png) [[example.com]]
              |                                                                               ^^^^^^^^^^^^^^^ a web address
              |
              = help: write `[words](https://example.com)`

            error[link-invalid]: “anna@mail.example” is not an e-mail address
             --> articles/a.md:3:1
              |
            3 | [m](anna@mail.example) [[anna@mail.example]] [file](guide.zip) [file](icon@2x.png) [file](notes.de.md)
              | ^^^^^^^^^^^^^^^^^^^^^^ without mailto:
              |
              = help: write `mailto:anna@mail.example`

            error[link-invalid]: double brackets lead only to articles and files of this site
             --> articles/a.md:3:24
              |
            3 | [m](anna@mail.example) [[anna@mail.example]] [file](guide.zip) [file](icon@2x.png) [file](notes.de.md)
              |                        ^^^^^^^^^^^^^^^^^^^^^ a web address
              |
              = help: write `[words](mailto:anna@mail.example)`

            error[file-missing]: there is no file at “guide.zip”
             --> articles/a.md:3:46
              |
            3 | [m](anna@mail.example) [[anna@mail.example]] [file](guide.zip) [file](icon@2x.png) [file](notes.de.md)
              |                                              ^^^^^^^^^^^^^^^^^ not found
              |
              = help: put it below `articles/`, preferably next to the article that uses it

            error[file-missing]: there is no file at “icon@2x.png”
             --> articles/a.md:3:64
              |
            3 | [m](anna@mail.example) [[anna@mail.example]] [file](guide.zip) [file](icon@2x.png) [file](notes.de.md)
              |                                                                ^^^^^^^^^^^^^^^^^^^ not found
              |
              = help: put it below `articles/`, preferably next to the article that uses it

            error[link-missing]: there is no article at “notes.de.md”
             --> articles/a.md:3:84
              |
            3 | [m](anna@mail.example) [[anna@mail.example]] [file](guide.zip) [file](icon@2x.png) [file](notes.de.md)
              |                                                                                    ^^^^^^^^^^^^^^^^^^^ not found
              |
              = help: create `articles/notes.de.md`, or remove the link

            error[link-invalid]: “example.org” is not the address of another site
             --> site.toml:5:34
              |
            5 | menu = [{ title = "Us", target = "example.org" }]
              |                                  ^^^^^^^^^^^^^ without https://
              |
              = help: write `https://example.org`
        "#]],
    );
}

#[test]
fn an_argument_of_another_name_is_one_message() {
    check(
        r#"
        //- site.toml
        backend.kind = "netlify"
        [cta.ask]
        title = "Ask"
        button = "Ask"
        target = "form:ask"
        [forms.ask]
        title = "Ask"
        [[forms.ask.fields]]
        name = "topic"
        label = "Topic"
        //- articles/a.md
        {{ form(name="ask") }}
        //- articles/b.md
        {{ form(topic="Prices") }}
        //- articles/c.md
        {{ form(topic="Prices", name="ask") }}
        //- articles/d.md
        {{ form(id="aks", topic="Prices") }}
        //- articles/e.md
        {{ cta(name="ask") }}
        //- articles/f.md
        {{ comparison() }}
        "#,
        expect![[r#"
            error[shortcode-argument]: the shortcode `form` has no argument `name`
             --> articles/a.md:1:9
              |
            1 | {{ form(name="ask") }}
              |         ^^^^ unknown argument
              |
              = help: did you mean `id`?

            error[shortcode-argument]: the shortcode `form` needs `id`
             --> articles/b.md:1:4
              |
            1 | {{ form(topic="Prices") }}
              |    ^^^^ `id` is missing
              |
              = help: add `id=…`: the name of a form

            error[shortcode-argument]: the shortcode `form` has no argument `name`
             --> articles/c.md:1:25
              |
            1 | {{ form(topic="Prices", name="ask") }}
              |                         ^^^^ unknown argument
              |
              = help: did you mean `id`?

            error[form-missing]: no form is called “aks”
             --> articles/d.md:1:12
              |
            1 | {{ form(id="aks", topic="Prices") }}
              |            ^^^^^ unknown
              |
              = help: did you mean “ask”?

            error[shortcode-argument]: the shortcode `cta` has no argument `name`
             --> articles/e.md:1:8
              |
            1 | {{ cta(name="ask") }}
              |        ^^^^ unknown argument
              |
              = help: did you mean `id`?

            error[shortcode-argument]: the shortcode `comparison` needs `of`
             --> articles/f.md:1:4
              |
            1 | {{ comparison() }}
              |    ^^^^^^^^^^ `of` is missing
              |
              = help: add `of=…`: the name of a collection

            warning[privacy-missing]: the form “ask” does not say what happens to the data that readers send
              --> site.toml:10:8
               |
            10 | [forms.ask]
               |        ^^^ has no consent line
               |
               = help: add `[consent]` with a text that links to your privacy policy: text = "… the [privacy policy](/privacy/) …"
        "#]],
    );
}

#[test]
fn a_heading_or_a_link_without_text_is_told_once() {
    check(
        r#"
        //- articles/a.md
        #

        ##

        ## {#named}

        ## %% later %%

        ## Words

        [](<>) []() [e]() [](#) [](b.md) [ ](b.md)
        //- articles/b.md
        Text.
        "#,
        expect![[r#"
            warning[heading-empty]: this heading has no text
             --> articles/a.md:1:1
              |
            1 | #
              | ^ no text
              |
             ::: articles/a.md:3:1
              |
            3 | ##
              | ^^ no text
              |
             ::: articles/a.md:5:1
              |
            5 | ## {#named}
              | ^^^^^^^^^^^ no text
              |
              = note: the same at 1 more place, in 1 file
              = help: write its words, or remove the line

            error[link-missing]: this link does not say where it leads
              --> articles/a.md:11:1
               |
            11 | [](<>) []() [e]() [](#) [](b.md) [ ](b.md)
               | ^^^^^^ no address
               |
              ::: articles/a.md:11:8
               |
            11 | [](<>) []() [e]() [](#) [](b.md) [ ](b.md)
               |        ^^^^ no address
               |
              ::: articles/a.md:11:13
               |
            11 | [](<>) []() [e]() [](#) [](b.md) [ ](b.md)
               |             ^^^^^ no address
               |
               = note: the same at 1 more place, in 1 file
               = help: write an address between the parentheses: `[words](guide.md)`

            warning[link-empty]: this link has no text
              --> articles/a.md:11:25
               |
            11 | [](<>) []() [e]() [](#) [](b.md) [ ](b.md)
               |                         ^^^^^^^^ no text
               |
               = help: say where it leads: `[words](address)`

            warning[link-empty]: this link has no text
              --> articles/a.md:11:34
               |
            11 | [](<>) []() [e]() [](#) [](b.md) [ ](b.md)
               |                                  ^^^^^^^^^ no text
               |
               = help: say where it leads: `[words](address)`
        "#]],
    );
}

#[test]
fn what_is_no_image_is_not_shown_as_one() {
    check(
        r#"
        //- articles/a.md
        +++
        image = "b.md"
        +++
        ![b](b) ![b](/b/) ![anna](mailto:anna@mail.example)

        {{ figure(src="data.zip", alt="Data") }}

        <img src="b.md" alt="b"> <video src="film.mp4" poster="p.png"></video>
        //- articles/b.md
        Text.
        //- articles/data.zip
        x
        //- articles/film.mp4
        x
        //- articles/p.png
        x
        "#,
        expect![[r#"
            error[link-invalid]: “b.md” is a page, which cannot be shown as an image
             --> articles/a.md:2:9
              |
            2 | image = "b.md"
              |         ^^^^^^ not an image
              |
              = help: name an image, such as `picture.png`

            error[link-invalid]: “b” is a page, which cannot be shown as an image
             --> articles/a.md:4:1
              |
            4 | ![b](b) ![b](/b/) ![anna](mailto:anna@mail.example)
              | ^^^^^^^ not an image
              |
              = help: remove the `!` to link to it; an article is embedded with `![[b]]`

            error[link-invalid]: “/b/” is a page, which cannot be shown as an image
             --> articles/a.md:4:9
              |
            4 | ![b](b) ![b](/b/) ![anna](mailto:anna@mail.example)
              |         ^^^^^^^^^ not an image
              |
              = help: remove the `!` to link to it; an article is embedded with `![[/b/]]`

            error[link-invalid]: this is not the address of an image
             --> articles/a.md:4:19
              |
            4 | ![b](b) ![b](/b/) ![anna](mailto:anna@mail.example)
              |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not allowed
              |
              = help: write that of an image, or make it a link, without `!`

            error[link-invalid]: “data.zip” is not an image
             --> articles/a.md:6:15
              |
            6 | {{ figure(src="data.zip", alt="Data") }}
              |               ^^^^^^^^^^ not an image
              |
              = help: name an image, such as `picture.png`

            error[link-invalid]: “b.md” is a page, which cannot be shown as an image
             --> articles/a.md:8:11
              |
            8 | <img src="b.md" alt="b"> <video src="film.mp4" poster="p.png"></video>
              |           ^^^^ not an image
              |
              = help: name an image, such as `picture.png`
        "#]],
    );
}

#[test]
fn a_field_of_the_wrong_type_is_one_message_with_what_to_write() {
    check(
        r#"
        //- site.toml
        [collections.d.fields]
        aspect = { type = "text", required = true }
        when = { type = "date" }
        count = { type = "number" }
        kind = { type = "choice", options = ["one", "two"] }
        open = { type = "boolean" }
        //- articles/d/a.md
        +++
        draft = "false"
        order = "7"
        [fields]
        aspect = "x"
        count = "3"
        kind = "tow"
        open = "true"
        +++
        //- articles/d/b.md
        ---
        fields:
        aspect: x
        when: 2026-02-03
        ---
        //- articles/d/c.md
        ---
        fields: x
        ---
        "#,
        expect![[r#"
            error[field-type]: `draft` must be true or false, but this is text
             --> articles/d/a.md:2:9
              |
            2 | draft = "false"
              |         ^^^^^^^ expected true or false
              |
              = help: write `false`, without quotes

            error[field-type]: `order` must be a whole number, but this is text
             --> articles/d/a.md:3:9
              |
            3 | order = "7"
              |         ^^^ expected a whole number
              |
              = help: write `7`, without quotes

            error[field-type]: `count` must be a number, but this is “3”
             --> articles/d/a.md:6:9
              |
            6 | count = "3"
              |         ^^^ expected a number
              |
              = help: write `3`, without quotes

            error[field-type]: `kind` must be one of “one”, “two”, but this is “tow”
             --> articles/d/a.md:7:8
              |
            7 | kind = "tow"
              |        ^^^^^ expected one of “one”, “two”
              |
              = help: did you mean “two”?

            error[field-type]: `open` must be true or false, but this is “true”
             --> articles/d/a.md:8:8
              |
            8 | open = "true"
              |        ^^^^^^ expected true or false
              |
              = help: write `true`, without quotes

            error[key-misplaced]: `aspect`, `when` are fields of `d`, and must be below `fields:`
             --> articles/d/b.md:3:1
              |
            3 | aspect: x
              | ^^^^^^ not below `fields:`
              |
              = help: move it below `fields:`

            error[field-type]: `fields` must be a table, but this is text
             --> articles/d/c.md:2:9
              |
            2 | fields: x
              |         ^ expected a table
        "#]],
    );
}

#[test]
fn a_comment_in_a_title_and_a_name_in_bare_brackets_are_told() {
    check(
        r#"
        //- articles/a.md
        ---
        title: #1 guide
        summary: The C # notes
        tags: 2024
        ---
        //- articles/b.md
        ---
        title: "No # comment"
        related: [[a]]
        ---
        //- articles/c.md
        ---
        title: 404
        image: [[p.png]]
        ---
        //- articles/d.md
        +++
        tags = ["a" "b"]
        +++
        //- articles/e.md
        +++
        [sides
        left = 1
        +++
        "#,
        expect![[r##"
            warning[title-markup]: in YAML, `#` begins a comment, so this is not part of `title`
             --> articles/a.md:2:8
              |
            2 | title: #1 guide
              |        ^^^^^^^^ a comment
              |
              = help: write `title: "#1 guide"`, or delete it

            warning[title-markup]: in YAML, `#` begins a comment, so this is not part of `summary`
             --> articles/a.md:3:16
              |
            3 | summary: The C # notes
              |                ^^^^^^^ a comment
              |
              = help: write `summary: "The C # notes"`, or delete it

            error[field-type]: `tags` must be a list such as ["one", "two"], but this is a number
             --> articles/a.md:4:7
              |
            4 | tags: 2024
              |       ^^^^ expected a list such as ["one", "two"]
              |
              = help: put it in quotes

            error[field-type]: every item of `related` must be text, but this is a list
             --> articles/b.md:3:11
              |
            3 | related: [[a]]
              |           ^^^ expected text
              |
              = help: put a name in double brackets in quotes: `"[[a]]"`

            error[field-type]: `title` must be text, but this is a number
             --> articles/c.md:2:8
              |
            2 | title: 404
              |        ^^^ expected text
              |
              = help: put it in quotes

            error[field-type]: `image` must be text, but this is a list
             --> articles/c.md:3:8
              |
            3 | image: [[p.png]]
              |        ^^^^^^^^^ expected text
              |
              = help: put a name in double brackets in quotes: `"[[p.png]]"`

            error[syntax]: missing comma between array elements, expected `,`
             --> articles/d.md:2:13
              |
            2 | tags = ["a" "b"]
              |             ^ this is not TOML
              |
              = help: separate the items with commas: `["one", "two"]`

            error[syntax]: unclosed table, expected `]`
             --> articles/e.md:2:7
              |
            2 | [sides
              |       ^ this is not TOML
              |
              = help: a line must be `key = value`, a `[table]`, or a comment that starts with `#`
        "##]],
    );
}

#[test]
fn tags_that_yaml_takes_for_comments_are_told() {
    check(
        r##"
        //- articles/a.md
        ---
        tags: #refunds
        ---
        //- articles/b.md
        ---
        tags: refunds #sales, #buying
        ---
        //- articles/c.md
        ---
        tags:
          - #refunds
          - sales # not buying
          - "#buying"
        draft: false
        ---
        //- articles/d.md
        ---
        tags: # later
        ---
        //- articles/d2.md
        ---
        tags: a
        ---
        - See issue #12
        //- articles/d3.md
        ---
        tags: #sorted
          - a
          - b
        ---
        //- articles/e.md
        ---
        tags: [#refunds, #sales]
        ---
        //- articles/f.md
        ---
        draft: yes
        ---
        "##,
        expect![[r##"
            error[field-type]: in YAML, `#` begins a comment, so this is not part of `tags`
             --> articles/a.md:2:7
              |
            2 | tags: #refunds
              |       ^^^^^^^^ a comment
              |
              = help: write `tags: refunds`, without the `#`

            error[field-type]: in YAML, `#` begins a comment, so this is not part of `tags`
             --> articles/b.md:2:15
              |
            2 | tags: refunds #sales, #buying
              |               ^^^^^^^^^^^^^^^ a comment
              |
              = help: write `tags: [refunds, sales, buying]`, without the `#`

            error[field-type]: in YAML, `#` begins a comment, so this is not part of `tags`
             --> articles/c.md:3:5
              |
            3 |   - #refunds
              |     ^^^^^^^^ a comment
              |
              = help: write `- refunds`, without the `#`

            error[syntax]: in YAML, `#` begins a comment, so the list is never closed
             --> articles/e.md:2:8
              |
            2 | tags: [#refunds, #sales]
              |        ^^^^^^^^ this is not YAML
              |
              = help: write `tags: ["#refunds", "#sales"]`

            error[field-type]: `draft` must be true or false, but this is text
             --> articles/f.md:2:8
              |
            2 | draft: yes
              |        ^^^ expected true or false
              |
              = help: write `true`
        "##]],
    );
}

#[test]
fn a_shortcode_without_parentheses_is_told_once_with_what_to_write() {
    check(
        r##"
        //- articles/a.md
        {% aside %}

        Words.

        {% end %}

        {{ aside }} and {% cta %}

        {% if %}
        //- articles/b.md
        {% aside %}
        Words.
        {% endaside %}

        {% endaside %}

        {% end %}
        "##,
        expect![[r#"
            warning[stray-markup]: `{% aside %}` is shown as written
             --> articles/a.md:1:1
              |
            1 | {% aside %}
              | ^^^^^^^^^^^ shown to readers
              |
              = help: write `{% aside() %} … {% end %}`

            warning[stray-markup]: `{{ aside }}` is shown as written
             --> articles/a.md:7:1
              |
            7 | {{ aside }} and {% cta %}
              | ^^^^^^^^^^^ shown to readers
              |
              = help: write `{% aside() %} … {% end %}`

            warning[stray-markup]: `{% cta %}` is shown as written
             --> articles/a.md:7:17
              |
            7 | {{ aside }} and {% cta %}
              |                 ^^^^^^^^^ shown to readers
              |
              = help: write `{{ cta() }}`

            warning[stray-markup]: `{% if %}` is shown as written
             --> articles/a.md:9:1
              |
            9 | {% if %}
              | ^^^^^^^^ shown to readers
              |
              = help: put it in backticks if readers should see it; a shortcode with a body is written `{% name(…) %} … {% end %}`

            warning[stray-markup]: `{% aside %}` is shown as written
             --> articles/b.md:1:1
              |
            1 | {% aside %}
              | ^^^^^^^^^^^ shown to readers
              |
              = help: write `{% aside() %} … {% end %}`

            warning[stray-markup]: `{% endaside %}` is shown as written
             --> articles/b.md:5:1
              |
            5 | {% endaside %}
              | ^^^^^^^^^^^^^^ shown to readers
              |
              = help: write `{% end %}`

            warning[stray-markup]: `{% end %}` is shown as written
             --> articles/b.md:7:1
              |
            7 | {% end %}
              | ^^^^^^^^^ shown to readers
              |
              = help: remove it: no shortcode is open here; a body begins with `{% name(…) %}`
        "#]],
    );
}
