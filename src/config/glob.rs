//! Patterns of paths: `Templates/**`, `**/draft-*.md`.

/// A pattern of paths below `articles/`, as in `.gitignore`: `*` stands for any part of a name, `?` for any one
/// character, `**` for any number of folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glob(Vec<String>);

impl Glob {
    /// Reads a pattern. None if it is empty, contains a backslash, or has an empty, `.` or `..` part.
    pub fn parse(pattern: &str) -> Option<Glob> {
        let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
        // As from the folder of `site.toml`.
        let pattern = pattern.strip_prefix("articles/").unwrap_or(pattern);
        let parts: Vec<String> = pattern.split('/').map(str::to_owned).collect();
        let is_plain = !pattern.is_empty() && !pattern.contains('\\');
        (is_plain && !parts.iter().any(|part| part.is_empty() || part == "." || part == ".."))
            .then_some(Glob(parts))
    }

    /// Its first part: the name of a file or of the outermost folder.
    pub fn first(&self) -> &str {
        self.0.first().map_or("", String::as_str)
    }

    /// Whether the pattern matches a path, or a folder that contains it.
    pub fn matches(&self, path: &str) -> bool {
        let names: Vec<&str> = path.split('/').collect();
        // Which parts of the pattern may match next. Updated after each name, so the path is read only once.
        let mut next = vec![false; self.0.len() + 1];
        next[0] = true;
        for name in names {
            self.skip_folders(&mut next);
            if next[self.0.len()] {
                return true;
            }
            let mut after = vec![false; next.len()];
            for (index, part) in self.0.iter().enumerate().filter(|(index, _)| next[*index]) {
                match part.as_str() {
                    "**" => after[index] = true,
                    part if matches_name(part, name) => after[index + 1] = true,
                    _ => {}
                }
            }
            // A final `**` matches everything in its folder, but not the folder itself.
            if self.0.last().is_some_and(|part| part == "**")
                && after[self.0.len() - 1]
                && next[self.0.len() - 1]
            {
                return true;
            }
            next = after;
        }
        next[self.0.len()]
    }

    /// `**` may also match no folder at all, unless it is the last part.
    fn skip_folders(&self, next: &mut [bool]) {
        for index in 0..self.0.len().saturating_sub(1) {
            if next[index] && self.0[index] == "**" {
                next[index + 1] = true;
            }
        }
    }
}

/// Whether a name matches a pattern with `*` and `?`. Goes back only to the last `*`, so the time is at most the
/// product of the two lengths.
fn matches_name(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut next) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < name.len() {
        match pattern.get(next) {
            Some('*') => {
                star = Some((next, at));
                next += 1;
            }
            Some(letter) if *letter == '?' || *letter == name[at] => {
                at += 1;
                next += 1;
            }
            _ => {
                let Some((of_star, start)) = star else { return false };
                star = Some((of_star, start + 1));
                (at, next) = (start + 1, of_star + 1);
            }
        }
    }
    pattern[next..].iter().all(|letter| *letter == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_files_and_all_that_folders_hold() {
        let check = |pattern: &str, path: &str| Glob::parse(pattern).is_some_and(|glob| glob.matches(path));
        for (pattern, path) in [
            ("Templates/**", "Templates/a.md"),
            ("articles/Templates/**", "Templates/a.md"),
            ("Templates/**", "Templates/deep/a.md"),
            ("Templates", "Templates/a.md"),
            ("Templates/", "Templates/a.md"),
            ("**/draft-*.md", "draft-a.md"),
            ("**/draft-*.md", "one/two/draft-a.md"),
            ("*.canvas", "Plan.canvas"),
            ("a/**/b.md", "a/b.md"),
            ("a/**/b.md", "a/x/y/b.md"),
            ("n?te.md", "nøte.md"),
            ("*a*b*.md", "xaybz.md"),
            ("**", "a/b.md"),
        ] {
            assert!(check(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("Templates/**", "Templates.md"),
            ("Templates/**", "more/Templates/a.md"),
            ("Templates/**", "Templates"),
            ("*.md", "a/b.md"),
            ("templates/**", "Templates/a.md"),
            ("a/**/b.md", "a/b/c.md"),
            ("../**", "a.md"),
            ("", "a.md"),
        ] {
            assert!(!check(pattern, path), "{pattern} {path}");
        }
    }
}
