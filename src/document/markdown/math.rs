//! Finds formulas: inline `$x^2$`, and `$$x^2$$`, which may also be on its own lines.
//!
//! They are hidden from the parser, for which `_`, `*`, `\\` and `- ` at the start of a line have a meaning. A dollar sign
//! means money far more often than math, so the rules are narrow.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::convert::Converter;
use super::mathml::{Mistake, to_mathml};
use super::piece::{container_prefix, line_before};
use crate::diagnostic::codes;
use crate::document::Node;

/// A formula.
pub(super) struct Math {
    /// The text between the dollar signs.
    pub content: Range<usize>,
    /// It is on a line of its own.
    pub is_display: bool,
    /// `\|` is a bar in it.
    pub is_in_table: bool,
}

/// Whether two dollar signs begin variables of a shell rather than a formula: `$HOME/$USER`, `${a}-${b}`. `content` is
/// between them, `next` follows the second.
fn is_variable(content: &str, next: Option<u8>) -> bool {
    let begins_name =
        next.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'{' | b'('));
    let is_name = content.len() > 1
        && content.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    begins_name
        && (is_name || content.ends_with(['/', ':', '=', '-', '.', ',', ';', '@', '&', '|', '+', '"', '\'']))
}

/// Where formulas may be in the text.
pub(super) struct Formulas<'t> {
    text: &'t str,
    /// Code, HTML and addresses: no formula begins or ends in them.
    skips: Vec<Range<usize>>,
    /// Code and comments, which are never part of a formula.
    borders: Vec<Range<usize>>,
    runs: Vec<Run>,
}

/// The contiguous text of one block.
struct Run {
    range: Range<usize>,
    is_cell: bool,
}

/// The longest inline formula.
const LONGEST: usize = 2_000;

