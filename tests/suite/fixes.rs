//! What `kb check --fix` does with mistakes that have one right answer.

use expect_test::{Expect, expect};
use kb::blob::Blob;
use kb::diagnostic::{Confidence, sure_fixes, to_json};
use kb::path::SourcePath;

use super::commands::{Site, kb};
use super::support::{build_sources, problems, request, sources};

/// An article after all sure fixes, and the remaining problems.
fn check(fixture: &str, path: &str, expected: Expect) {
    let mut tree = sources(fixture);
    let path = SourcePath::new(path).unwrap();
    for _ in 0..10 {
        let build = build_sources(tree.clone(), &request());
        let found = build.found.clone().judge(&build.config.lints);
        for file in sure_fixes(&found, &build.sources).0 {
            tree.insert(file.path, Blob::Text(file.after.into()));
        }
    }
    let text = tree.get(&path).and_then(|file| file.text()).unwrap().to_owned();
    let problems = problems(&build_sources(tree, &request()));
    expected.assert_eq(&format!("{text}{problems}\n"));
}

#[test]
fn front_matter_gets_its_fences() {
    check(
        "//- articles/a.md\n\n   \n---\ntitle: A\n ----\n\nText.\n",
        "articles/a.md",
        expect![[r#"
            ---
            title: A
            ---

            Text.

        "#]],
    );
}

#[test]
fn a_word_for_yes_is_true_and_tags_in_a_list_get_quotes() {
    for draft in ["yes", "true.", "\"true\"", "On"] {
        check(
            &format!("//- articles/a.md\n---\ndraft: {draft}\n---\nText.\n"),
            "articles/a.md",
            expect!["---\ndraft: true\n---\nText.\n\n"],
        );
    }
    for draft in ["yes", "true.", "\"true\""] {
        check(
            &format!("//- articles/a.md\n+++\ndraft = {draft}\n+++\nText.\n"),
            "articles/a.md",
            expect!["+++\ndraft = true\n+++\nText.\n\n"],
        );
    }
    check(
        "//- articles/a.md\n---\ntags: [a, #b, #c d]\nsearch: true\n---\nText.\n",
        "articles/a.md",
        expect!["---\ntags: [\"a\", \"#b\", \"#c d\"]\nsearch: true\n---\nText.\n\n"],
    );
}

#[test]
fn text_gets_its_quotes_in_toml() {
    check(
        r#"
        //- articles/a.md
        +++
        title = True a wheel
        summary = "a "quoted" word"
        template = 'It's here'
        slug = “a-b”
        path = "/unclosed/
        +++
        "#,
        "articles/a.md",
        expect![[r#"
            +++
            title = "True a wheel"
            summary = "a \"quoted\" word"
            template = "It's here"
            slug = "a-b"
            path = "/unclosed/"
            +++

            error[template-missing]: the theme `tiny` has no template “It's here”
             --> articles/a.md:4:12
              |
            4 | template = "It's here"
              |            ^^^^^^^^^^^
              |
              = help: it has “article”, “backlinks”, “components”, “glossary”, “home”, “layout”, “listing”, “not-found”, “search”, “side”, “tag”, “tags”, “thanks”, “tiny”
        "#]],
    );
}

#[test]
fn text_gets_its_quotes_in_yaml() {
    check(
        r#"
        //- articles/a.md
        ---
        title: Fixing: a wheel
        summary: "a "quoted" word"
        slug: "a-b
        authors: @kim
        order:3
        tags: 'It's here'
        ---
        "#,
        "articles/a.md",
        expect![[r#"
            ---
            title: "Fixing: a wheel"
            summary: "a \"quoted\" word"
            slug: "a-b"
            authors: "@kim"
            order: 3
            tags: "It's here"
            ---


        "#]],
    );
}

const FIELDS: &str = r#"
//- site.toml
[collections.d.fields]
aspect = { type = "text", required = true }
left = { type = "side", required = true }
"#;

#[test]
fn keys_and_fields_move_to_their_side_in_toml() {
    let article = r#"
//- articles/d/a.md
+++
title = "A"
aspect = "x" # a comment
[fields]
left = { word = "a", text = "b" }
draft = false
summary = "S"
+++
"#;
    check(
        &format!("{FIELDS}{article}"),
        "articles/d/a.md",
        expect![[r#"
        +++
        title = "A"
        draft = false
        summary = "S"
        [fields]
        aspect = "x" # a comment
        left = { word = "a", text = "b" }
        +++

    "#]],
    );
    let article = r#"
//- articles/d/a.md
+++
title = "A"
aspect = "x"
left = { word = "a", text = "b" }
[sides]
left = { word = "a", text = "b" }
right = { word = "a", text = "b" }
order = 3
+++
"#;
    check(
        &format!("{FIELDS}{article}"),
        "articles/d/a.md",
        expect![[r#"
        +++
        title = "A"
        fields.aspect = "x"
        fields.left = { word = "a", text = "b" }
        order = 3
        [sides]
        left = { word = "a", text = "b" }
        right = { word = "a", text = "b" }
        +++

    "#]],
    );
}

#[test]
fn keys_and_fields_move_to_their_side_in_yaml() {
    let article = r#"
//- articles/d/a.md
---
title: A
aspect: x
left:
  word: a
  text: b
---
"#;
    check(
        &format!("{FIELDS}{article}"),
        "articles/d/a.md",
        expect![[r#"
        ---
        title: A
        fields:
          aspect: x
          left:
            word: a
            text: b
        ---

    "#]],
    );
    let article = r#"
//- articles/d/a.md
---
aspect: x
fields:
  left: { word: a, text: b }
  draft: false
title: A
---
"#;
    check(
        &format!("{FIELDS}{article}"),
        "articles/d/a.md",
        expect![[r#"
        ---
        draft: false
        fields:
          aspect: x
          left: { word: a, text: b }
        title: A
        ---

    "#]],
    );
}

#[test]
fn keys_of_other_programs_get_the_names_that_they_have_here() {
    check(
        r#"
        //- articles/a.md
        ---
        title: A
        description: S
        weight: 3
        lastmod: 2026-01-02
        published: true
        author: Kim
        redirect_from: /old/
        labels: [a]
        layout: post
        ---
        "#,
        "articles/a.md",
        expect![[r#"
            ---
            title: A
            summary: S
            order: 3
            updated: 2026-01-02
            draft: false
            authors: Kim
            aliases: /old/
            labels: [a]
            layout: post
            ---

            warning[key-foreign]: `labels` is called `tags` here
             --> articles/a.md:9:1
              |
            9 | labels: [a]
              | ^^^^^^ another program's key
              |
              = help: rename it to `tags` if that is what it means

            warning[key-foreign]: kb has no key `layout`
              --> articles/a.md:10:1
               |
            10 | layout: post
               | ^^^^^^ another program's key
               |
               = help: kb chooses a template by the kind of page; to use another one from the theme, set `template`
        "#]],
    );
}

#[test]
fn a_file_keeps_its_byte_order_mark_and_its_line_ends() {
    let site =
        Site::new(&[("articles/a.md", "\u{feff}+++\r\ntitle = True a wheel\r\n+++\r\n[[nowhere]]\r\n")]);
    let fixed = kb(&site, &["check", "--fix"]);
    assert_eq!(fixed.code, 1, "what cannot be fixed is still an error: {}", fixed.stderr);
    assert!(fixed.stderr.contains("Fixed articles/a.md:2: text must be in quotes\n"), "{}", fixed.stderr);
    assert!(fixed.stderr.contains("error[link-missing]"), "{}", fixed.stderr);
    let text = std::fs::read_to_string(site.path("articles/a.md")).unwrap();
    assert_eq!(text, "\u{feff}+++\r\ntitle = \"True a wheel\"\r\n+++\r\n[[nowhere]]\r\n");
    let again = kb(&site, &["check", "--fix"]);
    assert!(again.stderr.contains("`--fix` cannot fix any of this"), "{}", again.stderr);
}

#[test]
fn without_fix_no_file_changes() {
    let text = "+++\ntitle = True a wheel\n+++\n";
    let site = Site::new(&[("articles/a.md", text)]);
    assert_eq!(kb(&site, &["check"]).code, 1);
    assert_eq!(std::fs::read_to_string(site.path("articles/a.md")).unwrap(), text);
}

#[test]
fn a_suggestion_is_left_to_its_reader_and_stands_in_the_json() {
    let build = build_sources(
        sources(
            r#"
            //- articles/a.md
            +++
            titel = "Ä"
            +++
            See [the other](othr.md#part "words") and [[othr]].
            //- articles/other.md
            # Other
            ## Part
            "#,
        ),
        &request(),
    );
    let found = build.found.clone().judge(&build.config.lints);
    let fixes: Vec<_> = found.iter().filter_map(|one| one.fix.as_ref()).collect();
    assert!(fixes.iter().all(|fix| fix.confidence == Confidence::Suggestion), "{fixes:?}");
    expect![[r#"
        {"severity":"error","name":"key-unknown","message":"front matter has no key `titel`","path":"articles/a.md","line":2,"column":1,"end_line":2,"end_column":6,"help":"did you mean `title`?","fix":{"sure":false,"edits":[{"path":"articles/a.md","line":2,"column":1,"end_line":2,"end_column":6,"text":"title"}]}}
        {"severity":"error","name":"link-missing","message":"there is no article at “othr.md”","path":"articles/a.md","line":4,"column":5,"end_line":4,"end_column":38,"help":"did you mean `other.md`?","fix":{"sure":false,"edits":[{"path":"articles/a.md","line":4,"column":17,"end_line":4,"end_column":24,"text":"other.md"}]}}
        {"severity":"error","name":"link-missing","message":"no article is called “othr”","path":"articles/a.md","line":4,"column":43,"end_line":4,"end_column":51,"help":"did you mean “Other” (other.md)?","fix":{"sure":false,"edits":[{"path":"articles/a.md","line":4,"column":45,"end_line":4,"end_column":49,"text":"Other"}]}}
    "#]].assert_eq(&to_json(&found, &build.sources));
}

/// The line of a link that leads nowhere, with the suggested edit, after which it leads somewhere; as it was if none is suggested.
fn suggested(link: &str) -> String {
    let article = SourcePath::new("articles/folder/a.md").unwrap();
    let others = r#"
        //- articles/other.md
        # Other
        ## Part one
        ## Twin
        ## Twin
        //- articles/two words (b).md
        # Both
        //- articles/moved/nearby-1.md
        # Nearby 1
        //- articles/moved/nearby-2.md
        # Nearby 2
        //- articles/moved/picture.png
        "#;
    let mut tree = sources(others);
    tree.insert(article.clone(), Blob::Text(format!("# A\n\n## Here\n\n> {link}\n").into()));
    let build = build_sources(tree.clone(), &request());
    let found = build.found.clone().judge(&build.config.lints);
    assert!(found.iter().count() > 0, "nothing is wrong with {link}");
    assert!(sure_fixes(&found, &build.sources).0.is_empty(), "{link}");
    let Some(fix) = found.iter().find_map(|one| one.fix.clone()) else { return link.to_owned() };
    assert_eq!(fix.confidence, Confidence::Suggestion);
    let [edit] = &*fix.edits else { panic!("{fix:?}") };
    let mut text = tree.get(&article).and_then(|file| file.text()).unwrap().to_owned();
    text.replace_range(edit.span.range.clone(), &edit.text);
    tree.insert(article.clone(), Blob::Text(text.clone().into()));
    assert_eq!(problems(&build_sources(tree, &request())), "", "{text}");
    text.lines().last().unwrap().trim_start_matches("> ").to_owned()
}

#[test]
fn a_suggestion_for_a_link_makes_it_lead_somewhere() {
    for (link, expected) in [
        ("[the *other*](othr.md#part-one \"words\")", "[the *other*](../other.md#part-one \"words\")"),
        ("[x](<../othr.md?a=b>)", "[x](<../other.md?a=b>)"),
        ("[x](/othr/)", "[x](../other.md)"),
        ("[x](../other.md#part-won)", "[x](../other.md#part-one)"),
        ("[x](#her)", "[x](#here)"),
        ("[x](two-word-(b).md)", "[x](../two%20words%20%28b%29.md)"),
        ("[[othr]]", "[[Other]]"),
        ("[[ othr#Part one | *words* ]]", "[[ Other#Part one | *words* ]]"),
        ("[[other#Part on|words]]", "[[other#Part one|words]]"),
        ("[[../othr#Part one]]", "[[../other.md#Part one]]"),
        ("![[othr#Part one]]", "![[Other#Part one]]"),
        ("![[pictur.png|words]]", "![[../moved/picture.png|words]]"),
        ("![words](pictur.png)", "![words](../moved/picture.png)"),
        ("<a href=\"../othr.md\">x</a>", "<a href=\"../other.md\">x</a>"),
        ("<img alt=\"x\" src='pictur.png'>", "<img alt=\"x\" src='../moved/picture.png'>"),
        (
            "{{ figure(src=\"pictur.png\", alt=\"x\") }}",
            "{{ figure(src=\"../moved/picture.png\", alt=\"x\") }}",
        ),
    ] {
        assert_eq!(suggested(link), expected, "{link}");
    }
    // Of a reference link, the address is on the line of its definition.
    for (link, expected) in [
        ("[x][a]\n>\n> [a]: ../othr.md", "[a]: ../other.md"),
        ("[a]\n>\n> [a]: <../othr.md#part-one> 'words'", "[a]: <../other.md#part-one> 'words'"),
        ("![x][a]\n>\n> [A]: pictur.png", "[A]: ../moved/picture.png"),
    ] {
        assert_eq!(suggested(link), expected, "{link}");
    }
}

#[test]
fn a_suggestion_for_front_matter_keeps_its_quotes_and_brackets() {
    for (lines, expected) in [
        ("+++\nrelated = [\"othr\"]\n+++", "related = [\"Other\"]"),
        ("---\nrelated: othr\n---", "related: Other"),
        ("---\nrelated: '[[othr]]'\n---", "related: '[[Other]]'"),
        ("---\nimage: pictur.png\n---", "image: ../moved/picture.png"),
        // The name would end the quotes.
        ("+++\nrelated = [\"quotd\"]\n+++", "related = [\"quotd\"]"),
    ] {
        let article = SourcePath::new("articles/folder/a.md").unwrap();
        let mut tree = sources(
            "//- articles/other.md\n# Other\n//- articles/q.md\n# \"Quoted\"\n//- articles/moved/picture.png\n",
        );
        tree.insert(article.clone(), Blob::Text(format!("{lines}\nText.\n").into()));
        let build = build_sources(tree.clone(), &request());
        let mut text = tree.get(&article).and_then(|file| file.text()).unwrap().to_owned();
        for edit in build.found.iter().filter_map(|one| one.fix.clone()).flat_map(|fix| fix.edits) {
            text.replace_range(edit.span.range.clone(), &edit.text);
        }
        assert_eq!(text.lines().nth(1), Some(expected), "{:?}", build.found);
    }
}

#[test]
fn without_one_clear_answer_nothing_is_suggested_for_a_link() {
    for link in [
        "[x](nowhere-at-all.md)",
        "[[Nearby 3]]",
        "[[other#Twim]]",
        "[x](nearby-3.md)",
        "[x](../oth\\_r.md)",
        "<a href=\"oth&#101;.md\">x</a>",
    ] {
        assert_eq!(suggested(link), link);
    }
}

#[test]
fn more_than_three_that_are_alike_share_a_paragraph() {
    let mut fixture = String::new();
    for number in 1..=5 {
        fixture.push_str(&format!("//- articles/a{number}.md\n+++\nnonsense = 1\n+++\nText\n"));
    }
    fixture.push_str("//- articles/b.md\n+++\nrubbish = 1\n+++\nText\n");
    let build = build_sources(sources(&fixture), &request());
    expect![[r#"
        error[key-unknown]: front matter has no key `nonsense`
         --> articles/a1.md:2:1
          |
        2 | nonsense = 1
          | ^^^^^^^^ unknown key
          |
         ::: articles/a2.md:2:1
          |
        2 | nonsense = 1
          | ^^^^^^^^ unknown key
          |
         ::: articles/a3.md:2:1
          |
        2 | nonsense = 1
          | ^^^^^^^^ unknown key
          |
          = note: the same at 2 more places, in 2 files
          = help: known keys are `aliases`, `authors`, `autolink`, `cssclass`, `cssclasses`, `cta`, `date`, `draft`, `expires`, `fields`, `image`, `language`, `mobile`, `no_glossary`, `order`, `path`, `permalink`, `publish`, `related`, `search`, `sides`, `slug`, `summary`, `tags`, `template`, `title`, `translated-from`, `translation-key`, `updated`
          = help: remove it; only an article of a collection can have fields of its own, declared in site.toml

        error[key-unknown]: front matter has no key `rubbish`
         --> articles/b.md:2:1
          |
        2 | rubbish = 1
          | ^^^^^^^ unknown key
          |
          = help: did you mean `publish`?"#]].assert_eq(&problems(&build));
    let found = build.found.clone().judge(&build.config.lints);
    assert_eq!(to_json(&found, &build.sources).lines().count(), 6, "JSON keeps each");
}
