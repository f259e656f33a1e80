//! Typos: how far apart two words are.

/// The number of edits between two words: a letter added, removed or replaced, or two neighbors swapped, with no place edited
/// twice (optimal string alignment, a form of the Damerau–Levenshtein distance). If it is above `most`, returns `most + 1`.
pub(super) fn distance(one: &[char], other: &[char], most: i64) -> i64 {
    if one.len().abs_diff(other.len()) as i64 > most {
        return most + 1;
    }
    let mut before: Vec<i64> = Vec::new();
    let mut last: Vec<i64> = (0..=other.len() as i64).collect();
    for i in 1..=one.len() {
        let mut row = vec![i as i64];
        let mut least = i as i64;
        for j in 1..=other.len() {
            let replaced = last[j - 1] + i64::from(one[i - 1] != other[j - 1]);
            let mut edits = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                edits = edits.min(before[j - 2] + 1);
            }
            row.push(edits);
            least = least.min(edits);
        }
        if least > most {
            return most + 1;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[other.len()].min(most + 1)
}

/// How many typos are allowed in a word with this many letters.
pub(super) fn allowed(letters: usize) -> i64 {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_up_to_a_limit() {
        let check = |one: &str, other: &str, most: i64, expected: i64| {
            let letters = |word: &str| word.chars().collect::<Vec<char>>();
            assert_eq!(distance(&letters(one), &letters(other), most), expected, "{one} {other}");
            assert_eq!(distance(&letters(other), &letters(one), most), expected, "{other} {one}");
        };
        check("refund", "refund", 2, 0);
        check("refund", "refnud", 2, 1);
        check("refund", "efund", 2, 1);
        check("refund", "rafunt", 2, 2);
        check("refund", "rrefunds", 2, 2);
        check("ca", "abc", 3, 3);
        check("refund", "warranty", 2, 3);
        check("a", "b", 0, 1);
        check("a", "b", -1, 0);
        check("größe", "grösse", 2, 2);
    }
}
