//! Converts LaTeX to MathML that needs no inline styles. The only module that uses the library `math_core`.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// Why a formula cannot be shown.
#[derive(Debug)]
pub(super) struct Mistake {
    /// What is wrong, as a sentence without a period.
    pub message: String,
    /// Where in the formula, in bytes; may be empty.
    pub range: Range<usize>,
}

// The most stack that one level of a formula needs, in a build without optimization.
const LEVEL: usize = 48 * 1024;

/// A formula fits on a usual stack if it has at most this many characters that can open a level.
const FEW: usize = 12;

/// Nobody reads a formula with more characters than this.
const MANY: usize = 1_000;

/// The element `<math>` of a formula.
pub(super) fn to_mathml(latex: &str, is_display: bool) -> Result<String, Mistake> {
    // The library recurses without a limit. Only these characters can open a level.
    let marks =
        latex.bytes().filter(|byte| matches!(byte, b'\\' | b'{' | b'[' | b'(' | b'^' | b'_' | b'&' | b'\''));
    let marks = marks.count();
    let converted = match marks {
        0..=FEW => convert(latex, is_display),
        marks if marks <= MANY => thread::scope(|scope| {
            let stack = (marks + FEW) * LEVEL;
            let thread =
                thread::Builder::new().stack_size(stack).spawn_scoped(scope, || convert(latex, is_display));
            thread.ok().and_then(|thread| thread.join().ok()).unwrap_or_else(|| Err(unreadable()))
        }),
        _ => Err(Mistake { message: "it is too long".to_owned(), range: 0..0 }),
    };
    converted.map(|mathml| without_styles(&mathml))
}

fn convert(latex: &str, is_display: bool) -> Result<String, Mistake> {
    let display = if is_display { MathDisplay::Block } else { MathDisplay::Inline };
    // A bug in the library must cost only one formula.
    let converted = catch_unwind(AssertUnwindSafe(|| {
        let converter = LatexToMathML::new(MathCoreConfig::default()).map_err(|_| unreadable())?;
        converter
            .convert_with_local_state(latex, display)
            .map(|result| result.mathml)
            .map_err(|error| Mistake { message: sentence(&error.to_string()), range: error.0.clone() })
    }));
    converted.unwrap_or_else(|_| Err(unreadable()))
}

fn unreadable() -> Mistake {
    Mistake { message: "it cannot be read".to_owned(), range: 0..0 }
}

/// The library's message in the style of kb: it continues after a colon, and quotes in backticks.
fn sentence(message: &str) -> String {
    let message = message.trim_end_matches('.').replace('"', "`");
    let mut letters = message.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// Sites may forbid inline styles, so they become attributes and classes. Ids and links are removed too: the same formula may
/// be on a page twice.
fn without_styles(mathml: &str) -> String {
    let mut result = String::with_capacity(mathml.len());
    let mut rest = mathml;
    while let Some(at) = rest.find('<') {
        result.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = tag_length(rest);
        push_tag(&mut result, &rest[..length]);
        rest = &rest[length..];
    }
    result.push_str(rest);
    result
}

fn tag_length(text: &str) -> usize {
    let mut is_quoted = false;
    let end = text.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b'>' && !is_quoted
    });
    end.map_or(text.len(), |end| end + 1)
}

fn push_tag(result: &mut String, tag: &str) {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let (name, mut attributes) =
        inner.split_at(inner.find([' ', '/']).filter(|at| *at > 0).unwrap_or(inner.len()));
    // Links to equations, and spans that only have a style within `<mtext>`, which may not contain them.
    if matches!(name.trim_start_matches('/'), "a" | "span") || inner == "/a" || inner == "/span" {
        return;
    }
    result.push('<');
    result.push_str(name);
    let mut classes: Vec<&str> = Vec::new();
    while let Some((before, after)) = attributes.split_once("=\"") {
        let Some((value, next)) = after.split_once('"') else { break };
        attributes = next;
        match before.trim() {
            "style" => {
                for declaration in value.split(';') {
                    push_declaration(result, declaration, &mut classes);
                }
            }
            "class" => classes.extend(value.split_whitespace()),
            "id" | "href" => {}
            attribute => result.push_str(&format!(" {attribute}=\"{value}\"")),
        }
    }
    if !classes.is_empty() {
        result.push_str(&format!(" class=\"{}\"", classes.join(" ")));
    }
    result.push_str(if tag.ends_with("/>") { "/>" } else { ">" });
}

