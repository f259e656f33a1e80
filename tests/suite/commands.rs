//! The command line: what is typed, what it answers, and the exit code.

use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::{Expect, expect};

/// A site in a folder that is removed when the test ends.
pub struct Site {
    folder: tempfile::TempDir,
}

/// The output of a command.
pub struct Answer {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Site {
    /// A site with a plain `site.toml`, the built-in base theme and these files.
    pub fn new(files: &[(&str, &str)]) -> Site {
        let site = Site { folder: tempfile::tempdir().unwrap() };
        site.write(
            "site.toml",
            "title = \"Test\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"base\"\n",
        );
        files.iter().for_each(|(path, text)| site.write(path, text));
        site
    }

    /// A folder without any file.
    pub fn empty() -> Site {
        Site { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }
}

/// Runs `kb` in the site's folder.
pub fn kb(site: &Site, arguments: &[&str]) -> Answer {
    let output = Command::new(env!("CARGO_BIN_EXE_kb"))
        .args(arguments)
        .current_dir(site.root())
        .env("NO_COLOR", "1")
        .env("SOURCE_DATE_EPOCH", super::support::NOW.to_string())
        .output()
        .unwrap();
    Answer {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

pub fn check(site: &Site, arguments: &[&str], expected: Expect) {
    let answer = kb(site, arguments);
    let root = site.root().to_str().unwrap();
    let mut text =
        format!("$ kb {}\n{}{}", arguments.join(" "), answer.stdout, answer.stderr.replace(root, "SITE"));
    // Only the duration differs from run to run.
    if let Some(at) = text.find(" s)\n") {
        let start = text[..at].rfind('(').unwrap();
        text.replace_range(start + 1..at, "0.00");
    }
    text.push_str(&format!("exit code {}\n", answer.code));
    expected.assert_eq(&text);
}

#[test]
fn build_says_what_it_did() {
    let site = Site::new(&[("articles/a.md", "# A\n\nText.")]);
    check(
        &site,
        &["build"],
        expect![[r#"
            $ kb build
            Published 4 pages to SITE/public: files 25 added (0.00 s)
            exit code 0
        "#]],
    );
    check(
        &site,
        &["build"],
        expect![[r#"
            $ kb build
            Published 4 pages to SITE/public: nothing changed (0.00 s)
            exit code 0
        "#]],
    );
    site.write("articles/b.md", "# B\n");
    check(
        &site,
        &["build", "-v"],
        expect![[r#"
            $ kb build -v
            Published 5 pages to SITE/public: files 6 added, 5 changed, 4 removed, 16 unchanged (0.00 s)
              2 articles, 0 tags, 0 files next to articles, 0 redirects
            exit code 0
        "#]],
    );
    check(
        &site,
        &["build", "-q"],
        expect![[r#"
        $ kb build -q
        exit code 0
    "#]],
    );
}

#[test]
fn an_error_stops_publishing_and_a_warning_does_not() {
    let site = Site::new(&[("articles/a.md", "See [[nowhere]].\n")]);
    check(
        &site,
        &["build"],
        expect![[r#"
        $ kb build
        error[link-missing]: no article is called “nowhere”
         --> articles/a.md:1:5
          |
        1 | See [[nowhere]].
          |     ^^^^^^^^^^^ not found
          |
          = help: write the article, or remove the brackets

        1 error; nothing was published
        exit code 1
    "#]],
    );
    check(
        &site,
        &["build", "-W", "link-missing"],
        expect![[r#"
            $ kb build -W link-missing
            warning[link-missing]: no article is called “nowhere”
             --> articles/a.md:1:5
              |
            1 | See [[nowhere]].
              |     ^^^^^^^^^^^ not found
              |
              = help: write the article, or remove the brackets

            Published 4 pages to SITE/public: files 25 added (0.00 s)
            1 warning
            exit code 0
        "#]],
    );
    check(
        &site,
        &["check", "-A", "link-missing"],
        expect![[r#"
            $ kb check -A link-missing
            Checked 4 pages: no problems
            exit code 0
        "#]],
    );
    check(
        &site,
        &["build", "-A", "link-mising"],
        expect![[r#"
        $ kb build -A link-mising
        error: no lint is called `link-mising`
          = help: did you mean `link-missing`?
        exit code 2
    "#]],
    );
}

#[test]
fn diagnostics_are_json_for_other_programs() {
    let site = Site::new(&[("articles/a.md", "Ééé see [[nowhere]].\n")]);
    check(
        &site,
        &["check", "--format", "json"],
        expect![[r#"
        $ kb check --format json
        {"severity":"error","name":"link-missing","message":"no article is called “nowhere”","path":"articles/a.md","line":1,"column":9,"end_line":1,"end_column":20,"help":"write the article, or remove the brackets"}
        exit code 1
    "#]],
    );
}

#[test]
fn diagnostics_are_annotations_for_github_and_sarif_for_code_scanning() {
    let site = Site::new(&[("articles/50%, a.md", "Ééé see [[nowhere]].\n")]);
    check(
        &site,
        &["check", "--format", "github"],
        expect![[r#"
        $ kb check --format github
        ::error title=link-missing,file=articles/50%25%2C a.md,line=1,endLine=1,col=9,endColumn=20::no article is called “nowhere”%0Ahelp: write the article, or remove the brackets
        exit code 1
    "#]],
    );
    let answer = kb(&site, &["check", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    let run = &log["runs"][0];
    assert_eq!((answer.code, answer.stderr.as_str(), &log["version"]), (1, "", &"2.1.0".into()));
    assert_eq!(run["results"][0]["ruleId"], "link-missing");
    assert_eq!(
        run["results"][0]["locations"][0]["physicalLocation"],
        serde_json::json!({
            "artifactLocation": { "uri": "articles/50%25,%20a.md" },
            "region": { "startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 20 },
        })
    );
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "link-missing"), "{rules:?}");
}

#[test]
fn annotations_name_files_from_the_folder_of_the_repository() {
    let site = Site::new(&[
        ("docs/site.toml", "title = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n"),
        ("docs/articles/a.md", "[[nowhere]]\n"),
    ]);
    let output = Command::new(env!("CARGO_BIN_EXE_kb"))
        .args(["check", "--root", "docs", "--format", "github"])
        .current_dir(site.root())
        .env_remove("GITHUB_WORKSPACE")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("::error title=link-missing,file=docs/articles/a.md,line=1,"), "{said}");
}

#[test]
fn the_root_is_found_upward_or_given() {
    let site = Site::new(&[("articles/deep/a.md", "# A\n")]);
    let output = Command::new(env!("CARGO_BIN_EXE_kb"))
        .args(["build", "-q"])
        .current_dir(site.path("articles/deep"))
        .status()
        .unwrap();
    assert!(output.success());
    assert!(site.path("public/deep/a/index.html").is_file());
    let empty = tempfile::tempdir().unwrap();
    let nowhere = Command::new(env!("CARGO_BIN_EXE_kb"))
        .args(["build", "--root", empty.path().to_str().unwrap()])
        .output()
        .unwrap();
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("there is no site.toml"));
}

#[test]
fn explain_says_what_a_code_means() {
    let site = Site::new(&[]);
    let answer = kb(&site, &["explain", "link-missing"]);
    assert_eq!(answer.code, 0);
    assert!(answer.stdout.starts_with("link-missing: an error unless"), "{}", answer.stdout);
    check(
        &site,
        &["explain", "link-mising"],
        expect![[r#"
        $ kb explain link-mising
        error: nothing is called `link-mising`
          = help: did you mean `link-missing`?
        exit code 2
    "#]],
    );
    assert_eq!(kb(&site, &["explain"]).code, 0);
}

#[test]
fn command_line_errors_are_reported() {
    let site = Site::new(&[]);
    check(
        &site,
        &["build", "--base-url", "example"],
        expect![[r#"
        $ kb build --base-url example
        error: invalid value 'example' for '--base-url <URL>': write a full address, such as https://example.com/kb

        For more information, try '--help'.
        exit code 2
    "#]],
    );
    assert_eq!(kb(&site, &["--help"]).code, 0);
    assert_eq!(kb(&site, &["--version"]).code, 0);
}

#[test]
fn drafts_and_scheduled_articles_are_included_on_request() {
    let site = Site::new(&[
        ("articles/a.md", "+++\ndraft = true\n+++\n# A\n"),
        ("articles/b.md", "+++\ndate = 2030-01-01\n+++\n# B\n"),
    ]);
    assert_eq!(kb(&site, &["build"]).code, 0);
    assert!(!site.path("public/a").exists() && !site.path("public/b").exists());
    assert_eq!(kb(&site, &["build", "--drafts", "--future"]).code, 0);
    assert!(site.path("public/a/index.html").is_file() && site.path("public/b/index.html").is_file());
}

#[test]
fn eight_mistakes_are_eight_diagnostics_in_one_run() {
    let fields = "[collections.notes.fields]\nkind = { type = \"text\", required = true }\n";
    let site = Site::new(&[
        ("articles/a.md", "+++\ntitel = \"A misspelt key\"\n+++\n"),
        ("articles/notes/b.md", "A missing field.\n"),
        ("articles/c.md", "A dead [[wikilynk]].\n"),
        ("articles/d.md", "{{ cta(name=\"x\", id=\"more\") }}\n"),
        ("articles/e.md", "![[f]]\n"),
        ("articles/f.md", "![[e]]\n"),
        ("articles/g-h.md", "One.\n"),
        ("articles/g h.md", "Two.\n"),
        ("articles/i.md", "+++\ntemplate = \"broken\"\n+++\n"),
        ("themes/house/theme.toml", "extends = \"base\"\n"),
        ("themes/house/templates/broken.html", "<p>{{ titel }}</p>\n"),
    ]);
    let cta = "[cta.more]\ntitle = \"More\"\nbutton = \"Read\"\ntarget = \"c.md\"\n";
    site.write(
        "site.toml",
        &format!("title = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"house\"\n{fields}{cta}"),
    );
    std::fs::write(site.path("articles/j.md"), b"Caf\xe9\n").unwrap();
    let answer = kb(&site, &["build", "--format", "json"]);
    assert_eq!(answer.code, 1);
    let found: Vec<serde_json::Value> =
        answer.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<String> = found
        .iter()
        .map(|one| {
            format!(
                "{} {}:{}:{}",
                one["name"].as_str().unwrap(),
                one["path"].as_str().unwrap(),
                one["line"],
                one["column"]
            )
        })
        .collect();
    expect![[r#"
        key-unknown articles/a.md:2:1
        link-missing articles/c.md:1:8
        shortcode-argument articles/d.md:1:8
        embed-cycle articles/e.md:1:1
        address-clash articles/g-h.md:1:1
        file-not-utf8 articles/j.md:1:4
        field-missing articles/notes/b.md:1:1
        template-error themes/house/templates/broken.html:1:7
    "#]]
    .assert_eq(&(told.join("\n") + "\n"));
    // Each says how to fix it.
    for one in &found {
        assert!(one["help"].is_string(), "{one}");
    }
}

#[test]
fn missing_strings_are_written_to_a_file_to_be_translated() {
    let toml = "title = \"T\"\nurl = \"https://example.com\"\nlanguage = \"sv\"\ntheme.name = \"base\"\n";
    let site = Site::new(&[("site.toml", toml), ("articles/a.md", "# A\n")]);
    check(
        &site,
        &["theme", "strings", "nl"],
        expect![[r#"
        $ kb theme strings nl
        No string is missing in nl.
        exit code 0
    "#]],
    );
    check(
        &site,
        &["theme", "strings", "swedish"],
        expect![[r#"
        $ kb theme strings swedish
        error: “swedish” is not a language tag
          = help: did you mean `sv` (Swedish)?
        exit code 2
    "#]],
    );
    check(
        &site,
        &["theme", "strings", "sv"],
        expect![[r#"
        $ kb theme strings sv
        error: the theme `base` is built in, so there is no folder for its strings
          = help: `kb theme new house --extends base` creates a theme; choose it in site.toml and run this again
        exit code 2
    "#]],
    );
    site.write("themes/house/theme.toml", "extends = \"duo\"\ncontract = 1\n");
    site.write("site.toml", &toml.replace("\"base\"", "\"house\""));
    check(
        &site,
        &["theme", "strings", "sv"],
        expect![[r#"
            $ kb theme strings sv
            160 strings are missing in sv: translate them in themes/house/strings/sv.ftl
            exit code 0
        "#]],
    );
    let file = "themes/house/strings/sv.ftl";
    let text = std::fs::read_to_string(site.path(file)).unwrap();
    expect![[r#"
        # The strings of the interface in sv. Remove the `# ` before each one that you translate.
        # The forms of a number in this language are: one, other.

        # skip-to-content = Skip to content
        # main-navigation = Main
        # footer-navigation = Footer
        # knowledge-base = Knowledge base
        # menu = Menu
        # languages = Languages
        # untranslated = This page has not been translated yet.
        # breadcrumb = Breadcrumb
        # on-this-page = On this page
        # series-position = { $name } { $position } of { $total }
        # position = { $position } of { $total }
        # minutes-to-read = { $n ->
        #     [one] { $n } minute to read
        #    *[other] { $n } minutes to read
        # }
        # minutes = { $n } min
        # updated = Updated
        # published = Published
        # by-authors = By { $authors }
        # also-called = Also called: { $names }
        # tags = Tags
        # article-count = { $n ->
        #     [one] { $n } article
        #    *[other] { $n } articles
        # }"#]]
    .assert_eq(&text.lines().take(28).collect::<Vec<_>>().join("\n"));
    // What was translated stays, and is no longer missing.
    site.write(file, &text.replace("# menu = Menu", "menu = Meny"));
    check(
        &site,
        &["theme", "strings", "sv"],
        expect![[r#"
            $ kb theme strings sv
            159 strings are missing in sv: translate them in themes/house/strings/sv.ftl
            exit code 0
        "#]],
    );
    let again = std::fs::read_to_string(site.path(file)).unwrap();
    assert_eq!(again, text.replace("# menu = Menu", "menu = Meny"));
    // What cannot be read is not replaced.
    std::fs::write(site.path(file), b"menu = M\xf6te\n").unwrap();
    let answer = kb(&site, &["theme", "strings", "sv"]);
    assert!(answer.stderr.contains("cannot be read"), "{}", answer.stderr);
    assert_eq!(std::fs::read(site.path(file)).unwrap(), b"menu = M\xf6te\n");
}

#[test]
fn themes_are_listed_explained_and_created() {
    let site = Site::new(&[("articles/a.md", "# A\n")]);
    check(
        &site,
        &["theme", "new", "house", "--extends", "base", "--copy", "article"],
        expect![[r#"
            $ kb theme new house --extends base --copy article
            Created themes/house/theme.toml, which extends base.

            Choose it in site.toml:     `name = "house"` below `[theme]`
            Change a template:          `--copy article` copies one to themes/house/templates/; `kb theme explain article` shows what it gets
            Change strings:             write them to themes/house/strings/en.ftl
            exit code 0
        "#]],
    );
    check(
        &site,
        &["theme", "new", "house"],
        expect![[r#"
            $ kb theme new house
            error: the theme “house” already exists
              = help: `kb theme new house --copy FILE` copies files to it
            exit code 2
        "#]],
    );
    check(
        &site,
        &["theme", "new", "other", "--extends", "dou"],
        expect![[r#"
        $ kb theme new other --extends dou
        error: no theme is called “dou”
          = help: did you mean “duo”?
        exit code 2
    "#]],
    );
    site.write(
        "site.toml",
        "title = \"Test\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"house\"\n",
    );
    check(
        &site,
        &["theme", "list"],
        expect![[r#"
        $ kb theme list
          base: Plain semantic HTML without styles; every other theme extends it
          duo (extends base): Two sides that face each other: the default theme
          folio (extends base): A well-set journal: one column of serif text and a margin that orders it
        * house (extends base): The theme of Test
        exit code 0
    "#]],
    );
    // Commands that build nothing take no build options.
    for command in [&["theme", "list", "--drafts"][..], &["theme", "show", "--base-url", "https://x.org"]] {
        assert_eq!(kb(&site, command).code, 2, "{command:?}");
    }
    check(
        &site,
        &["theme", "explain", "shortcodes/figure"],
        expect![[r#"
            $ kb theme explain shortcodes/figure
            shortcodes/figure is rendered by themes/base/templates/shortcodes/figure.html (built in)

            An article gives it:
              src                the path of an image, required
              alt                text, required
              caption            text
            exit code 0
        "#]],
    );
    check(
        &site,
        &["theme", "explain", "artcle"],
        expect![[r#"
        $ kb theme explain artcle
        error: no theme of the chain has the template “artcle”
          = help: did you mean “article”?
        exit code 2
    "#]],
    );
    let explained = kb(&site, &["theme", "explain", "article"]).stdout;
    assert!(
        explained.starts_with("article is rendered by themes/house/templates/article.html\n"),
        "{explained}"
    );
    assert!(explained.contains("breadcrumbs"), "{explained}");
    let view = kb(&site, &["theme", "explain", "article", "--page", "/a/"]).stdout;
    let view: serde_json::Value = serde_json::from_str(&view).unwrap();
    assert_eq!(view["title"], "A");
    assert_eq!(kb(&site, &["build", "-q"]).code, 0);
}

#[test]
fn a_chains_files_are_shown_and_copied_to_an_existing_theme() {
    let site = Site::new(&[
        ("themes/house/theme.toml", "extends = \"base\"\n"),
        ("themes/house/templates/article.html", "{% extends \"base/article.html\" %}\n"),
        ("themes/house/strings/en.ftl", "menu = All\n"),
    ]);
    site.write(
        "site.toml",
        "title = \"Test\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"house\"\n",
    );
    let shown = |wanted: &[&str]| kb(&site, &[&["theme", "show"], wanted].concat()).stdout;
    let files = shown(&[]);
    for line in [
        "Themes, nearest first: house, base (built in)\n",
        "\ntemplates/article.html                   house (replaces base)\n",
        "\nstrings/en.ftl                           house + base\n",
        "\ntemplates/layout.html                    base\n",
    ] {
        assert!(files.contains(line), "{files}");
    }
    let own = "{% extends \"base/article.html\" %}\n";
    assert_eq!([shown(&["article"]), shown(&["house/article.html"])], [own, own]);
    let base = include_str!("../../themes/base/templates/article.html");
    assert_eq!([shown(&["base/article.html"]), shown(&["base/templates/article.html"])], [base, base]);
    assert_eq!(shown(&["duo/duo.css"]), include_str!("../../themes/duo/assets/duo.css"));
    assert_eq!(shown(&["strings/en.ftl"]), "menu = All\n");
    assert!(
        shown(&["components"])
            .contains("\nsite_name                base, themes/base/templates/components.html\n")
    );
    assert!(shown(&["components/date_text"]).starts_with("{% component date_text("));
    check(
        &site,
        &["theme", "show", "artcle"],
        expect![[r#"
        $ kb theme show artcle
        error: no theme of the chain has the file “artcle”
          = help: did you mean “article”?
        exit code 2
    "#]],
    );
    check(
        &site,
        &["theme", "new", "house", "--copy", "components/date_text", "--copy", "home"],
        expect![[r#"
            $ kb theme new house --copy components/date_text --copy home
            Created themes/house/templates/components/date_text.html
            Created themes/house/templates/home.html
            exit code 0
        "#]],
    );
    check(
        &site,
        &["theme", "new", "house", "--copy", "article"],
        expect![[r#"
        $ kb theme new house --copy article
        error: themes/house/templates/article.html already exists
        exit code 2
    "#]],
    );
    check(
        &site,
        &["theme", "new", "house", "--copy", "strings/en.ftl"],
        expect![[r#"
        $ kb theme new house --copy strings/en.ftl
        error: strings/en.ftl is not copied: a theme contains only the lines that differ, and the others stay in use
          = help: `kb theme show base/strings/en.ftl` prints all of them; write those that you change to themes/house/strings/en.ftl
        exit code 2
    "#]],
    );
    check(
        &site,
        &["theme", "explain", "components"],
        expect![[r#"
        $ kb theme explain components
        components is themes/base/templates/components.html (built in)

        It contains components, which see only their own parameters. A component in a nearer theme replaces the one with the
        same name; the others remain. `kb theme show components` lists them.
        exit code 0
    "#]],
    );
    assert_eq!(kb(&site, &["build", "-q", "-D", "warnings"]).code, 0);
}

#[test]
fn a_duplicate_title_is_reported_where_the_second_one_is_written() {
    let site = Site::new(&[
        ("articles/a.md", "# Refunds\n\nText."),
        ("articles/b.md", "+++\ntitle = \"Refunds\"\n+++\n\nText."),
        ("articles/c.md", "+++\nlanguage = \"fr\"\n+++\n# Refunds\n"),
    ]);
    check(
        &site,
        &["check"],
        expect![[r#"
        $ kb check
        warning[title-duplicate]: `articles/a.md` is also called “Refunds”
         --> articles/b.md:2:9
          |
        2 | title = "Refunds"
          |         ^^^^^^^^^
          |
          = help: give one of them a title that says how it differs

        Checked 6 pages: 1 warning
        exit code 0
    "#]],
    );
}

#[test]
fn what_forms_send_is_listed_for_a_privacy_policy() {
    let settings = r#"
title = "Test"
url = "https://example.com"
language = "en"
[backend]
kind = "post"
action = "https://forms.example.com/kb"
[consent]
text = "I agree to the [privacy policy](/)."
[forms.ask]
title = "Ask us"
fields = [
  { name = "mail", label = "Email", type = "email", required = true },
  { name = "contact", label = "Contact", type = "choice", options = ["Email", "Telephone"] },
  { name = "tel", label = "Telephone", type = "tel", required-when = { field = "contact", is = "Telephone" } },
  { name = "source", type = "hidden", value = "page" },
]
[forms.news]
title = "Newsletter"
backend = { kind = "formspree", id = "abc" }
fields = [{ name = "mail", label = "Email", type = "email" }]
"#;
    let site =
        Site::new(&[("site.toml", settings), ("articles/index.md", "# Home\n{{ form(id=\"ask\") }}\n")]);
    check(
        &site,
        &["list", "--data-sent"],
        expect![[r#"
        $ kb list --data-sent
        ask is sent to https://forms.example.com/kb
          asked for:  Email (required); Contact; Telephone (required if “Contact” is “Telephone”)
          also sent:  form, page, language, consent, thanks, source, utm_…
          for robots: contact.website

        news is sent to https://formspree.io/f/abc
          asked for:  Email
          also sent:  form, page, language, consent, _next, _subject, utm_…
          for robots: _gotcha
        exit code 0
    "#]],
    );
    check(
        &site,
        &["list", "--data-sent", "--format", "json"],
        expect![[r#"
        $ kb list --data-sent --format json
        {"added":["form","page","language","consent","thanks","source","utm_…"],"asked":[{"label":"Email","name":"mail","required":true,"required_when":null},{"label":"Contact","name":"contact","required":false,"required_when":null},{"label":"Telephone","name":"tel","required":false,"required_when":{"field":"Contact","is":"Telephone"}}],"form":"ask","to":"https://forms.example.com/kb","trap":"contact.website"}
        {"added":["form","page","language","consent","_next","_subject","utm_…"],"asked":[{"label":"Email","name":"mail","required":false,"required_when":null}],"form":"news","to":"https://formspree.io/f/abc","trap":"_gotcha"}
        exit code 0
    "#]],
    );
}
