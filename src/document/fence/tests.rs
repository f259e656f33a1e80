//! Which beginnings of a file are front matter, and what is reported about near misses.

use super::*;

/// The front matter, and the diagnostics.
fn read(text: &str) -> (Option<String>, Vec<String>) {
    let path = SourcePath::new("articles/a.md").unwrap();
    let mut found = Diagnostics::default();
    let block = find_block(&path, text, &mut found);
    let content = block.map(|block| {
        assert!(block.whole.end >= block.content.end);
        format!("{}|{}", &text[block.content], &text[block.whole.end..])
    });
    (content, found.iter().map(|one| one.message.clone()).collect())
}

#[track_caller]
fn is_front_matter(text: &str, expected: &str) {
    assert_eq!(read(text), (Some(expected.to_owned()), Vec::new()));
}

#[track_caller]
fn is_text(text: &str) {
    assert_eq!(read(text), (None, Vec::new()));
}

/// A mistake is one error, and the keys are read.
#[track_caller]
fn is_mistake(text: &str, content: &str, message: &str) {
    let (block, found) = read(text);
    assert_eq!(found, [message], "{text:?}");
    assert_eq!(block.as_deref(), Some(content), "{text:?}");
}

#[test]
fn front_matter_stands_between_two_fences() {
    is_front_matter("---\ntitle: A\n---\ntext", "title: A\n|text");
    is_front_matter("+++\ntitle = 'A'\n+++\n", "title = 'A'\n|");
    is_front_matter("---  \r\ntitle: A\r\n---\t\r\ntext", "title: A\r\n|text");
    is_front_matter("---\n---\n", "|");
    is_front_matter("---\n# comment\n---\n", "# comment\n|");
    is_front_matter("---\nsummary: |\n  a\n  ---\n  b\n---\n", "summary: |\n  a\n  ---\n  b\n|");
    is_front_matter("---\n\ntitle: A\n\ntags: [b]\n---\nc", "\ntitle: A\n\ntags: [b]\n|c");
    is_front_matter("---\njust words\ntitle: A\n---\n", "just words\ntitle: A\n|");
    is_front_matter("---\ndraft true\n---\n", "draft true\n|");
    is_front_matter("+++\na = '''\n---\n'''\n+++\n", "a = '''\n---\n'''\n|");
}

#[test]
fn a_thematic_break_above_prose_stays_one() {
    is_text("---\n");
    is_text("---\n\nProse.\n");
    is_text("---\nProse without a gap.\n");
    is_text("---\n\nNote: prose that begins with a word and a colon.\n\nMore.\n");
    is_text("---\n\nProse.\n\n---\n\nMore prose.\n");
    is_text("---\n# Heading\n\nProse.\n");
    is_text("---\n\n- item\n\n---\n");
    is_text("***\n\nProse.\n");
    is_text("--\nProse.\n");
    is_text("text\n\n---\ntitle: A\n---\n");
    is_text("Date: Monday\n\nThe meeting began late.\n");
    is_text("A heading: with a colon\n---\n\nProse.\n");
    is_text("{ title }\n");
    is_text("```yaml\ntitle: A\n```\n");
    is_text("");
}

#[test]
fn front_matter_that_never_ends_is_a_mistake() {
    let never = "this front matter is never closed";
    is_mistake(
        "---\ntitle: Secret\ndraft: true\n\nProse: more.\n",
        "title: Secret\ndraft: true\n|\nProse: more.\n",
        never,
    );
    is_mistake("---\n\ndraft: true\n", "\ndraft: true\n|", never);
    is_mistake("---\nowner: Ann\nstate: open\nProse.\n", "owner: Ann\nstate: open\n|Prose.\n", never);
    is_mistake("---\ntags:\n- a\n- b\n", "tags:\n- a\n- b\n|", never);
    is_mistake("+++\ntitle = 'A'\n", "title = 'A'\n|", never);
    is_mistake("+++\n", "|", never);
    is_mistake(
        "---\ndraft: true\n\nProse.\n\n***\n\nMore.\n",
        "draft: true\n|\nProse.\n\n***\n\nMore.\n",
        never,
    );
}

#[test]
fn every_mark_that_is_not_a_fence_is_a_mistake() {
    for mark in [
        "--",
        "----",
        "***",
        "...",
        "+++",
        "—",
        "——",
        "–",
        "___",
        "===",
        "```",
        "-—",
        "~~~",
        "- - -",
        "---yaml",
        "--- #",
        "－－－",
    ] {
        let message = format!("front matter that begins with `---` cannot end with `{mark}`");
        let rest = "Prose.\n\n---\n\nMore.\n";
        is_mistake(
            &format!("---\ntitle: Secret\ndraft: true\n{mark}\n{rest}"),
            &format!("title: Secret\ndraft: true\n|{rest}"),
            &message,
        );
    }
    is_mistake(
        "+++\ndraft = true\n---\n",
        "draft = true\n|",
        "front matter that begins with `+++` cannot end with `---`",
    );
    let indented = "the line that closes front matter must not be indented";
    is_mistake("---\ndraft: true\n ---\ntext\n", "draft: true\n|text\n", indented);
    is_mistake("---\ndraft: true\n\u{a0}---\ntext\n", "draft: true\n|text\n", indented);
    is_mistake(
        "---\ndraft: true\n---\u{200b}\ntext\n",
        "draft: true\n|text\n",
        "the line that closes front matter contains an invisible character",
    );
}