fn push_declaration<'a>(result: &mut String, declaration: &'a str, classes: &mut Vec<&'a str>) {
    let Some((property, value)) = declaration.split_once(':') else { return };
    let (property, value) = (property.trim(), value.trim());
    let is_dashed = value.contains("dashed");
    let class = match (property, value) {
        ("color", _) => return result.push_str(&format!(" mathcolor=\"{value}\"")),
        ("font-size", _) => return result.push_str(&format!(" mathsize=\"{value}\"")),
        ("text-align", "left") => "math-left",
        ("text-align", "right") => "math-right",
        ("padding-left", "0") => "math-no-left",
        ("padding-right", "0") => "math-no-right",
        ("padding-left", "1em") => "math-condition",
        ("padding-top", "0") => "math-close",
        ("padding-top", _) => "math-raised",
        ("border-top", _) if is_dashed => "math-dashes-above",
        ("border-top", _) => "math-line-above",
        ("border-left", _) if is_dashed => "math-dashes-left",
        ("border-left", _) => "math-line-left",
        ("border-right", _) if is_dashed => "math-dashes-right",
        ("border-right", _) => "math-line-right",
        ("width", "100%") => "math-wide",
        ("width", "50%" | "7.5%") => "math-margin",
        ("margin-left", _) => "math-back",
        _ => return,
    };
    classes.push(class);
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn check(latex: &str, expected: Expect) {
        let text = match to_mathml(latex, false) {
            Ok(mathml) => mathml,
            Err(mistake) => format!("{} ‹{}›", mistake.message, &latex[mistake.range]),
        };
        expected.assert_eq(&text);
    }

    #[test]
    fn formulas_become_elements() {
        check(
            r"\frac{a}{b^2}",
            expect!["<math><mfrac><mi>a</mi><msup><mi>b</mi><mn>2</mn></msup></mfrac></math>"],
        );
    }

    #[test]
    fn styles_become_classes_and_attributes() {
        check(
            r"\begin{aligned} a &= b \end{aligned}",
            expect![[
                r#"<math><mtable displaystyle="true" scriptlevel="0"><mtr><mtd class="math-right math-no-right"><mi>a</mi></mtd><mtd class="math-left math-no-left"><mo>=</mo><mi>b</mi></mtd></mtr></mtable></math>"#
            ]],
        );
        check(
            r"\begin{array}{l|c:r} \hline a & b & c \end{array}",
            expect![[
                r#"<math><mtable displaystyle="false" scriptlevel="0" class="math-line-above"><mtr><mtd class="math-left math-line-right"><mi>a</mi></mtd><mtd class="math-dashes-right"><mi>b</mi></mtd><mtd class="math-right"><mi>c</mi></mtd></mtr></mtable></math>"#
            ]],
        );
        check(
            r"\begin{cases} 1 & x \end{cases}",
            expect![[
                r#"<math><mrow><mo>{</mo><mtable displaystyle="false" scriptlevel="0"><mtr><mtd class="math-left math-no-right"><mn>1</mn></mtd><mtd class="math-left math-no-right math-condition"><mi>x</mi></mtd></mtr></mtable><mo>⁣</mo></mrow></math>"#
            ]],
        );
        check(
            r"x\!{\color{red} y}",
            expect![[
                r##"<math><mi>x</mi><mspace class="math-back"/><mrow mathcolor="#FF0000"><mi>y</mi></mrow></math>"##
            ]],
        );
        check(r"\text{\textsc{ab}}", expect!["<math><mtext>ab</mtext></math>"]);
    }

    #[test]
    fn equations_have_numbers_but_neither_ids_nor_links() {
        check(
            r"\begin{align} a \label{one} \eqref{one} \end{align}",
            expect![[
                r#"<math><mtable displaystyle="true" scriptlevel="0" class="math-wide"><mtr><mtd class="math-margin"></mtd><mtd class="math-right math-no-right"><mi>a</mi><mtext>(1)</mtext></mtd><mtd class="math-margin math-right"><mtext>(1)</mtext></mtd></mtr></mtable></math>"#
            ]],
        );
    }

    #[test]
    fn mistakes_have_a_position() {
        check(r"1 + \frob", expect![[r#"unknown command `\frob` ‹\frob›"#]]);
        check(r"\frac{1", expect!["expected closing token `}`, but reached end of input ‹›"]);
        check(r"é & b", expect!["found `&`, which may only appear in a table-like environment ‹&›"]);
    }

    #[test]
    fn any_depth_and_length_is_survived() {
        for part in [
            "{",
            "\\frac",
            "\\left(",
            "x^{",
            "\\hat",
            "\\begin{matrix}a&",
            "\\displaystyle",
            "a\\over{",
            "''",
        ] {
            for count in [40, 400, 40_000] {
                drop(to_mathml(&part.repeat(count), true));
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_formula_panics_or_adds_a_style(parts in prop::collection::vec(prop::sample::select(vec![
            "\\frac", "{", "}", "^", "_", "&", "\\\\", "\\left", "\\right", "(", ")", "a", "1", "\\sqrt", "[", "]", "'",
            "\\begin{array}{c|c}", "\\end{array}", "\\begin{align}", "\\end{align}", "\\text{", "\\color{red}", "\\!",
            "\\label{x}", "\\hline", "é", "<b id=\"x\" style=\"y\">", "\\over", "\\bmod", "\\textsc{", "\"", "\\substack",
        ]), 0..12)) {
            if let Ok(mathml) = to_mathml(&parts.concat(), true) {
                let tags = mathml.split('<').skip(1).filter_map(|rest| rest.split('>').next());
                prop_assert!(!tags.clone().any(|tag| tag.contains(" style=") || tag.contains(" id=")), "{mathml}");
                prop_assert!(mathml.starts_with("<math") && mathml.ends_with("</math>"), "{mathml}");
            }
        }
    }
}
