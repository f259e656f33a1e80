//! Links that Markdown does not recognize, and the attributes that other programs take after them.

use super::{Context, Stray, after, before};

// `[the guide](my guide.md)`, and `[rim](x.md` without an end.
pub(super) fn broken_link(words: &str, at: usize) -> Option<Stray> {
    let start = label_start(words, at);
    let rest = after(words, at + 2);
    let Some(length) = end_of_address(rest) else {
        let address = rest.split(char::is_whitespace).next().unwrap_or("");
        return is_address(address.trim_end_matches(['.', ',', ';', ':', '!', '?'])).then(|| Stray {
            range: start..at + 2 + address.len(),
            message: "this link is shown as written: its address is never closed".into(),
            hint: "close it with `)`".into(),
        });
    };
    let inner = rest[..length].trim();
    let range = start..at + 2 + length + 1;
    let label = &words[start..at + 1];
    // In `guide.md “Title”` and `a.png =100x20`, the first word is the address.
    let (address, rest) = match inner.split_once(char::is_whitespace) {
        Some((first, rest)) if rest.starts_with(['"', '\'', '“', '”', '„', '‘', '’', '«', '=']) => {
            (first, rest)
        }
        _ => match inner.find(" \"") {
            Some(title) => inner.split_at(title),
            None => (inner, ""),
        },
    };
    let address = address.trim();
    if !is_address(address) {
        return None;
    }
    let (message, hint) = match () {
        () if address.contains(char::is_whitespace) => (
            "this link is shown as written: its address contains a space",
            format!("put the address in angle brackets: `{label}(<{}>{rest})`", with_encoded_name(address)),
        ),
        () if rest.starts_with('=') => (
            "this image is shown as written: the size does not belong there",
            format!("put the width in the description: `{}|300]({address})`", &label[..label.len() - 1]),
        ),
        () if rest.starts_with(['“', '”', '„', '‘', '’', '«']) => (
            "this link is shown as written: the quotes around its title are not straight",
            format!("write `{label}({address} \"title\")`"),
        ),
        () => (
            "this link is shown as written",
            "the text of a link cannot contain another link or unpaired brackets".to_owned(),
        ),
    };
    Some(Stray { range, message: message.into(), hint })
}

// `[the guide] (guide.md)`
pub(super) fn parted_link(words: &str, at: usize) -> Option<Stray> {
    let start = before(words, at).rfind('[')? + at - before(words, at).len();
    let length = after(words, at + 3).find(')')?;
    let address = &words[at + 3..at + 3 + length];
    is_sure_address(address).then(|| Stray {
        range: start..at + 3 + length + 1,
        message: "this link is shown as written: there is a space before its address".into(),
        hint: format!("write `{}({address})`", &words[start..at + 1]),
    })
}

// `(the guide)[guide.md]`
pub(super) fn reversed_link(words: &str, at: usize) -> Option<Stray> {
    let start = before(words, at).rfind('(')? + at - before(words, at).len();
    let length = after(words, at + 2).find(']')?;
    let address = &words[at + 2..at + 2 + length];
    is_sure_address(address).then(|| Stray {
        range: start..at + 2 + length + 1,
        message: "this link is shown as written: its brackets are the wrong way around".into(),
        hint: format!("write `[{}]({address})`", &words[start + 1..at]),
    })
}

// `[the guide][guide]`, `[guide][]`: there is no `[guide]: …`.
pub(super) fn undefined_link(words: &str, at: usize) -> Option<Stray> {
    let start = free_label(words, at)?;
    let length =
        after(words, at + 2).find(['[', ']']).filter(|length| words[at + 2 + length..].starts_with(']'))?;
    let name = match words[at + 2..at + 2 + length].trim() {
        "" => words[start..at].trim_start_matches(['!', '[']),
        name => name,
    };
    Some(Stray {
        range: start..at + 2 + length + 1,
        message: format!("this link is shown as written: no address is defined for `{name}`"),
        hint: format!("define it on a line of its own: `[{name}]: address`"),
    })
}

// `[Replace a rim]]`
pub(super) fn uneven_wikilink(words: &str, at: usize) -> Option<Stray> {
    let start = free_label(words, at)?;
    let line = before(words, at);
    let is_even = line.matches('[').count() > line.matches(']').count() + 1;
    (!is_even && !words[..start].ends_with('[')).then(|| Stray {
        range: start..at + 2,
        message: "this link is shown as written: it begins with only one bracket".into(),
        hint: format!("write `[{}`", &words[start..at + 2]),
    })
}

