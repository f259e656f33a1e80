//! Help with the command line itself: help texts, suggestions, completions, manual pages.

use std::process::Command;

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::commands::{Site, check, kb};

#[test]
fn help_is_grouped_and_short() {
    let site = Site::empty();
    check(
        &site,
        &["--help"],
        expect![[r#"
            $ kb --help
            Turns a folder of Markdown articles into a cross-linked, checked website

            Usage: kb <COMMAND>

            Write:
              init         Create a site in a folder
              new          Create an article
              list         List articles: all, drafts, scheduled or expired ones, or what is not translated
              translate    Mark translations as up to date

            Build:
              serve        Show the website in a browser while you write
              build        Publish the website to public/
              pdf          Typeset the articles of collections with `pdf = true` as PDFs next to them
              check        Report every problem, and publish nothing
              verify       Compare a folder or a server with what was built
              clean        Empty the cache, so that every paper is typeset again

            Look up:
              search       Find articles as readers of the website do
              explain      Explain an error or lint, with an example and its fix
              theme        List themes, show what a template gets, create a theme
              schema       Print the JSON Schema of site.toml, theme.toml or front matter

            Set up:
              completions  Print shell completions, including values
              man          Print manual pages

            Options:
              -h, --help     Print help
              -V, --version  Print version

            Examples:
              kb init handbook                    create a site in handbook/
              kb serve --open                     see it in a browser while you write
              kb new guides/refunds --edit        write an article
              kb check -D warnings                see every problem
              kb explain link-missing             what an error means and how to fix it

            Run `kb COMMAND --help` for more about a command.
            exit code 0
        "#]],
    );
    check(
        &site,
        &["list", "--help"],
        expect![[r#"
            $ kb list --help
            List articles: all, drafts, scheduled or expired ones, or what is not translated

            Usage: kb list [OPTIONS] [WHICH]

            Arguments:
              [WHICH]  Which articles [default: all] [possible values: all, published, drafts, scheduled,
                       expired, untranslated, outdated]

            Options:
                  --in <COLLECTION>  Only articles of this collection
                  --next             Print when the next article appears or expires, instead of a list
                  --data-sent        Print what forms send, for a privacy policy, instead of a list
                  --root <DIR>       The site's folder [default: the nearest folder upward with a site.toml]
                  --format <FORMAT>  Output format [default: human] [possible values: human, json]
              -h, --help             Print help

            Examples:
              kb list drafts
              kb list scheduled --in news --format json
              kb list untranslated              what is not in every language
              kb list outdated                  translations that are older than their originals
              kb list --next                    when to build again
              kb list --data-sent               what a privacy policy has to name
            exit code 0
        "#]],
    );
    assert_eq!(kb(&site, &[]).code, 2);
}

#[test]
fn a_mistyped_command_gets_a_suggestion() {
    let site = Site::empty();
    check(
        &site,
        &["biuld"],
        expect![[r#"
        $ kb biuld
        error: kb has no command `biuld`
          = help: did you mean `kb build`?
        exit code 2
    "#]],
    );
    check(
        &site,
        &["lint"],
        expect![[r#"
        $ kb lint
        error: kb has no command `lint`
          = help: did you mean `kb check`?
        exit code 2
    "#]],
    );
    check(
        &site,
        &["xyzzy"],
        expect![[r#"
        $ kb xyzzy
        error: kb has no command `xyzzy`
          = help: `kb --help` lists all commands
        exit code 2
    "#]],
    );
    check(
        &site,
        &["build", "--drfts"],
        expect![[r#"
        $ kb build --drfts
        error: unexpected argument '--drfts' found

          tip: a similar argument exists: '--drafts'

        Usage: kb build --drafts

        For more information, try '--help'.
        exit code 2
    "#]],
    );
}

#[test]
fn every_command_has_examples_in_its_help() {
    let site = Site::empty();
    let help = kb(&site, &["--help"]).stdout;
    let commands: Vec<&str> = help
        .lines()
        .take_while(|line| *line != "Options:")
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .collect();
    assert!(commands.contains(&"serve") && commands.contains(&"theme"), "{commands:?}");
    for command in commands {
        let help = kb(&site, &[command, "--help"]).stdout;
        assert!(help.contains("Examples:\n  "), "{command}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let site = Site::empty();
    let page = kb(&site, &["man", "build"]).stdout;
    assert!(page.contains(".TH KB-BUILD 1") && page.contains("keep\\-going"), "{page}");
    assert_eq!(kb(&site, &["man", "--output", "man1"]).code, 0);
    let mut names: Vec<_> = std::fs::read_dir(site.path("man1"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    expect!["kb-build.1 kb-check.1 kb-clean.1 kb-completions.1 kb-explain.1 kb-init.1 kb-list.1 kb-man.1 kb-new.1 kb-pdf.1 kb-schema.1 kb-search.1 kb-serve.1 kb-theme-explain.1 kb-theme-list.1 kb-theme-new.1 kb-theme-show.1 kb-theme-strings.1 kb-theme.1 kb-translate.1 kb-verify.1 kb.1"].assert_eq(&names.join(" "));
    assert!(kb(&site, &["man", "theme-new"]).stdout.contains(".TH KB-THEME-NEW 1"));
    assert_eq!(kb(&site, &["man", "theme new"]).stdout, kb(&site, &["man", "theme-new"]).stdout);
    check(
        &site,
        &["man", "bild"],
        expect![[r#"
        $ kb man bild
        error: kb has no command `bild`
          = help: did you mean `kb man build`?
        exit code 2
    "#]],
    );
}

#[test]
fn a_build_reports_what_each_phase_took() {
    let site = Site::new(&[("articles/a.md", "# A\n"), ("articles/b.md", "# B\n")]);
    let answer = kb(&site, &["build", "-q", "--timings"]);
    let mut names: Vec<&str> =
        answer.stderr.lines().filter_map(|line| line.get(..22)).map(str::trim).collect();
    assert_eq!(names.remove(0), "", "{}", answer.stderr);
    expect!["reading the folder, site.toml and theme, reading articles, linking, pages, other files, search index, rules and reports, publishing, total"].assert_eq(&names.join(", "));

    let answer = kb(&site, &["build", "-q", "--timings=json"]);
    let timings: Value = serde_json::from_str(&answer.stdout).unwrap();
    let phases = timings["phases"].as_array().unwrap();
    let phase = |name: &str| phases.iter().find(|phase| phase["name"] == name).unwrap();
    assert_eq!(phases.len(), names.len() - 1);
    assert_eq!(
        (&phase("reading articles")["items"], &phase("reading articles")["bytes"]),
        (&json!(2), &json!(8))
    );
    assert!(phase("pages")["items"].as_u64() > Some(2) && phase("pages")["bytes"].as_u64() > Some(1000));
    let sum = |key: &str| phases.iter().map(|phase| phase[key].as_f64().unwrap()).sum::<f64>();
    assert!((sum("seconds") - timings["total"]["seconds"].as_f64().unwrap()).abs() < 1e-6);
    if cfg!(target_os = "linux") {
        assert!(sum("cpu_seconds") > 0.0 && timings["total"]["peak_bytes"].as_u64() > Some(1 << 20));
    }

    let answer = kb(&site, &["build", "-q", "--timings=trace"]);
    let trace: Value = serde_json::from_str(&answer.stdout).unwrap();
    let events = trace["traceEvents"].as_array().unwrap();
    let ends = |event: &Value| event["ts"].as_f64().unwrap() + event["dur"].as_f64().unwrap();
    // One after another; each time is rounded.
    assert!(events.windows(2).all(|pair| (ends(&pair[0]) - pair[1]["ts"].as_f64().unwrap()).abs() <= 2.0));
    assert_eq!(events.len(), names.len() - 1);
}

/// What bash offers after these words.
fn offered(site: &Site, words: &[&str], expected: Expect) {
    let output = Command::new(env!("CARGO_BIN_EXE_kb"))
        .current_dir(site.root())
        .env("KB_COMPLETE", "bash")
        .env("_CLAP_IFS", "\n")
        .env("_CLAP_COMPLETE_INDEX", words.len().to_string())
        .args(["--", "kb"])
        .args(words)
        .output()
        .unwrap();
    assert!(output.status.success());
    let mut lines: Vec<String> =
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    lines.sort();
    expected.assert_eq(&lines.join(" "));
}

#[test]
fn completions_include_values() {
    let site = Site::new(&[
        ("articles/notes/one.md", "# One\n"),
        ("articles/about.md", "# About\n"),
        ("articles/notes/.hidden.md", ""),
        ("articles/notes/picture.png", ""),
    ]);
    let head = "title = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n";
    site.write("site.toml", &format!("{head}[collections.notes]\n[collections.news]\n"));
    offered(&site, &["ch"], expect!["check"]);
    offered(&site, &["list", "--in", ""], expect!["news notes"]);
    offered(
        &site,
        &["build", "-D", "link-"],
        expect![
            "link-absolute link-ambiguous link-empty link-invalid link-missing link-to-draft link-to-other-language"
        ],
    );
    offered(&site, &["man", "sch"], expect!["schema"]);
    offered(&site, &["explain", "syn"], expect!["syntax"]);
    offered(&site, &["new", "n"], expect!["news/ notes/"]);
    offered(&site, &["new", "notes/"], expect!["notes/one.md"]);
    offered(
        &site,
        &["schema", ""],
        expect!["--help --output --root articles news notes site.toml theme.toml"],
    );
    offered(&site, &["theme", "new", "mine", "--extends", ""], expect!["base duo folio"]);
    offered(&site, &["theme", "explain", "article", "--page", "/"], expect!["/about/ /notes/one/"]);
}

#[test]
fn every_shell_has_a_completion_script() {
    let site = Site::empty();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let lines = kb(&site, &["completions", shell]).stdout;
        assert!(lines.contains("KB_COMPLETE") && !lines.contains("target/"), "{shell}: {lines}");
    }
}

#[test]
fn schemas_are_printed_and_written() {
    let site = Site::new(&[]);
    let head = "title = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n";
    site.write(
        "site.toml",
        &format!("{head}[collections.notes.fields]\nkind = {{ type = \"text\", required = true }}\n"),
    );
    check(
        &site,
        &["schema"],
        expect![[r#"
        $ kb schema
        site.toml            the site's description
        theme.toml           a theme's description
        articles             front matter of articles outside a collection
        notes                front matter of articles/notes/
        exit code 0
    "#]],
    );
    check(
        &site,
        &["schema", "note"],
        expect![[r#"
        $ kb schema note
        error: there is no schema of `note`
          = help: did you mean `notes`?
        exit code 2
    "#]],
    );
    let schema: Value = serde_json::from_str(&kb(&site, &["schema", "notes"]).stdout).unwrap();
    assert_eq!(schema["properties"]["fields"]["required"][0], "kind");
    check(
        &site,
        &["schema", "--output", "out"],
        expect![[r#"
        $ kb schema --output out
        out/site.json
        out/theme.json
        out/articles.json
        out/collections/notes.json
        exit code 0
    "#]],
    );
    kb(&site, &["schema", "--output", ".schemas"]);
    kb(&site, &["theme", "new", "house"]);
    let manifest = std::fs::read_to_string(site.path("themes/house/theme.toml")).unwrap();
    assert_eq!(manifest.lines().next(), Some("#:schema ../../.schemas/theme.json"));
    // Outside a site, at least the built-in themes are offered.
    let nowhere = Site::empty();
    let schema: Value = serde_json::from_str(&kb(&nowhere, &["schema", "site.toml"]).stdout).unwrap();
    assert!(schema["properties"]["theme"]["properties"]["duo"]["properties"]["canvas"].is_object());
}

#[test]
fn a_time_that_is_not_a_number_is_an_error() {
    let site = Site::new(&[("articles/a.md", "# A\n")]);
    for wrong in ["abc", "", "1.5", "99999999999999999999"] {
        let output = Command::new(env!("CARGO_BIN_EXE_kb"))
            .arg("build")
            .current_dir(site.root())
            .env("SOURCE_DATE_EPOCH", wrong)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let expected = format!("error: SOURCE_DATE_EPOCH must be a number of seconds, but it is “{wrong}”\n");
        assert_eq!((output.status.code(), said), (Some(2), expected));
        assert!(!site.path("public").exists());
    }
}
