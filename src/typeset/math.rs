//! MathML to Typst's formulas. The MathML comes from kb itself (MathML Core), so it is well formed and uses few elements.

use super::literal::text;

/// A formula that is nested more deeply is typeset as its source.
const DEEPEST: usize = 64;

/// An element, or words in one.
enum Part<'a> {
    Element { name: &'a str, attributes: &'a str, parts: Vec<Part<'a>> },
    Words(String),
}

/// What goes between the dollar signs; none for a formula that cannot be typeset.
pub(super) fn formula(mathml: &str) -> Option<String> {
    let mut rest = mathml;
    let parts = read(&mut rest, 0)?;
    let formula = sequence(&parts)?;
    (!formula.trim().is_empty()).then_some(formula)
}

fn read<'a>(rest: &mut &'a str, depth: usize) -> Option<Vec<Part<'a>>> {
    if depth > DEEPEST {
        return None;
    }
    let mut parts = Vec::new();
    while !rest.is_empty() {
        if let Some(tag) = rest.strip_prefix("</") {
            *rest = tag.split_once('>')?.1;
            return Some(parts);
        }
        if let Some(tag) = rest.strip_prefix('<') {
            let (tag, after) = tag.split_once('>')?;
            *rest = after;
            let is_empty = tag.ends_with('/');
            let tag = tag.trim_end_matches('/');
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            let parts_within = if is_empty { Vec::new() } else { read(rest, depth + 1)? };
            parts.push(Part::Element { name, attributes, parts: parts_within });
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            parts.push(Part::Words(crate::document::decode_html(&rest[..end])));
            *rest = &rest[end..];
        }
    }
    Some(parts)
}

