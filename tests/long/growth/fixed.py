"""Sites that never change, to count kb's instructions for an article: the same text on every machine.

`base` has the optional outputs off, `duo` has all on.
"""

SITE = 'title = "Fixed"\nurl = "https://example.com"\nlanguage = "en"\ntheme.name = "{}"\n[collections.notes]\n'
OFF = "[outputs]\nsearch = false\npreviews = false\nrelated-text = false\n"
THEMES = ("base", "duo")
ARTICLES = 40
WORDS = 600
TAGS = 12


class Random:
    """Numbers by the constants of Knuth's MMIX; small ones are more common, as ranks of words are."""

    def __init__(self, seed):
        self.state = seed

    def below(self, end):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % end

    def common(self, end):
        return self.below(self.below(end) + 1)


def word(rank):
    """A word for every rank; common ones are short."""
    text, rank = "", rank + 1
    while rank:
        text += "bdfklmnprstv"[rank % 12] + "aeiou"[rank // 12 % 5]
        rank //= 60
    return text


def sentence(random, length):
    return " ".join(word(random.common(WORDS)) for _ in range(length)).capitalize() + "."


def article(index, articles):
    random = Random(index)
    tags = ", ".join(f'"{word(random.common(TAGS))}"' for _ in range(3))
    date = f"1969-01-{1 + index % 28:02}"
    parts = [f'+++\ntitle = "Note {index} of {word(index)}"\ndate = {date}\nsummary = "{sentence(random, 12)}"\ntags = [{tags}]\n+++\n']
    for section in range(4):
        parts.append(f"## On {word(random.common(WORDS))} {section}\n")
        for _ in range(2):
            text = " ".join(sentence(random, 12) for _ in range(3))
            parts.append(f"{text} See [[Note {(other := random.below(articles))} of {word(other)}]] *and* `more`.\n")
    parts.append("".join(f"- {sentence(random, 4)}\n" for _ in range(4)))
    parts.append("| a | b |\n| --- | --- |\n" + f"| {sentence(random, 2)} | {sentence(random, 2)} |\n" * 4)
    if index % 4 == 0:
        parts.append(f"```rust\nfn {word(index)}(n: u32) -> u32 {{\n    n + {index} // one more\n}}\n```\n")
    return "\n".join(parts)


def site(theme, articles):
    """The files of a site with this theme and this many articles."""
    files = {f"articles/notes/n{index}.md": article(index, articles) for index in range(articles)}
    return {"site.toml": SITE.format(theme) + (OFF if theme == "base" else ""), **files}
