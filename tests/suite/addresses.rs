//! No page contains an address that runs code, wherever its author wrote it.

use expect_test::{Expect, expect};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use kb::diagnostic::{Positions, Unit};
use proptest::prelude::*;
use std::cell::RefCell;
use url::Url;

use super::support::{Build, build};

/// Every attribute of a page whose value a browser reads as an address.
fn addresses(html: &str) -> Vec<String> {
    #[derive(Default)]
    struct Addresses(RefCell<Vec<String>>);
    impl TokenSink for Addresses {
        type Handle = ();

        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            if let Token::TagToken(tag) = token {
                let named = tag.attrs.iter().filter(|attribute| {
                    let name = &*attribute.name.local;
                    ["href", "src", "action", "formaction", "poster", "data", "cite", "xlink:href"]
                        .contains(&name)
                });
                self.0.borrow_mut().extend(named.map(|attribute| attribute.value.to_string()));
            }
            TokenSinkResult::Continue
        }
    }
    let tokenizer = Tokenizer::new(Addresses::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// The addresses on all pages that a browser would neither resolve to the site nor to an allowed scheme.
fn dangerous(build: &Build) -> Vec<String> {
    let base = Url::parse("https://example.com/a/b/").unwrap();
    let mut found = Vec::new();
    for (path, output) in build.outputs.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
        for address in addresses(std::str::from_utf8(output.in_memory().unwrap()).unwrap()) {
            // What no browser can parse as an address leads nowhere.
            let Ok(seen) = base.join(&address) else { continue };
            let is_picture = seen.scheme() == "data" && seen.path().starts_with("image/");
            if !["http", "https", "mailto", "tel", "obsidian"].contains(&seen.scheme()) && !is_picture {
                found.push(format!("{path}: {address:?}"));
            }
        }
    }
    found
}

/// An address in every place where one can be written.
fn everywhere(address: &str) -> String {
    let quoted = serde_json::Value::String(address.to_owned()).to_string().replace('\u{7f}', "\\u007F");
    let in_html = address.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let in_markdown: String = address.chars().map(|letter| format!("&#{};", u32::from(letter))).collect();
    format!(
        r#"//- site.toml
links.schemes = ["obsidian"]
lints.consent-unrecorded = "allow"
consent.text = "[consent]({in_markdown})"
[[menu]]
title = "Menu"
target = {quoted}
[[footer]]
title = "Footer"
links = [{{ title = "Footer link", target = {quoted} }}]
[cta.ask]
title = "Ask"
button = "Ask"
target = {quoted}
[backend]
kind = "post"
action = {quoted}
[forms.ask]
title = "Ask"
submit = "Send"
[[forms.ask.fields]]
name = "question"
label = "Question"
type = "text"
[collections.notes.fields]
site = {{ type = "url" }}
picture = {{ type = "image" }}
words = {{ type = "markdown" }}
other = {{ type = "reference" }}
//- articles/notes/a.md
+++
title = "A"
image = {quoted}
cta = "ask"
[fields]
site = {quoted}
picture = {quoted}
words = "[field]({in_markdown})"
other = {quoted}
+++
[plain](<{in_markdown}>) [entities]({in_markdown}) ![picture]({in_markdown}) [reference][r] ![reference][r]

{{{{ figure(src={quoted}, alt="Figure") }}}}

{{{{ cta(id="ask") }}}}

{{{{ form(id="ask") }}}}

[r]: {in_markdown}
//- articles/notes/raw.md
<a href="{in_html}">raw</a> <img src="{in_html}" alt="raw"> <video poster="{in_html}" src="{in_html}"></video>
"#
    )
}

fn check(address: &str, expected: Expect) {
    let build = build(&everywhere(address));
    assert_eq!(dangerous(&build), Vec::<String>::new());
    // All of them, also those that share a paragraph when people read them.
    let found = build.found.clone().judge(&build.config.lints);
    let mut positions = Positions::new(&build.sources);
    let mut lines = String::new();
    for diagnostic in found.iter() {
        lines.push_str(&format!("error[{}]: {}\n", diagnostic.code.name, diagnostic.message));
        let span = diagnostic.span.as_ref().unwrap();
        let (start, _) = positions.of(span, Unit::Characters).unwrap();
        lines.push_str(&format!(" --> {}:{}:{}\n", span.path, start.line, start.column));
    }
    expected.assert_eq(&lines);
}