fn sequence(parts: &[Part<'_>]) -> Option<String> {
    let parts: Option<Vec<String>> = parts.iter().map(part).collect();
    Some(parts?.join(" "))
}

fn part(part: &Part<'_>) -> Option<String> {
    let (name, attributes, parts) = match part {
        Part::Words(words) => return Some(letters(words)),
        Part::Element { name, attributes, parts } => (*name, *attributes, parts.as_slice()),
    };
    let at = |index: usize| self::part(parts.get(index)?);
    Some(match name {
        "mi" => {
            let name = words(parts);
            match name.chars().count() {
                1 if attributes.contains("mathvariant=\"normal\"") => format!("upright({})", letters(&name)),
                1 => letters(&name),
                _ => format!("op({})", text(&name)),
            }
        }
        "mn" => format!("#{};", text(&words(parts))),
        "mo" => match words(parts) {
            // `sin`, `lim`: a word, though MathML calls it an operator.
            name if name.chars().count() > 1 && name.chars().all(char::is_alphabetic) => {
                format!("op({})", text(&name))
            }
            sign => letters(&sign),
        },
        "mtext" | "ms" => format!("#{};", text(&words(parts))),
        "mspace" => match attributes {
            "width=\"2em\"" => "wide".to_owned(),
            "width=\"1em\"" => "quad".to_owned(),
            _ => "thin".to_owned(),
        },
        "mphantom" => format!("#hide[${}$];", sequence(parts)?),
        "msup" => format!("attach({}, t: {})", at(0)?, at(1)?),
        "msub" => format!("attach({}, b: {})", at(0)?, at(1)?),
        "msubsup" => format!("attach({}, b: {}, t: {})", at(0)?, at(1)?, at(2)?),
        "mover" if is_accent(parts) => format!("accent({}, {})", at(0)?, at(1)?),
        "mover" => format!("attach(limits({}), t: {})", at(0)?, at(1)?),
        "munder" => format!("attach(limits({}), b: {})", at(0)?, at(1)?),
        "munderover" => format!("attach(limits({}), b: {}, t: {})", at(0)?, at(1)?, at(2)?),
        "mfrac" if attributes.contains("linethickness=\"0") => {
            format!("mat(delim: #none, {}; {})", at(0)?, at(1)?)
        }
        "mfrac" => format!("frac({}, {})", at(0)?, at(1)?),
        "msqrt" => format!("sqrt({})", sequence(parts)?),
        "mroot" => format!("root({}, {})", at(1)?, at(0)?),
        "mtable" => {
            let rows: Option<Vec<String>> = parts.iter().map(row).collect();
            format!("mat(delim: #none, {})", rows?.join("; "))
        }
        "mrow" if is_fenced(parts) => format!("lr({})", sequence(parts)?),
        "annotation" | "annotation-xml" => String::new(),
        _ => sequence(parts)?,
    })
}

fn row(part: &Part<'_>) -> Option<String> {
    let Part::Element { parts, .. } = part else { return Some(String::new()) };
    sequence_of(parts, ", ")
}

fn sequence_of(parts: &[Part<'_>], separator: &str) -> Option<String> {
    let parts: Option<Vec<String>> = parts.iter().map(part).collect();
    Some(parts?.join(separator))
}

fn words(parts: &[Part<'_>]) -> String {
    let words = parts.iter().map(|part| match part {
        Part::Words(words) => words.clone(),
        Part::Element { parts, .. } => words(parts),
    });
    words.collect()
}

/// Each character by its number, so that none has a special meaning in Typst.
fn letters(words: &str) -> String {
    // The invisible operators “apply” and “times” take no space either.
    let seen = words.chars().filter(|letter| !matches!(letter, '\u{2061}'..='\u{2064}' | ' ' | '\n'));
    let letters: Vec<String> = seen.map(|letter| format!("\\u{{{:x}}}", u32::from(letter))).collect();
    letters.join(" ")
}

fn operator<'a>(part: Option<&'a Part<'_>>) -> Option<(String, &'a str)> {
    match part {
        Some(Part::Element { name: "mo", attributes, parts }) => Some((words(parts), attributes)),
        _ => None,
    }
}

fn is_accent(parts: &[Part<'_>]) -> bool {
    operator(parts.get(1)).is_some_and(|(sign, _)| {
        sign.chars().count() == 1 && sign.chars().all(|sign| "^ˆ~˜¯‾→⃗˙¨´`ˇ˘".contains(sign))
    })
}

/// Whether it begins and ends with brackets that grow with their content.
fn is_fenced(parts: &[Part<'_>]) -> bool {
    let is_fence = |part: Option<&Part<'_>>, signs: &str| {
        operator(part).is_some_and(|(sign, attributes)| {
            sign.chars().count() == 1
                && signs.contains(sign.as_str())
                && !attributes.contains("stretchy=\"false\"")
        })
    };
    parts.len() > 2 && is_fence(parts.first(), "([{⟨⌊⌈|‖") && is_fence(parts.last(), ")]}⟩⌋⌉|‖")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(mathml: &str, expected: Expect) {
        expected.assert_eq(&formula(mathml).unwrap_or_default());
    }

    #[test]
    fn formulas_keep_their_form() {
        check(
            "<math><mfrac><mn>1</mn><msqrt><mi>x</mi><mo>+</mo><mi>y</mi></msqrt></mfrac></math>",
            expect![[r##"frac(#"1";, sqrt(\u{78} \u{2b} \u{79}))"##]],
        );
        check(
            "<math><mrow><msup><mi>e</mi><mrow><mi>i</mi><mi>π</mi></mrow></msup><mo>&lt;</mo><mi>sin</mi></mrow></math>",
            expect![[r#"attach(\u{65}, t: \u{69} \u{3c0}) \u{3c} op("sin")"#]],
        );
        check(
            "<math><munder><mo>∑</mo><mi>n</mi></munder><mrow><mo>(</mo><mi>n</mi><mo>)</mo></mrow></math>",
            expect![[r#"attach(limits(\u{2211}), b: \u{6e}) lr(\u{28} \u{6e} \u{29})"#]],
        );
    }

    #[test]
    fn what_is_not_a_formula_gives_none() {
        assert_eq!(formula(""), None);
        assert_eq!(formula("<math></math>"), None);
        assert_eq!(formula(&"<mrow>".repeat(1_000)), None);
    }
}
