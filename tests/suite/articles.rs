//! What an article says is on its page, or something is said about it; and what must not be published is not.

use expect_test::{Expect, expect};

use super::support::{build, file, problems};

/// The page of one article, or what is wrong with it.
fn check(article: &str, expected: Expect) {
    let build = build(&format!("//- articles/index.md\n# Home\n//- articles/a.md\n{article}"));
    let problems = problems(&build);
    let page = file(&build, "a/index.html");
    let body = page.split("<a class=\"crumb\"").next().unwrap();
    let body = body.split_once("</title>").unwrap().1.trim();
    expected.assert_eq(&format!("{body}\n{problems}"));
}

/// Whether an article is kept from readers: as a draft, or because the build has errors.
#[track_caller]
fn is_kept_back(article: &str) {
    let build = build(&format!("//- articles/index.md\n# Home\n//- articles/a.md\n{article}"));
    let has_errors = problems(&build).contains("error[");
    let is_page = build.outputs.contains_key(&kb::path::OutputPath::new("a/index.html").unwrap());
    assert!(has_errors || !is_page, "{article:?} is published");
}

#[test]
fn a_draft_is_never_published_by_a_mistyped_fence() {
    for opening in ["---", "+++"] {
        for closing in
            ["--", "----", "***", "...", "+++", "---", "—", " ---", "--- -", "", "===", "```", "\u{200b}---"]
        {
            let (line, other) = if opening == "+++" {
                ("draft = true", "title = 'Secret'")
            } else {
                ("draft: true", "title: Secret")
            };
            is_kept_back(&format!("{opening}\n{other}\n{line}\n{closing}\n\nText.\n"));
        }
    }
    for opening in [
        "--",
        "----",
        "—",
        " ---",
        "\n---",
        "\u{feff}---",
        "\t---",
        "```yaml",
        "~~~yaml",
        "***",
        "---yaml",
        "\u{200b}\n\n---",
    ] {
        is_kept_back(&format!("{opening}\ntitle: Secret\ndraft: true\n---\n\nText.\n"));
    }
    is_kept_back("{\n\"title\": \"Secret\",\n\"draft\": true\n}\n\nText.\n");
    is_kept_back("title: Secret\ndraft: true\n---\n\nText.\n");
    is_kept_back("draft: true\n\nText.\n");
    for text in [
        "---draft: true---",
        "+++ draft = true +++",
        "<!-- draft: true -->",
        "<!--\ntitle: Secret\ndraft: true\n-->",
        "> draft: true",
        "> ---\n> draft: true\n> ---",
        "%% draft: true %%",
        "- draft: true",
        "---\ntitle: Secret\n---\ndraft: true",
        "---\ntitle: Secret\n---\n\n<!-- publish: false -->",
    ] {
        is_kept_back(&format!("{text}\n\nText.\n"));
    }
    is_kept_back("---\r\ntitle: Secret\r\ndraft: true\r\n--\r\n\r\nText.\r\n");
    // Input methods for Chinese and Japanese type full-width signs.
    is_kept_back("---\ndraft：true\n---\n\nText.\n");
    is_kept_back("---\ndraft： true\ntitle： 秘密\n---\n\nText.\n");
    is_kept_back("---\ndraft：true\n--\n\nText.\n");
    is_kept_back("draft：true\n\nText.\n");
    // A table of TOML takes what follows it, also one that only another program reads.
    for table in ["fields", "extra", "params", "taxonomies", "extra.more", "[menus]"] {
        is_kept_back(&format!(
            "+++\ntitle = 'Secret'\n[{table}]\ntags = ['a']\ndraft = true\n+++\n\nText.\n"
        ));
    }
}

/// With `--keep-going` too: the tests build what a site with errors shows.
#[test]
fn a_draft_is_not_published_because_its_key_cannot_be_read() {
    let is_page = |fence: &str, lines: &str| {
        let build = build(&format!("//- articles/a.md\n{fence}\n{lines}\n{fence}\nText.\n"));
        build.outputs.contains_key(&kb::path::OutputPath::new("a/index.html").unwrap())
    };
    for lines in [
        "draft: yes",
        "draft: \"true\"",
        "draft: 1",
        "publish: no",
        "published: no",
        "published: \"false\"",
        "Draft: true",
        "draft:true",
        "draft：true",
        "“draft”: true",
        "\u{200b}draft: true",
        "\u{a0}draft: true",
        "draft:\u{a0}true",
        "title: \"A\ndraft: true",
        "title: A: b\ndraft: true",
        "title: A\n\ttags: [a]\ndraft: true",
        "title: A\n draft: true",
        "tags: [a, b\ndraft: true",
        "title: A\npublish: false\nauthors: @kim",
        "draft: false\ndraft: true",
        "- draft: true",
        "{draft: true",
        "A text\ndraft: true",
    ] {
        assert!(!is_page("---", lines), "{lines}");
    }
    for lines in [
        "draft = yes",
        "draft true",
        "draft := true",
        "title = \"A\"; draft = true",
        "tags = [\"a\"\ndraft = true",
        "tags = [\"a\", \"b\ndraft = true",
        "summary = \"\"\"a\ndraft = true",
        "draft = false\ndraft = true",
        "[taxonomies]\ntags = [\"a\"]\ndraft = true",
    ] {
        assert!(!is_page("+++", lines), "{lines}");
    }
    // Other mistakes hide nothing.
    for lines in ["title: \"A", "title: \"A\ndraft: false", "title: \"A\n# draft: true", "published: yes"] {
        assert!(is_page("---", lines), "{lines}");
    }
}