impl<'t> Formulas<'t> {
    /// Searches the text.
    pub fn new(text: &'t str, options: Options) -> Formulas<'t> {
        let mut formulas = Formulas { text, skips: Vec::new(), borders: Vec::new(), runs: Vec::new() };
        if text.contains('$') {
            formulas.look(options);
        }
        formulas
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "an enum of pulldown-cmark")]
    fn look(&mut self, options: Options) {
        let mut run: Option<Run> = None;
        let mut is_cell = false;
        // A link's text begins with the first thing in it, and ends with the last.
        let mut link_start = None;
        let mut end = 0;
        let events = Parser::new_ext(self.text, options).into_offset_iter();
        let definitions =
            events.reference_definitions().iter().map(|(_, definition)| definition.span.clone());
        self.skips.extend(definitions);
        for (event, range) in events {
            if let Some(start) = link_start.take() {
                self.skips.push(start..range.start.max(start));
            }
            let is_inline = match &event {
                Event::Text(_) | Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) => true,
                Event::Code(_) | Event::InlineHtml(_) => {
                    if matches!(event, Event::Code(_)) || self.text[range.clone()].starts_with("<!") {
                        self.borders.push(range.clone());
                    }
                    self.skips.push(range.clone());
                    true
                }
                Event::Start(
                    Tag::Link {
                        link_type:
                            LinkType::Autolink | LinkType::Email | LinkType::WikiLink { has_pothole: false },
                        ..
                    }
                    | Tag::Image { link_type: LinkType::WikiLink { .. }, .. },
                ) => {
                    self.skips.push(range.clone());
                    true
                }
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                    link_start = Some(range.start);
                    true
                }
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    self.skips.push(end.min(range.end)..range.end);
                    true
                }
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => true,
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                    self.borders.push(range.clone());
                    self.skips.push(range.clone());
                    false
                }
                Event::Start(Tag::TableCell) => {
                    is_cell = true;
                    false
                }
                Event::End(TagEnd::TableCell) => {
                    is_cell = false;
                    false
                }
                _ => false,
            };
            match (&mut run, is_inline) {
                (Some(run), true) => run.range.end = run.range.end.max(range.end),
                (None, true) => run = Some(Run { range: range.clone(), is_cell }),
                (_, false) => self.runs.extend(run.take()),
            }
            end = match event {
                Event::Start(_) => range.start,
                _ => range.end,
            };
        }
        self.runs.extend(run);
        self.skips.sort_by_key(|range| (range.start, range.end));
        self.skips.dedup_by(|later, earlier| {
            let is_joined = later.start <= earlier.end;
            if is_joined {
                earlier.end = earlier.end.max(later.end);
            }
            is_joined
        });
    }

    /// The formula that begins at a dollar sign, and its whole range.
    pub fn at(&self, at: usize) -> Option<(Math, Range<usize>)> {
        if self.is_skipped(at) || self.is_escaped(at) {
            return None;
        }
        match self.dollars(at) {
            1 => self.inline(at),
            2 => self.display(at),
            _ => None,
        }
    }

    // GitHub's other way to write formulas that Markdown would misread: $`x`$.
    fn backticked(&self, at: usize) -> Option<(Math, Range<usize>)> {
        let code = self.borders.get(self.borders.partition_point(|range| range.start <= at))?;
        let is_formula = code.start == at + 1
            && self.text.as_bytes().get(at + 2) != Some(&b'`')
            && self.text[code.end..].starts_with('$')
            && self.dollars(code.end) == 1;
        let is_in_table = self.run(at).is_some_and(|run| run.is_cell);
        is_formula.then(|| {
            let math = Math { content: code.start + 1..code.end - 1, is_display: false, is_in_table };
            (math, at..code.end + 1)
        })
    }

    fn inline(&self, at: usize) -> Option<(Math, Range<usize>)> {
        if self.text[at + 1..].starts_with('`') {
            return self.backticked(at);
        }
        let run = self.run(at)?;
        let before = self.text[..at].chars().next_back();
        // This is the dollar sign of “US$5”, or one within an address.
        if before.is_some_and(char::is_alphanumeric) || self.is_in_address(at) {
            return None;
        }
        let start = at + 1;
        let limit = run.range.end.min(start + LONGEST);
        let end = self.find_end(start, limit)?;
        let content = self.text.get(start..end)?;
        let is_tight = !content.is_empty()
            && !content.starts_with(char::is_whitespace)
            && !content.ends_with(char::is_whitespace);
        let is_followed_by_digit = self.text.as_bytes().get(end + 1).is_some_and(u8::is_ascii_digit);
        if !is_tight
            || is_followed_by_digit
            || is_variable(content, self.text.as_bytes().get(end + 1).copied())
            || self.dollars(end) != 1
            || is_money(content)
            || self.is_markup(start..end)
        {
            return None;
        }
        let math = Math { content: start..end, is_display: false, is_in_table: run.is_cell };
        Some((math, at..end + 1))
    }

    fn display(&self, at: usize) -> Option<(Math, Range<usize>)> {
        let start = at + 2;
        let mut end = start;
        loop {
            end = self.find_end(end, self.text.len())?;
            match self.dollars(end) {
                2 => break,
                1 => end += 1,
                _ => return None,
            }
        }
        let is_first =
            line_before(self.text, at).is_some_and(|line| container_prefix(line).len() == line.len());
        let is_block = is_first && {
            let after = self.text[end + 2..].trim_start_matches([' ', '\t', '\r']);
            after.is_empty() || after.starts_with('\n')
        };
        let run = self.run(at);
        // An inline formula must end where its text does.
        let is_inside = is_block || run.is_some_and(|run| end <= run.range.end);
        if !is_inside || self.text[start..end].trim().is_empty() || self.is_in_address(at) {
            return None;
        }
        let is_in_table = run.is_some_and(|run| run.is_cell);
        Some((Math { content: start..end, is_display: true, is_in_table }, at..end + 2))
    }

    /// Whether the text between two dollar signs is a link or an element rather than brackets and symbols of a formula.
    fn is_markup(&self, range: Range<usize>) -> bool {
        let content = &self.text[range.clone()];
        let first = self.skips.partition_point(|skip| skip.end <= range.start);
        let has_skips = self.skips.get(first).is_some_and(|skip| skip.start < range.end);
        let is_address = || {
            let ends = content.match_indices("](").map(|(at, _)| &content[at + 2..]);
            ends.map(|rest| rest.split(')').next().unwrap_or("")).any(|address| {
                address.contains("://") || address.starts_with(['/', '#', '.']) || address.contains(".md")
            })
        };
        has_skips
            && (content.starts_with(|letter: char| letter.is_ascii_digit())
                || content.contains("</")
                || content.contains("<br")
                || is_address())
    }

    /// The next unescaped dollar sign; none if code comes first.
    fn find_end(&self, from: usize, limit: usize) -> Option<usize> {
        let mut at = from;
        while let Some(offset) = self.text.as_bytes()[at..limit].iter().position(|byte| *byte == b'$') {
            at += offset;
            if !self.is_escaped(at) {
                let first = self.borders.partition_point(|range| range.end <= from);
                let is_parted = self.borders.get(first).is_some_and(|range| range.start <= at);
                return (!is_parted && !self.is_skipped(at)).then_some(at);
            }
            at += 1;
        }
        None
    }

    /// How many dollar signs are at a position.
    fn dollars(&self, at: usize) -> usize {
        self.text.as_bytes()[at..].iter().take(3).take_while(|byte| **byte == b'$').count()
    }

    fn is_escaped(&self, at: usize) -> bool {
        let before = self.text.as_bytes()[..at].iter().rev();
        before.take_while(|byte| **byte == b'\\').count() % 2 == 1
    }

    fn is_skipped(&self, at: usize) -> bool {
        let next = self.skips.partition_point(|range| range.end <= at);
        self.skips.get(next).is_some_and(|range| range.start <= at)
    }

    fn run(&self, at: usize) -> Option<&Run> {
        let next = self.runs.partition_point(|run| run.range.end <= at);
        self.runs.get(next).filter(|run| run.range.start <= at)
    }

    // Bare addresses become links only later.
    fn is_in_address(&self, at: usize) -> bool {
        const LONGEST: usize = 500;
        let before = &self.text[self.text.floor_char_boundary(at.saturating_sub(LONGEST))..at];
        let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
        word.contains("://") || word.contains("www.")
    }
}