#[test]
fn an_address_that_runs_code_is_an_error_everywhere() {
    check(
        "\u{2003}java\tscript:alert(1)",
        expect![[r#"
            error[link-invalid]: this address would run code
             --> articles/notes/a.md:3:9
            error[field-type]: `site` must be an address that starts with https://, but this is “ java	script:alert(1)”
             --> articles/notes/a.md:6:8
            error[link-invalid]: this address would run code
             --> articles/notes/a.md:7:11
            error[link-invalid]: this address would run code
             --> articles/notes/a.md:8:10
            error[link-missing]: no article is called “java	script:alert(1)”
             --> articles/notes/a.md:9:9
            error[link-invalid]: this address would run code
             --> articles/notes/a.md:11:1
            error[link-invalid]: this address would run code
             --> articles/notes/a.md:11:130
            error[link-invalid]: this address would run code
             --> articles/notes/a.md:11:260
            error[link-invalid]: this address would run code
             --> articles/notes/a.md:11:390
            error[link-invalid]: this address would run code
             --> articles/notes/a.md:11:405
            error[link-invalid]: this address would run code
             --> articles/notes/a.md:13:15
            error[link-invalid]: this address would run code
             --> articles/notes/raw.md:1:10
            error[link-invalid]: this address would run code
             --> articles/notes/raw.md:1:51
            error[link-invalid]: this address would run code
             --> articles/notes/raw.md:1:100
            error[link-invalid]: this address would run code
             --> articles/notes/raw.md:1:128
            error[link-invalid]: this address would run code
             --> site.toml:7:17
            error[link-invalid]: this address would run code
             --> site.toml:10:10
            error[link-invalid]: this address would run code
             --> site.toml:13:44
            error[link-invalid]: this address would run code
             --> site.toml:17:10
            error[form-invalid]: forms cannot be sent to “ java	script:alert(1)”
             --> site.toml:20:10
        "#]],
    );
}

#[test]
fn an_unknown_scheme_is_an_error_everywhere() {
    check(
        "blob:https://example.com/1",
        expect![[r#"
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> articles/notes/a.md:3:9
            error[field-type]: `site` must be an address that starts with https://, but this is “blob:https://example.com/1”
             --> articles/notes/a.md:6:8
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> articles/notes/a.md:7:11
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> articles/notes/a.md:8:10
            error[link-missing]: no article is called “blob:https://example.com/1”
             --> articles/notes/a.md:9:9
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> articles/notes/a.md:11:1
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> articles/notes/a.md:11:158
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> articles/notes/a.md:11:316
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> articles/notes/a.md:11:474
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> articles/notes/a.md:11:489
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> articles/notes/a.md:13:15
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> articles/notes/raw.md:1:10
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> articles/notes/raw.md:1:56
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> articles/notes/raw.md:1:110
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> articles/notes/raw.md:1:143
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> site.toml:7:17
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> site.toml:10:10
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> site.toml:13:44
            error[link-invalid]: this site does not link to addresses that begin with `blob:`
             --> site.toml:17:10
            error[form-invalid]: forms cannot be sent to “blob:https://example.com/1”
             --> site.toml:20:10
        "#]],
    );
}

#[test]
fn a_site_can_allow_more_schemes() {
    // A field of type `url` is an address on the web, and a reference an article's name.
    check(
        "obsidian://open?vault=notes",
        expect![[r#"
            error[field-type]: `site` must be an address that starts with https://, but this is “obsidian://open?vault=notes”
             --> articles/notes/a.md:6:8
            error[link-missing]: no article is called “obsidian://open?vault=notes”
             --> articles/notes/a.md:9:9
            error[form-invalid]: forms cannot be sent to “obsidian://open?vault=notes”
             --> site.toml:20:10
        "#]],
    );
}

fn address() -> impl Strategy<Value = String> {
    let scheme = prop::sample::select(vec![
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "data:image/svg+xml,x",
        "https://a.example/",
        "mailto:a@b.c",
        "obsidian:x",
        "//b.example/",
        "file:///x",
        "view-source:x",
        "raw.md",
    ]);
    let noise = prop::collection::vec(
        prop_oneof![
            prop::sample::select(vec![
                '\t', ' ', '\u{1}', '\u{b}', '\u{c}', '\u{1f}', '\u{7f}', '\u{85}', '\u{a0}', '\u{1680}',
                '\u{200b}', '\u{2003}', '\u{2028}', '\u{3000}', '\u{feff}', ':', '/', '\\', '&', '#', '?',
                '%',
            ]),
            any::<char>()
                .prop_filter("ends the line of a fixture", |letter| !matches!(letter, '\n' | '\r' | '\0')),
        ],
        0..4,
    );
    (noise.clone(), scheme, 0..12usize, noise).prop_map(|(before, scheme, at, within)| {
        let at = at.min(scheme.len());
        let text = |letters: Vec<char>| letters.into_iter().collect::<String>();
        format!("{}{}{}{}", text(before), &scheme[..at], text(within), &scheme[at..])
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_page_has_an_address_that_a_browser_would_run(address in address()) {
        prop_assert_eq!(dangerous(&build(&everywhere(&address))), Vec::<String>::new());
    }
}
