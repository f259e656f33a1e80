//! Removes what only people read from stylesheets and scripts. Never changes their meaning, and keeps the references in
//! them, in their order. The build script compiles this file too.

use cssparser::{ParseError, Parser, Token};

use super::reference::js_pieces;

/// The minified text of a stylesheet or script; none for any other file.
pub(super) fn minified(name: &str, bytes: &[u8]) -> Option<String> {
    let minify = match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => minify_css,
        Some("js" | "mjs") => minify_js,
        _ => return None,
    };
    std::str::from_utf8(bytes).ok().map(minify)
}

/// CSS without comments and unneeded space, token by token according to the CSS Syntax standard. What cannot be parsed stays as
/// it is.
fn minify_css(css: &str) -> String {
    let mut parser = Parser::new(css);
    let mut writer = CssWriter { out: String::with_capacity(css.len()), space: false };
    match write_block(&mut parser, &mut writer) {
        Ok(()) => writer.out,
        Err(_) => css.to_owned(),
    }
}

struct CssWriter {
    out: String,
    space: bool,
}

impl CssWriter {
    fn push(&mut self, text: &str) {
        let last = self.out.chars().next_back();
        // A space before a colon separates a descendant from a pseudo-class, so it stays; one after it separates nothing.
        let needless = last.is_none_or(|last| matches!(last, '{' | '}' | ';' | ',' | ':' | '(' | '['))
            || text.starts_with(['{', '}', ';', ',', ')', ']']);
        if self.space && !needless {
            self.out.push(' ');
        }
        self.space = false;
        if text.starts_with('}') && last == Some(';') {
            self.out.pop();
        }
        self.out.push_str(text);
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "an enum of cssparser")]
fn write_block(parser: &mut Parser<'_>, writer: &mut CssWriter) -> Result<(), ParseError<()>> {
    loop {
        let start = parser.position();
        let token = match parser.next_including_whitespace_and_comments() {
            Ok(token) => token.clone(),
            Err(_) => return Ok(()),
        };
        let text = parser.slice_from(start).to_owned();
        let close = match token {
            Token::WhiteSpace(_) => {
                writer.space = true;
                continue;
            }
            Token::Comment(_) => continue,
            Token::BadString(_) | Token::BadUrl(_) => return Err(ParseError::custom(())),
            Token::Function(_) | Token::ParenthesisBlock => ")",
            Token::SquareBracketBlock => "]",
            Token::CurlyBracketBlock => "}",
            _ => {
                writer.push(&text);
                continue;
            }
        };
        writer.push(&text);
        parser.parse_nested_block(|inner| write_block(inner, writer))?;
        writer.push(close);
    }
}

/// JavaScript without comments and unneeded space. Line breaks stay wherever one may stand in for a semicolon.
fn minify_js(js: &str) -> String {
    let mut out = String::with_capacity(js.len());
    let mut last = 0;
    for piece in js_pieces(js) {
        push_gap(&mut out, &js[last..piece.start], &js[piece.clone()]);
        out.push_str(&js[piece.clone()]);
        last = piece.end;
    }
    push_gap(&mut out, &js[last..], "");
    out
}

/// Space and comments between two pieces of code.
fn push_gap(out: &mut String, gap: &str, next: &str) {
    // Not the signs that mean something else next to their like (`+ +`) or to a regular expression.
    let needs_none = |letter: char| "{}()[],;:?=<>&|!".contains(letter);
    let is_after = |signs: &str| out.ends_with(|last| signs.contains(last));
    if gap.contains('\n') {
        let is_inside = is_after("{([,;") || next.starts_with(['}', ')', ']']);
        if !out.is_empty() && !out.ends_with('\n') && !is_inside {
            out.push('\n');
        }
    } else if !gap.is_empty()
        && !out.is_empty()
        && !out.ends_with(needs_none)
        && !next.starts_with(needs_none)
    {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn css_keeps_its_meaning() {
        let check = |css: &str, expected: &str| assert_eq!(minify_css(css), expected);
        check("/* a */ a { color : red ; margin: 0 auto; }\n\n b{}", "a{color :red;margin:0 auto}b{}");
        check("a :hover, a:hover > b { x: calc( 1px + 2px ) }", "a :hover,a:hover > b{x:calc(1px + 2px)}");
        check(
            "@media (width >= 45rem) and (hover) { a { b: c } }",
            "@media (width >= 45rem) and (hover){a{b:c}}",
        );
        check(":root { --x: light-dark(#fff, #000); --y:; }", ":root{--x:light-dark(#fff,#000);--y:}");
        check("a::before { content: \"  /* no */  \"; }", "a::before{content:\"  /* no */  \"}");
        check("a { & b { c: d } .e & { f: g } }", "a{& b{c:d}.e &{f:g}}");
        check("@import \"x.css\"; a { b: url( c.png ) }", "@import \"x.css\";a{b:url( c.png )}");
        check("a { grid-template: [a] 1fr [b] / auto }", "a{grid-template:[a] 1fr [b] / auto}");
        check("a { margin: -1px -2px; b: c !important }", "a{margin:-1px -2px;b:c !important}");
    }

    #[test]
    fn broken_css_stays_as_it_is() {
        let broken = "a { content: \"unfinished\n }";
        assert_eq!(minify_css(broken), broken);
    }

    #[test]
    fn js_loses_only_space_that_separates_nothing() {
        let check = |js: &str, expected: &str| assert_eq!(minify_js(js), expected);
        check(
            "const f = async ([a, b]) => {\n  await a;\n  return !b\n};\nf()\n[0]",
            "const f=async([a,b])=>{await a;return!b};f()\n[0]",
        );
        check(
            "a + +b - -c; x = a / b; y = /[ ]x/ .test(z) ? .5 : 1",
            "a + +b - -c;x=a / b;y=/[ ]x/ .test(z)?.5:1",
        );
        check("if (a) {\n  b\n} else c\nd++\n++e", "if(a){b}else c\nd++\n++e");
        check("new X; case \"a\": typeof (b) in [c]", "new X;case \"a\":typeof(b)in[c]");
    }

    #[test]
    fn js_keeps_its_lines_and_its_strings() {
        let js =
            "// note\nconst a = \"// no\";   /* b */ let c = `\n  kept ${ a /* x */ }\n`;\n\n  return\n  d\n";
        assert_eq!(minify_js(js), "const a=\"// no\";let c=`\n  kept ${a}\n`;return\nd\n");
    }
}
