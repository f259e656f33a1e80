//! Converts code to HTML with classes (`hl-…`), never with colors.
//!
//! Takes code and the name of its language, gives escaped HTML. Unknown languages, very large code and failing
//! grammars give plain text.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::toml;
use crate::blob::Digest;
use crate::document::decode_html;
use crate::escape::{escape_text, push_text};

// Grammars slow down with the length of a line; nobody reads such code on a page.
const LARGEST_CODE: usize = 50_000;
const LONGEST_LINE: usize = 2_000;

/// The HTML of highlighted code, by a digest of its language and text. Remembered, since nothing else on a page takes
/// as long.
pub type Colored = BTreeMap<Digest, Arc<str>>;

/// The HTML of some code.
pub fn highlight(language: &str, code: &str) -> String {
    let is_large = code.len() > LARGEST_CODE || code.lines().any(|line| line.len() > LONGEST_LINE);
    if language.is_empty() || is_large {
        return escape_text(code);
    }
    let language = language.to_lowercase();
    if language == "toml" {
        return toml::highlight(code);
    }
    color(&language, code).unwrap_or_else(|| escape_text(code))
}

/// The same in pieces, each with its kind; empty for none.
pub fn highlight_runs(language: &str, code: &str) -> Vec<(String, String)> {
    // kb generated this HTML, and it is flat, so it can be read back piece by piece.
    let html = highlight(language, code);
    let mut runs = Vec::new();
    for piece in html.split_inclusive("</span>") {
        let (before, inner) = piece.split_once("<span class=\"hl-").unwrap_or((piece, ""));
        let (kind, inner) = inner.split_once("\">").unwrap_or_default();
        for (kind, text) in [("", before), (kind, inner.trim_end_matches("</span>"))] {
            if !text.is_empty() {
                runs.push((kind.to_owned(), decode_html(text)));
            }
        }
    }
    runs
}

fn color(language: &str, code: &str) -> Option<String> {
    let grammars = grammars();
    let mut state = ParseState::new(find(grammars, language)?);
    let mut scopes = ScopeStack::new();
    let mut html = String::with_capacity(code.len() * 2);
    let mut open: Option<&str> = None;
    for line in LinesWithEndings::from(code) {
        let changes = state.parse_line(line, grammars).ok()?;
        for (text, change) in ScopeRegionIterator::new(&changes, line) {
            scopes.apply(change).ok()?;
            if text.is_empty() {
                continue;
            }
            // Space has no color, so it does not separate two words of one kind.
            let kind = if text.trim().is_empty() { open } else { kind_of(&scopes) };
            if kind != open {
                switch(&mut html, open, kind);
                open = kind;
            }
            push_text(&mut html, text);
        }
    }
    switch(&mut html, open, None);
    Some(html)
}

fn switch(html: &mut String, from: Option<&str>, to: Option<&str>) {
    if from.is_some() {
        html.push_str("</span>");
    }
    if let Some(kind) = to {
        html.push_str("<span class=\"hl-");
        html.push_str(kind);
        html.push_str("\">");
    }
}

/// The innermost kind that has a color. Grammars say much more, which would only make pages larger.
fn kind_of(scopes: &ScopeStack) -> Option<&'static str> {
    static KINDS: OnceLock<Vec<(Scope, &str)>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| {
        let kinds = KIND_NAMES.iter().filter_map(|kind| Some((Scope::new(kind).ok()?, *kind)));
        kinds.collect()
    });
    let scopes = scopes.as_slice().iter().rev();
    let mut found = scopes.filter_map(|scope| kinds.iter().find(|(kind, _)| kind.is_prefix_of(*scope)));
    found.next().map(|(_, kind)| *kind)
}

/// Classes of code: the first words of scopes, after Sublime Text's scope naming guidelines.
const KIND_NAMES: &[&str] =
    &["comment", "string", "constant", "keyword", "storage", "entity", "support", "invalid"];

fn find<'a>(grammars: &'a SyntaxSet, language: &str) -> Option<&'a SyntaxReference> {
    let token = match language {
        "typescript" | "ts" | "tsx" | "jsx" | "mjs" | "cjs" | "node" | "json5" => "js",
        "shell" | "console" | "sh" | "zsh" | "shell-session" | "terminal" | "shellscript" => "bash",
        "yml" => "yaml",
        "rs" => "rust",
        "py" | "python3" => "python",
        "jsonc" => "json",
        "text" | "plain" | "txt" | "plaintext" | "none" => return None,
        "c++" => "cpp",
        "golang" => "go",
        "docker" | "dockerfile" | "containerfile" => "dockerfile",
        "tera" | "jinja" | "jinja2" | "svg" | "vue" | "svelte" => "html",
        "scss" | "less" => "css",
        "patch" => "diff",
        "md" => "markdown",
        other => other,
    };
    grammars.find_syntax_by_token(token)
}

// Unpacking the grammars takes some 20 milliseconds, so it is done once, and only if there is code. They never change.
fn grammars() -> &'static SyntaxSet {
    static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();
    GRAMMARS.get_or_init(SyntaxSet::load_defaults_newlines)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(language: &str, code: &str, expected: Expect) {
        expected.assert_eq(&highlight(language, code));
    }

    #[test]
    fn code_gets_classes_and_no_colors() {
        check(
            "rust",
            "let a = \"<b>\";",
            expect![[
                r#"<span class="hl-storage">let</span> a <span class="hl-keyword">= </span><span class="hl-string">"&lt;b&gt;"</span>;"#
            ]],
        );
        check("sh", "echo $HOME", expect![[r#"<span class="hl-support">echo </span>$HOME"#]]);
    }

    #[test]
    fn toml_gets_the_same_kinds_of_classes() {
        check(
            "toml",
            "# note\n[a.b]\nkey = \"x\" # y\nn = [1, true]\n",
            expect![[r#"
                <span class="hl-comment"># note</span>
                <span class="hl-entity">[a.b]</span>
                <span class="hl-entity">key</span> <span class="hl-keyword">=</span> <span class="hl-string">"x"</span> <span class="hl-comment"># y</span>
                <span class="hl-entity">n</span> <span class="hl-keyword">=</span> [<span class="hl-constant">1</span>, <span class="hl-constant">true</span>]
            "#]],
        );
    }

    #[test]
    fn unknown_languages_stay_plain() {
        check("klingon", "a < b", expect!["a &lt; b"]);
        check("", "a < b", expect!["a &lt; b"]);
    }

    #[test]
    fn aliases_find_their_grammar() {
        for language in [
            "rs", "py", "ts", "tsx", "sh", "console", "yml", "md", "json", "html", "css", "go", "java", "sql",
        ] {
            assert!(find(grammars(), language).is_some(), "{language}");
        }
    }

    #[test]
    fn very_large_code_stays_plain() {
        let line = "a".repeat(2_001);
        assert_eq!(highlight("rust", &line), line);
        let code = "let a = 1;\n".repeat(5_000);
        assert_eq!(highlight("rust", &code), code);
    }
}