/// Whether it is more likely the text between two amounts, such as “5, or US”, or the end of a parenthesis.
fn is_money(content: &str) -> bool {
    if content.starts_with([')', ',', '.', ';', ':', '!', '?', '”', '’']) {
        return true;
    }
    let is_word = |word: &&str| {
        let word = word.trim_matches(|letter: char| letter.is_ascii_punctuation());
        word.chars().count() > 1 && word.chars().all(char::is_alphabetic)
    };
    content.starts_with(|letter: char| letter.is_ascii_digit())
        && !content.contains('\\')
        && content.split_whitespace().filter(is_word).count() > 1
}

impl Converter<'_, '_, '_> {
    /// Inserts a formula at a position of the piece.
    pub fn formula(&mut self, math: &Math, place: &Range<usize>) {
        let inner = self.piece.inner(place.start, math.content.clone());
        let content = match math.is_in_table {
            true => inner.text.replace("\\|", "|"),
            false => inner.text.clone().into_owned(),
        };
        let latex = content.trim();
        if self.images > 0 {
            return self.out.push_text(latex);
        }
        self.begin_inline();
        let before = content.len() - content.trim_start().len();
        let (read, hint) = match open_comment(&content) {
            Some(at) => {
                let message = format!("`%` begins a comment, so “{}” is lost", content[at..].trim());
                let range = at - before..latex.len();
                (Err(Mistake { message, range }), "write `\\%` for a percent sign")
            }
            None => (
                to_mathml(latex, math.is_display),
                "if this is not a formula, put a backslash before the dollar sign: `\\$`",
            ),
        };
        match read {
            Ok(mathml) => {
                let source = self.out.add_string(latex);
                let mathml = self.out.add_string(&mathml);
                self.out.push(Node::Math { source, mathml });
            }
            Err(mistake) => {
                let range = before + mistake.range.start..before + mistake.range.end;
                let whole = self.piece.places(place.clone());
                let shown = match range.is_empty() || math.is_in_table {
                    true => whole,
                    false => inner.places(range),
                };
                self.out
                    .report(
                        &codes::MATH_INVALID,
                        shown,
                        format!("this formula cannot be shown: {}", mistake.message),
                    )
                    .label("here")
                    .hint(hint);
                let code = self.out.add_string(&self.piece.text[place.clone()]);
                self.out.push(Node::Code(code));
            }
        }
    }
}

/// Where a comment begins on the last line. In LaTeX it extends to the end of the line, so it would include the closing
/// dollar sign.
fn open_comment(content: &str) -> Option<usize> {
    let start = content.rfind('\n').map_or(0, |newline| newline + 1);
    let mut signs = content[start..].match_indices('%').map(|(at, _)| start + at);
    signs.find(|at| {
        let before = &content[start..*at];
        (before.len() - before.trim_end_matches('\\').len()).is_multiple_of(2)
    })
}