#[test]
fn front_matter_nests_as_deep_as_it_likes_and_ends_no_process() {
    const DEPTH: usize = 100_000;
    for front_matter in [
        format!("---\na: {}{}\n---\n", "[".repeat(DEPTH), "]".repeat(DEPTH)),
        format!("---\na: {}{}\n---\n", "{a: ".repeat(DEPTH), "}".repeat(DEPTH)),
        format!("---\na:\n  {}x\n---\n", "- ".repeat(DEPTH)),
        format!("---\n{}x\n---\n", "? ".repeat(DEPTH)),
        format!("---\na: {}\n---\n", "[".repeat(DEPTH)),
        format!(
            "---\n{}---\n",
            (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<String>()
        ),
        format!("+++\na = {}{}\n+++\n", "[".repeat(DEPTH), "]".repeat(DEPTH)),
        format!("+++\na = {}1{}\n+++\n", "{a=".repeat(DEPTH), "}".repeat(DEPTH)),
        format!("+++\n{}a = 1\n+++\n", "a.".repeat(DEPTH)),
        format!("+++\n[{}a]\n+++\n", "a.".repeat(DEPTH)),
        format!("+++\na = {}\n+++\n", "[".repeat(DEPTH)),
    ] {
        is_kept_back(&format!("{front_matter}Text.\n"));
    }
}

#[test]
fn a_mistyped_fence_is_one_error() {
    check(
        "---\ntitle: Secret plan\nslug: a\n--\n\nText.\n",
        expect![[r#"
        <h1>Secret plan</h1>
        <p>Text.</p>
        error[syntax]: front matter that begins with `---` cannot end with `--`
         --> articles/a.md:4:1
          |
        4 | --
          | ^^ not the closing line
          |
         ::: articles/a.md:1:1
          |
        1 | ---
          | --- opened here
          |
          = help: write `---` on this line"#]],
    );
}

#[test]
fn a_heading_that_differs_from_the_title_is_kept() {
    check(
        "+++\ntitle = \"Name\"\n+++\n# Another heading\n\n[[#Another heading]]\n\n## Below\n\n# Second\n",
        expect![[r##"
            <h1>Name</h1>
            <h2><span id="another-heading"></span>Another heading</h2>
            <p><a href="#another-heading">Another heading</a></p>
            <h3><span id="below"></span>Below</h3>
            <h2><span id="second"></span>Second</h2>
        "##]],
    );
}

#[test]
fn a_heading_that_reads_as_the_title_is_the_title() {
    check(
        "+++\ntitle = \"Who's “there” -- now\"\n+++\n# who’s \"there\" – now\n\nText.\n",
        expect![[r#"
        <h1>Who&#39;s “there” -- now</h1>
        <p>Text.</p>
    "#]],
    );
}

/// How many minutes an article takes that has a word of a language so many times.
fn minutes(word: &str, times: usize) -> usize {
    let build = build(&format!("//- articles/index.md\n# Home\n//- articles/a.md\n{}\n", word.repeat(times)));
    let ids: Vec<_> = build.site.document_ids().collect();
    let documents = ids.iter().map(|id| build.site.document(*id));
    documents
        .filter(|document| document.path.as_str() == "articles/a.md")
        .map(|document| document.minutes())
        .sum()
}

#[test]
fn reading_takes_as_long_in_every_script() {
    // 660 words each; UAX 29 alone would count every letter of these scripts, or every cluster.
    for word in ["word ", "ภาษา", "ភាសា", "喜欢", "ブロック と "] {
        let expected = if word.contains('と') { 6 } else { 3 };
        assert_eq!(minutes(word, 660), expected, "{word}");
    }
}

#[test]
fn a_summary_is_cut_between_words() {
    let text = "ภาษาไทย".repeat(60);
    let build = build(&format!("//- articles/index.md\n# Home\n//- articles/a.md\n{text}\n"));
    let ids: Vec<_> = build.site.document_ids().collect();
    let documents = ids.iter().map(|id| build.site.document(*id));
    let summary: String = documents
        .filter(|document| document.path.as_str() == "articles/a.md")
        .map(|document| document.summary.clone())
        .collect();
    let cut = summary.strip_suffix('…').unwrap();
    assert!(cut.ends_with("ไทย") || cut.ends_with("ภาษา"), "{summary}");
    assert!((290..=300).contains(&cut.chars().count()), "{summary}");
}
