//! What an author writes next to the opening of a fenced block: ` ```ts title="menu.ts" {2,4-6} `.
//!
//! The notation is that of Docusaurus, which others use too. What kb does not know, such as the attributes of another
//! program, is ignored.

use std::ops::RangeInclusive;

/// What the info string of a code block says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeInfo<'a> {
    /// The language; empty for none.
    pub language: &'a str,
    /// The name above the code, such as that of a file; empty for none.
    pub title: &'a str,
    /// The marked lines, from 1, in the order written.
    marked: Vec<RangeInclusive<usize>>,
}

impl CodeInfo<'_> {
    /// Reads an info string.
    pub fn read(info: &str) -> CodeInfo<'_> {
        let first = info.split([' ', '\t', ',', '{']).next().unwrap_or("");
        // A block may have a title and no language.
        let language = if first.contains('=') { "" } else { first };
        let mut read = CodeInfo { language, ..CodeInfo::default() };
        let mut rest = &info[language.len()..];
        while let Some(next) = rest.chars().next() {
            let (value, after) = if let Some(value) = rest.strip_prefix("title=\"") {
                let (title, after) = value.split_once('"').unwrap_or((value, ""));
                read.title = title.trim();
                ("", after)
            } else if let Some(value) = rest.strip_prefix('{') {
                value.split_once('}').unwrap_or(("", value))
            } else {
                ("", &rest[next.len_utf8()..])
            };
            read.marked.extend(value.split(',').filter_map(lines));
            rest = after;
        }
        read
    }

    /// Whether any line is marked.
    pub fn has_marks(&self) -> bool {
        !self.marked.is_empty()
    }

    /// Whether a line is marked; the first is 1.
    pub fn is_marked(&self, line: usize) -> bool {
        self.marked.iter().any(|lines| lines.contains(&line))
    }
}

/// `4` or `4-6`
fn lines(written: &str) -> Option<RangeInclusive<usize>> {
    let (first, last) = written.split_once('-').unwrap_or((written, written));
    Some(first.trim().parse().ok()?..=last.trim().parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::CodeInfo;

    fn check(info: &str, language: &str, title: &str, marked: &[usize]) {
        let read = CodeInfo::read(info);
        let lines: Vec<usize> = (1..10).filter(|line| read.is_marked(*line)).collect();
        assert_eq!((read.language, read.title, lines.as_slice()), (language, title, marked), "{info}");
    }

    #[test]
    fn an_info_string_names_a_language_a_title_and_lines() {
        check("", "", "", &[]);
        check("ts", "ts", "", &[]);
        check("ts title=\"menu {1}.ts\" {2,4-6}", "ts", "menu {1}.ts", &[2, 4, 5, 6]);
        check("ts{ 3 } title=\"a\"", "ts", "a", &[3]);
        check("title=\"notes.txt\" {2}", "", "notes.txt", &[2]);
        check("ts title=\"not closed {1}", "ts", "not closed {1}", &[]);
        check("{.python .numbered} {x-2,3-,5-4}", "", "", &[]);
        check("js,ignore {1", "js", "", &[]);
    }
}
