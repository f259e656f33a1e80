//! Finds the known name that was most likely meant.

/// The candidate with the smallest edit distance to `name`, if it is near enough to suggest.
///
/// Never `name` itself, which would not help. Among equally near candidates the first is returned, so callers put preferred ones
/// first. Case, `-`, `_` and spaces count as equal. The distance is Damerau-Levenshtein's with adjacent transpositions (optimal
/// string alignment), the limit a third of the longer name.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = name.trim();
    let name = folded(written);
    candidates
        .into_iter()
        .filter(|candidate| candidate.trim() != written)
        .filter_map(|candidate| {
            let letters = folded(candidate);
            let limit = name.len().max(letters.len()) / 3;
            if name.len().abs_diff(letters.len()) > limit {
                return None;
            }
            let distance = distance(&name, &letters);
            (distance <= limit).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn folded(name: &str) -> Vec<char> {
    name.chars()
        .flat_map(char::to_lowercase)
        .map(|letter| if matches!(letter, '_' | ' ') { '-' } else { letter })
        .collect()
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for row in 0..a.len() {
        let mut current = vec![row + 1; b.len() + 1];
        for column in 0..b.len() {
            let replaced = last[column] + usize::from(a[row] != b[column]);
            let mut best = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && a[row] == b[column - 1] && a[row - 1] == b[column] {
                best = best.min(before_last[column - 1] + 1);
            }
            current[column + 1] = best;
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[b.len()]
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
    }
}
