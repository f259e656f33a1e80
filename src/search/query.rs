//! What a query asks for.

use unicode_normalization::UnicodeNormalization;

use super::words::words;

/// How much of a query counts, in UTF-16 units, as in browsers, and how many of its words.
const LONGEST_QUERY: usize = 400;
const MOST_WORDS: usize = 12;

/// A query in parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// The words to find, including those of phrases.
    pub words: Vec<String>,
    /// `in:guides`, `tag:tea`
    pub filters: Vec<String>,
    /// Words that must be next to each other, in this order.
    pub phrases: Vec<Vec<String>>,
    /// Words that must not occur.
    pub excluded: Vec<String>,
    /// Whether the last word may be only the beginning of a word, since nothing follows it.
    pub is_unfinished: bool,
}

impl Query {
    /// Parses what a reader typed. Any text is a valid query.
    pub fn parse(text: &str) -> Query {
        let mut query = Query::default();
        let mut units = 0;
        let end = text.find(|letter: char| {
            units += letter.len_utf16();
            units > LONGEST_QUERY
        });
        let mut rest = &text[..end.unwrap_or(text.len())];
        let is_cut = end.is_some();
        while let Some(start) = rest.find(|letter| !is_space(letter)) {
            rest = &rest[start..];
            query.is_unfinished = false;
            let after_minus =
                rest.strip_prefix('-').filter(|after| !after.is_empty() && !after.starts_with(is_space));
            let is_excluded = after_minus.is_some();
            let token = after_minus.unwrap_or(rest);
            if let Some(phrase) = token.strip_prefix('"') {
                let (phrase, after) = phrase.split_once('"').unwrap_or((phrase, ""));
                let found = words(phrase);
                rest = after;
                match is_excluded {
                    true => query.excluded.extend(found),
                    false => {
                        query.add(&found);
                        query.phrases.extend((!found.is_empty()).then_some(found));
                    }
                }
                continue;
            }
            let end = token.find(|letter| is_space(letter) || letter == '"').unwrap_or(token.len());
            let (token, after) = token.split_at(end);
            rest = after;
            if is_excluded {
                query.excluded.extend(words(token));
            } else if let Some(filter) = filter_of(token) {
                query.filters.push(filter);
            } else {
                let found = words(token);
                query.add(&found);
                query.is_unfinished = rest.is_empty() && !is_cut && !found.is_empty();
            }
        }
        query
    }

    fn add(&mut self, words: &[String]) {
        let left = MOST_WORDS - self.words.len();
        self.words.extend(words.iter().take(left).cloned());
    }
}

/// White space, as in JavaScript's `\s`.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() && letter != '\u{85}' || letter == '\u{feff}'
}

fn filter_of(token: &str) -> Option<String> {
    let (kind, value) = token.split_once(':')?;
    let kind = kind.to_ascii_lowercase();
    let is_filter = matches!(kind.as_str(), "in" | "tag") && !value.is_empty();
    is_filter.then(|| format!("{kind}:{}", value.to_lowercase().nfc().collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let Query { words, filters, phrases, excluded, is_unfinished } = Query::parse(text);
        let phrases: Vec<String> = phrases.iter().map(|phrase| phrase.join(" ")).collect();
        let parts = [("", words), ("filter ", filters), ("phrase ", phrases), ("not ", excluded)];
        let parts =
            parts.iter().flat_map(|(kind, parts)| parts.iter().map(move |part| format!("{kind}{part}")));
        let mut found: Vec<String> = parts.collect();
        if is_unfinished {
            found.push("…".into());
        }
        assert_eq!(found.join(", "), expected, "{text}");
    }

    #[test]
    fn queries_have_words_phrases_filters_and_exclusions() {
        check("Push pull", "push, pull, …");
        check("Push pull ", "push, pull");
        check("\"push pull\"", "push, pull, phrase push pull");
        check("say \"push pull", "say, push, pull, phrase push pull");
        check("tea -milk in:Guides TAG:Été", "tea, filter in:guides, filter tag:été, not milk");
        check("-\"green tea\" tea", "tea, not green, not tea, …");
        check("a\"b\"c", "a, b, c, phrase b, …");
        check("in: tag:", "in, tag, …");
        check("-in:guides", "not in, not guides");
    }

    #[test]
    fn what_is_no_word_is_left_out() {
        for text in ["", " ", "-", "\"", "\"\"", "- -", "*.[(\\", "<>"] {
            check(text, "");
        }
        check("--a", "not a");
    }

    #[test]
    fn long_queries_are_cut() {
        assert_eq!(Query::parse(&"word ".repeat(20)).words.len(), 12);
        check(&format!("{} x", "a".repeat(400)), &"a".repeat(40));
    }
}