#[test]
fn front_matter_that_begins_late_is_a_mistake() {
    let late = "front matter must come first in the file";
    for before in ["\n", "\r\n\r\n", "  ", "\t\n", "\u{feff}", "\u{200b}", "\u{a0}", "\u{1}"] {
        is_mistake(&format!("{before}---\ndraft: true\n---\ntext"), "draft: true\n|text", late);
        is_mistake(&format!("{before}+++\ndraft = true\n+++\ntext"), "draft = true\n|text", late);
    }
    is_text("\n\n---\n\nProse.\n");
}

#[test]
fn another_first_line_is_a_mistake() {
    for mark in [
        "--",
        "----",
        "***",
        "—",
        "++",
        "++++",
        "===",
        ";;;",
        "---yaml",
        "--- yaml",
        "%%%",
        "- - -",
        "－－－",
        "===toml",
    ] {
        let message = format!("front matter cannot begin with `{mark}`");
        is_mistake(&format!("{mark}\ndraft: true\n{}\ntext", "---"), "draft: true\n|text", &message);
    }
    is_mistake(
        "```yaml\ntitle: A\ndraft: true\n```\ntext",
        "title: A\ndraft: true\n|text",
        "front matter cannot begin with ````yaml`",
    );
    let without = "this front matter has no opening line";
    is_mistake("title: A\ndraft: true\n---\ntext", "title: A\ndraft: true\n|text", without);
    is_mistake("draft = true\n\ntext", "draft = true\n|\ntext", without);
    let json = "front matter cannot be JSON";
    is_mistake(
        "{\n  \"title\": \"A\",\n  \"draft\": true\n}\ntext",
        "{\n  \"title\": \"A\",\n  \"draft\": true\n}\n|text",
        json,
    );
}

#[test]
fn the_other_format_between_the_fences_is_one_error() {
    is_mistake(
        "+++\ntitle: A\ndraft: true\n+++\ntext",
        "title: A\ndraft: true\n|text",
        "front matter between `+++` is TOML, but this is YAML",
    );
    is_mistake(
        "---\ntitle = 'A'\ndraft = true\n---\ntext",
        "title = 'A'\ndraft = true\n|text",
        "front matter between `---` is YAML, but this is TOML",
    );
    is_mistake(
        "+++\ntitle: A\ndraft: true\n---\ntext",
        "title: A\ndraft: true\n|text",
        "front matter that begins with `+++` cannot end with `---`",
    );
}

#[test]
fn front_matter_below_another_line_is_a_mistake() {
    let late = "front matter must come first in the file, between two lines of `---` or `+++`";
    for before in
        ["<!-- a comment -->\n", "# A heading\n", "#!/bin/sh\n\n", "%%\n", "Text.\n\nMore.\n\n", "> quote\n"]
    {
        is_mistake(
            &format!("{before}---\ntitle: A\ndraft: true\n---\ntext"),
            "title: A\ndraft: true\n|text",
            late,
        );
    }
    for first in ["yaml", "\\---", "-", "\"\"\""] {
        is_mistake(&format!("{first}\ndraft: true\n---\ntext"), "draft: true\n|text", late);
    }
    is_mistake("# A\n---\ntitle: A\ntags: b\n---\ntext", "title: A\ntags: b\n|text", late);
    is_text("# A\n\n```yaml\n---\ndraft: true\n---\n```\n");
    is_text("# A\n\n    ---\n    draft: true\n    ---\n");
    is_text("A\n---\nstate: open\n\n---\n");
}

#[test]
fn a_key_that_hides_an_article_counts_only_in_front_matter() {
    let path = SourcePath::new("articles/a.md").unwrap();
    let hides = |text: &str| hides_below(&path, text, 0, &mut Diagnostics::default());
    for text in [
        "---draft: true---",
        "--- draft: true ---",
        "--- title: Secret, draft: true ---",
        "--- title: Secret draft: true ---",
        "+++draft = true+++",
        "<!-- draft: true -->",
        "<!--draft:true-->",
        "<!-- markdownlint-disable -->\n\n<!--\ntitle: Secret\npublish: false\n-->",
        "> draft: true",
        "> ---\n> Draft: True\n> ---",
        "%% draft: true %%",
        "- draft: true",
        "- title: Secret\n- draft: true",
        "**draft: true**",
        "| draft: true |",
        "draft: true",
        "title: Secret\n\ndraft: true",
    ] {
        assert!(hides(text), "{text}");
    }
    for text in [
        "`draft: true`",
        "```yaml\ndraft: true\n```",
        "> Set draft: true to keep it back.",
        "Prose.\n\n<!-- draft: true -->",
        "<!-- draft: false -->",
        "# A draft: true or false",
        "--- Draft ---",
        "",
    ] {
        assert!(!hides(text), "{text}");
    }
}