// `[[Replace a rim`
pub(super) fn open_wikilink(words: &str, at: usize, context: Context) -> Option<Stray> {
    let rest = after(words, at + 2);
    // `[[]]` and `[[|words]]`, which editors that close brackets automatically leave behind.
    if rest.starts_with("]]") || rest.starts_with('|') && rest.contains("]]") {
        let length = rest.find("]]")? + 2;
        return Some(Stray {
            range: at..at + 2 + length,
            message: "this link is shown as written: it has no name".into(),
            hint: "write the name of an article: `[[Name]]`, `[[Name|words]]`".into(),
        });
    }
    if rest.contains("]]") || !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '#') {
        return None;
    }
    let start = if words[..at].ends_with('!') { at - 1 } else { at };
    let (length, hint) = match rest.find(']') {
        Some(length) => (length + 1, "close it with two brackets: `]]`"),
        None if context.is_cell => (rest.trim_end().len(), "in a table, write `\\|` for a bar inside a link"),
        None => (rest.trim_end().len(), "close it with `]]`"),
    };
    Some(Stray {
        range: start..at + 2 + length,
        message: "this link is shown as written: it is never closed".into(),
        hint: hint.into(),
    })
}

// `![p](a.png){width=50%}`, `{.class}`, `{#id}`, as in Pandoc and kramdown.
pub(super) fn attributes(text: &str, at: usize) -> Option<Stray> {
    let rest = after(text, at);
    let length = rest.find(['}', '\n']).filter(|length| rest[*length..].starts_with('}'))?;
    let inner = rest[1..length].trim_start_matches(':').trim();
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    let is_class = inner
        .strip_prefix(['.', '#'])
        .is_some_and(|name| name.starts_with(char::is_alphabetic) && name.chars().all(is_name));
    let is_pair = inner.starts_with(char::is_alphabetic)
        && inner.split_once('=').is_some_and(|(key, value)| key.chars().all(is_name) && !value.is_empty());
    let is_after_link = text[..at].ends_with([')', ']']);
    let is_parted = at == 0 || text[..at].ends_with([' ', '\n', ')', ']']);
    (is_class && is_parted || is_pair && is_after_link).then(|| Stray {
        range: at..at + length + 1,
        message: format!("`{}` is shown as written", &rest[..length + 1]),
        hint: "remove it: only headings can have an id, `## Heading {#id}`".into(),
    })
}

/// Where the label begins that ends at `]`, if it can be that of a link: words, and nothing right before it.
fn free_label(words: &str, at: usize) -> Option<usize> {
    let start = label_start(words, at);
    let label = words[start..at].trim_start_matches('!').strip_prefix('[')?;
    let is_free =
        !words[..start].ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, ']' | ')'));
    (is_free && label.starts_with(char::is_alphabetic) && !label.contains(']')).then_some(start)
}

fn label_start(words: &str, at: usize) -> usize {
    let start = before(words, at).rfind('[').map_or(at, |start| start + at - before(words, at).len());
    if words[..start].ends_with('!') { start - 1 } else { start }
}

// The `)` that ends an address, which may contain pairs of them.
fn end_of_address(text: &str) -> Option<usize> {
    let mut open = 0;
    let end = text.find(|letter: char| {
        open += usize::from(letter == '(');
        let is_end = letter == ')' && open == 0;
        open -= usize::from(letter == ')' && open > 0);
        is_end
    });
    end.or_else(|| text.find(')'))
}

/// Whether it can be an address: `my guide.md`, `a/b`, `#part`, `mailto:…`.
fn is_address(text: &str) -> bool {
    path_of(text).is_some()
        || text.contains("://")
        || text.starts_with(['/', '#', '.'])
        || text.starts_with("mailto:")
        || text.contains('/') && !text.contains(' ')
}

/// An address in which `#` does not end the name of a file.
fn with_encoded_name(address: &str) -> String {
    let path = path_of(address).unwrap_or("");
    format!("{}{}", path.replace('#', "%23"), &address[path.len()..])
}

/// The path of an address that ends with a file name. The name may contain `#`, as in `C# notes.md#part`.
fn path_of(address: &str) -> Option<&str> {
    let first = address.split('#').next().unwrap_or(address);
    let last = address.rsplit_once('#').map_or(address, |(path, _)| path);
    [first, last, address].into_iter().find(|path| {
        let extension = path.trim().rsplit_once('.').map_or("", |(_, extension)| extension);
        (2..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

fn is_sure_address(text: &str) -> bool {
    let is_link = ["http://", "https://", "mailto:", "./", "../"].iter().any(|start| text.starts_with(start));
    let is_file = [".md", ".png", ".jpg", ".svg", ".pdf", ".html"].iter().any(|end| text.ends_with(end));
    !text.contains(char::is_whitespace) && (is_link || is_file)
}
