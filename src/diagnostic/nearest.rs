//! Finds the known name that was most likely meant.

/// The candidate with the smallest edit distance to `name`, if it is near enough to suggest.
///
/// Never `name` itself, which would not help. Among equally near candidates the first is returned, so callers put preferred ones
/// first. Case, `-`, `_` and spaces count as equal. The distance is Damerau-Levenshtein's with adjacent transpositions (optimal
/// string alignment), the limit a third of the longer name.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = all_near(name, candidates.into_iter().map(|candidate| (candidate, ())));
    near.min_by_key(|near| near.distance).map(|near| near.name)
}

/// The hint that names the nearest candidate, if one is near enough to suggest; see [`nearest`].
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    Some(format!("did you mean `{}`?", nearest(name, candidates)?))
}

/// Longer names, in bytes, are not compared: the time grows with the square of the length, and nobody mistypes a whole
/// page.
const LONGEST: usize = 300;

/// A candidate that is near enough to suggest.
pub struct Near<'a, T> {
    /// How many letters are wrong.
    pub distance: usize,
    /// The candidate.
    pub name: &'a str,
    /// What it names.
    pub what: T,
}

/// Every candidate that is near enough to suggest, in the given order; see [`nearest`].
pub fn all_near<'a, T>(
    name: &str,
    candidates: impl IntoIterator<Item = (&'a str, T)>,
) -> impl Iterator<Item = Near<'a, T>> {
    let written = name.trim().to_owned();
    let wanted = Letters::of(&written);
    // Many mistakes are compared with many names, so memory is allocated once.
    let mut letters = Letters::default();
    let mut rows = Rows::default();
    candidates.into_iter().filter_map(move |(name, what)| {
        if name.trim() == written || name.len().max(written.len()) > LONGEST {
            return None;
        }
        letters.read(name);
        let limit = wanted.letters.len().max(letters.letters.len()) / 3;
        if wanted.least_distance(&letters) > limit {
            return None;
        }
        let distance = rows.distance(&wanted.letters, &letters.letters);
        (distance <= limit).then_some(Near { distance, name, what })
    })
}

/// How many groups letters are divided into for counting.
const GROUPS: usize = 32;

/// A folded name, and how many letters of each group it has.
#[derive(Default)]
struct Letters {
    letters: Vec<char>,
    counts: [u16; GROUPS],
}

impl Letters {
    fn of(name: &str) -> Letters {
        let mut letters = Letters::default();
        letters.read(name);
        letters
    }

    fn read(&mut self, name: &str) {
        self.letters.clear();
        self.counts = [0; GROUPS];
        for letter in name.chars() {
            match letter {
                '_' | ' ' => self.letters.push('-'),
                letter if letter.is_ascii() => self.letters.push(letter.to_ascii_lowercase()),
                letter => self.letters.extend(letter.to_lowercase()),
            }
        }
        for letter in &self.letters {
            let count = &mut self.counts[*letter as usize % GROUPS];
            *count = count.saturating_add(1);
        }
    }

    /// A lower bound of the distance, found in a fraction of the time: every edit changes the counts of at most one
    /// letter on each side.
    fn least_distance(&self, other: &Letters) -> usize {
        let (mut more, mut fewer) = (0usize, 0usize);
        for (one, other) in self.counts.iter().zip(&other.counts) {
            more += usize::from(one.saturating_sub(*other));
            fewer += usize::from(other.saturating_sub(*one));
        }
        more.max(fewer)
    }
}

/// The last three rows of the table of distances.
#[derive(Default)]
struct Rows {
    before_last: Vec<usize>,
    last: Vec<usize>,
    current: Vec<usize>,
}

impl Rows {
    fn distance(&mut self, a: &[char], b: &[char]) -> usize {
        let Rows { before_last, last, current } = self;
        for row in [&mut *before_last, &mut *last, &mut *current] {
            row.clear();
            row.extend(0..=b.len());
        }
        for row in 0..a.len() {
            current[0] = row + 1;
            for column in 0..b.len() {
                let replaced = last[column] + usize::from(a[row] != b[column]);
                let mut best = replaced.min(last[column + 1] + 1).min(current[column] + 1);
                if row > 0 && column > 0 && a[row] == b[column - 1] && a[row - 1] == b[column] {
                    best = best.min(before_last[column - 1] + 1);
                }
                current[column + 1] = best;
            }
            std::mem::swap(before_last, last);
            std::mem::swap(last, current);
        }
        last[b.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_and_nonsense_is_not() {
        let names = ["summary", "title", "Reach versus revenue"];
        assert_eq!(nearest("sumary", names), Some("summary"));
        assert_eq!(nearest("tilte", names), Some("title"));
        assert_eq!(nearest("reach-versus-revenu", names), Some("Reach versus revenue"));
        assert_eq!(nearest("zebra", names), None);
        assert_eq!(nearest("title", ["title", "titel"]), Some("titel"), "what was typed is no help");
        assert_eq!(nearest("titla", ["title", "tidla"]), Some("title"), "of equally near ones the first");
        let long = "word ".repeat(100);
        assert_eq!(nearest(&long, [&*format!("{long}x")]), None, "a page is not a name");
    }

    #[test]
    fn the_bound_of_a_distance_never_excludes_a_near_name() {
        let words = [
            "", "a", "ab", "ba", "abc", "acb", "tilte", "title", "Größe", "GRÖSSE", "größen", "x-y z", "zzzz",
        ];
        for (one, other) in words.iter().flat_map(|one| words.iter().map(move |other| (one, other))) {
            let (one, other) = (Letters::of(one), Letters::of(other));
            let distance = Rows::default().distance(&one.letters, &other.letters);
            assert!(one.least_distance(&other) <= distance);
            assert_eq!(distance == 0, one.letters == other.letters);
        }
    }
}
