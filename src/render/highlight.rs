//! Code to HTML with classes (`hl-…`), never with colours of its own.
//!
//! Takes code and the name of its language, gives escaped HTML. Unknown languages, very large code and grammars that
//! fail give plain text.

use std::sync::OnceLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::html::escape;
use super::toml;

// Grammars take time that grows with the line's length; nobody reads such code on a page.
const LARGEST_CODE: usize = 50_000;
const LONGEST_LINE: usize = 2_000;

/// The HTML of some code.
pub fn highlight(language: &str, code: &str) -> String {
    let is_large = code.len() > LARGEST_CODE || code.lines().any(|line| line.len() > LONGEST_LINE);
    if language.is_empty() || is_large {
        return escape(code);
    }
    let language = language.to_lowercase();
    if language == "toml" {
        return toml::highlight(code);
    }
    color(&language, code).unwrap_or_else(|| escape(code))
}

fn color(language: &str, code: &str) -> Option<String> {
    let grammars = grammars();
    let syntax = find(grammars, language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, grammars, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

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
                r#"<span class="hl-source hl-rust"><span class="hl-storage hl-type hl-rust">let</span> a <span class="hl-keyword hl-operator hl-rust">=</span> <span class="hl-string hl-quoted hl-double hl-rust"><span class="hl-punctuation hl-definition hl-string hl-begin hl-rust">&quot;</span>&lt;b&gt;<span class="hl-punctuation hl-definition hl-string hl-end hl-rust">&quot;</span></span><span class="hl-punctuation hl-terminator hl-rust">;</span></span>"#
            ]],
        );
        check(
            "sh",
            "echo $HOME",
            expect![[
                r#"<span class="hl-source hl-shell hl-bash"><span class="hl-meta hl-function-call hl-shell"><span class="hl-support hl-function hl-echo hl-shell">echo</span></span><span class="hl-meta hl-function-call hl-arguments hl-shell"> <span class="hl-meta hl-group hl-expansion hl-parameter hl-shell"><span class="hl-punctuation hl-definition hl-variable hl-shell">$</span><span class="hl-variable hl-other hl-readwrite hl-shell">HOME</span></span></span></span>"#
            ]],
        );
    }

    #[test]
    fn toml_gets_the_same_kinds_of_classes() {
        check(
            "toml",
            "# note\n[a.b]\nkey = \"x\" # y\nn = [1, true]\n",
            expect![[r#"
            <span class="hl-source hl-toml"><span class="hl-comment"># note</span>
            <span class="hl-entity hl-name">[a.b]</span>
            <span class="hl-entity hl-name hl-tag">key</span> <span class="hl-keyword hl-operator">=</span> <span class="hl-string">"x"</span> <span class="hl-comment"># y</span>
            <span class="hl-entity hl-name hl-tag">n</span> <span class="hl-keyword hl-operator">=</span> [<span class="hl-constant hl-numeric">1</span>, <span class="hl-constant hl-language">true</span>]
            </span>"#]],
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
