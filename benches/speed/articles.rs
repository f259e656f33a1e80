//! Sites for measurements: any number of articles in a temporary folder, the same on every machine.
//!
//! An article has about 650 words in five sections, a list, a table, highlighted code, six links and three tags of 200. Words and
//! tags are distributed as in natural language (Zipf's law): the word of rank r occurs 1/r as often as the first.

use std::fmt::Write as _;
use std::path::Path;

/// With fewer, an article could not link to six others.
pub const LEAST: usize = 20;

/// Folders below the collection, so that no folder is huge.
const FOLDERS: usize = 20;
const WORDS: usize = 4_000;
const TAGS: usize = 200;

const SITE: &str = r#"title = "Measured"
url = "https://example.com"
language = "en"
theme.name = "house"

[collections.articles]
paginate = 50
"#;

const TEMPLATE_PLACE: &str = "themes/house/templates/article.html";
const TEMPLATE: &str = include_str!("../../themes/base/templates/article.html");

/// An edit by an editor or a theme author.
#[derive(Clone, Copy)]
pub enum Edit {
    /// A different sentence in one article.
    Text,
    /// A different title of one article, which its listing and all pages that mention it show.
    Title,
    /// The template of every article.
    Template,
}

impl Edit {
    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Edit::Text => "a text changed",
            Edit::Title => "a title changed",
            Edit::Template => "a template changed",
        }
    }

    /// What the page shows after the edit with this number, but not before.
    pub fn mark(self, count: usize) -> String {
        match self {
            Edit::Text => format!("It was saved {count} times."),
            Edit::Title => format!("known as {count}x</h1>"),
            Edit::Template => format!("data-edit=\"{count}\""),
        }
    }
}

/// A site that is removed when it is dropped.
pub struct Site {
    folder: tempfile::TempDir,
    number: usize,
}

impl Site {
    /// Writes a site with this many articles.
    pub fn new(number: usize) -> Site {
        let site = Site { folder: tempfile::tempdir().unwrap(), number };
        site.write("site.toml", SITE);
        site.write("themes/house/theme.toml", "extends = \"base\"\ncontract = 1\n");
        site.write(TEMPLATE_PLACE, &template(0));
        for article in 0..number {
            site.write(&place(article), &text(article, number, &title(article), ""));
        }
        site
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Overwrites a file, as an editor saves it.
    pub fn edit(&self, edit: Edit, article: usize, count: usize) {
        let text = |title: &str, end: &str| text(article, self.number, title, end);
        match edit {
            Edit::Text => self.write(&place(article), &text(&title(article), &edit.mark(count))),
            Edit::Title => {
                self.write(&place(article), &text(&format!("{} known as {count}x", title(article)), ""));
            }
            Edit::Template => self.write(TEMPLATE_PLACE, &template(count)),
        }
    }

    fn write(&self, place: &str, text: &str) {
        let place = self.root().join(place);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, text).unwrap();
    }
}

/// The address of an article's page.
pub fn address(article: usize) -> String {
    format!("/articles/{}/{}/", article % FOLDERS, name(article))
}

fn place(article: usize) -> String {
    format!("articles/articles/{}/{}.md", article % FOLDERS, name(article))
}

fn name(article: usize) -> String {
    format!("{}-{article}", word(Random::new(article).below(WORDS)))
}

fn title(article: usize) -> String {
    let mut random = Random::new(article);
    let (first, second) = (word(random.below(WORDS)), word(random.below(WORDS)));
    format!("The {first} of {second} {article}")
}

fn template(count: usize) -> String {
    let edited = TEMPLATE.replacen("<article>", &format!("<article data-edit=\"{count}\">"), 1);
    assert_ne!(edited, TEMPLATE, "the template begins an article otherwise now");
    edited
}

fn text(article: usize, number: usize, title: &str, end: &str) -> String {
    let mut random = Random::new(article + 1_000_000);
    let tags: Vec<String> = (0..3).map(|_| format!("\"{}\"", word(random.common(TAGS)))).collect();
    let mut text = format!("+++\ntitle = \"{title}\"\ntags = [{}]\n+++\n\n", tags.join(", "));
    for section in 0..5 {
        let heading = (word(random.common(WORDS)), word(random.common(WORDS)));
        write!(text, "## On {} and {}\n\n", heading.0, heading.1).unwrap();
        for _ in 0..2 {
            sentences(&mut text, &mut random, 60);
            if section < 3 {
                let target = random.below(number);
                let words = word(random.common(WORDS));
                write!(text, " See [{words}](../{}/{}.md).", target % FOLDERS, name(target)).unwrap();
            }
            text.push_str("\n\n");
        }
    }
    for _ in 0..4 {
        writeln!(text, "- {} {}", word(random.common(WORDS)), word(random.common(WORDS))).unwrap();
    }
    let (one, two) = (word(random.common(WORDS)), word(random.common(WORDS)));
    write!(
        text,
        "\n| {one} | {two} |\n| --- | ---: |\n| a | {} |\n| b | {} |\n\n",
        random.below(99),
        random.below(99)
    )
    .unwrap();
    write!(text, "```rust\nfn {one}({two}: &[u32]) -> u32 {{\n    // The sum of all.\n    {two}.iter().sum()\n}}\n```\n\n")
        .unwrap();
    writeln!(text, "{end}").unwrap();
    text
}

fn sentences(text: &mut String, random: &mut Random, words: usize) {
    for position in 0..words {
        let next = word(random.common(WORDS));
        match position % 12 {
            0 => text.extend([&next[..1].to_uppercase(), &next[1..]]),
            11 => text.push_str(&format!(" {next}.{}", if position + 1 < words { " " } else { "" })),
            _ => text.push_str(&format!(" {next}")),
        }
    }
}

/// A word for every rank; common ones are short.
fn word(rank: usize) -> String {
    const FIRST: [&str; 12] = ["b", "d", "f", "k", "l", "m", "n", "p", "r", "s", "t", "v"];
    const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
    let mut rest = rank + 1;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(FIRST[rest % 12]);
        word.push_str(VOWELS[rest / 12 % 5]);
        rest /= 60;
    }
    word
}

/// A linear congruential generator with the constants of Knuth's MMIX (The Art of Computer Programming, volume 2, 3.3.4).
struct Random(u64);

impl Random {
    fn new(seed: usize) -> Random {
        let mut random = Random(seed as u64 ^ 0x9e37_79b9_7f4a_7c15);
        random.below(2);
        random
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }

    /// A rank below `end` with a probability of about its inverse: `end` raised to a uniform exponent.
    fn common(&mut self, end: usize) -> usize {
        let exponent = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((end as f64).powf(exponent) as usize - 1).min(end - 1)
    }
}
