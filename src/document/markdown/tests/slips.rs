//! What editors mistype, and what other programs would make of it: nothing is lost, glued or changed, and what readers would see
//! as source is reported. The reference is GFM 0.29 (cmark-gfm 0.29.0.gfm.6 of Debian), unless a comment names another.

use super::{config, dump, read};

/// One paragraph as it is shown.
#[track_caller]
fn shown(source: &str, expected: &str) {
    let (parsed, _) = read(&config(""), source);
    assert_eq!(dump(&parsed).trim_start_matches("Paragraph: ").trim_end(), expected, "{source}");
}

/// The lints and messages of a text.
#[track_caller]
fn reported(source: &str, expected: &[&str]) {
    let (_, found) = read(&config(""), source);
    let found: Vec<_> = found.iter().map(|one| format!("{}: {}", one.code.name, one.message)).collect();
    assert_eq!(found, expected, "{source}");
}

#[test]
fn words_around_a_tag_that_is_removed_stay_apart() {
    shown("a<button>b</button><button>c</button>d", "a b c d");
    shown("<select><option>a<option>b</select>c", "a b c");
    shown("a</div>b", "a⏎b");
    shown("a<li>b<td>c<dt>d<tr>e", "a⏎b⏎c⏎d⏎e");
    shown("<svg><text>a</text><text>b</text></svg>c", "a b c");
    shown("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1 2");
    // Browsers show these as one word.
    shown("H<font>2</font>O <nobr>a</nobr>b", "H2O ab");
    shown("a <button>b</button> c", "a b c");
    shown("<pre>a<li>b</pre>", "<pre>: a⏎b");
}

#[test]
fn a_description_of_a_picture_keeps_its_words() {
    shown(
        "![a<br>b Vec<String> <b>c</b><!-- d -->](p.png)",
        "Image { source: ReferenceId(5), width: 0, height: 0 }(a b Vec<String> c)",
    );
    shown("![Vec<String>](https://youtu.be/1)", "Link(ReferenceId(5))(Vec<String>)");
    shown("![[p.png|Vec<String>]]", "Image { source: ReferenceId(5), width: 0, height: 0 }(Vec<String>)");
}

#[test]
fn signs_in_bare_addresses_are_not_emphasis() {
    // Section 6.9: an address goes on up to white space or `<`.
    shown(
        "https://a.example/X_(b)_c and https://a.example/d_(e)",
        "Link(ReferenceId(5))(https://a.example/X_(b)_c) and Link(ReferenceId(6))(https://a.example/d_(e))",
    );
    shown("https://a.example/*/b*c", "Link(ReferenceId(5))(https://a.example/*/b*c)");
    shown("https://a.example/__init__.py", "Link(ReferenceId(5))(https://a.example/__init__.py)");
    // What closes emphasis around an address is not part of it.
    shown(
        "**https://a.example/b** *https://a.example/c*.",
        "Strong(Link(ReferenceId(5))(https://a.example/b)) Emphasis(Link(ReferenceId(6))(https://a.example/c)).",
    );
    // Other places keep their signs.
    shown(
        "`https://a.example/*b*` [c](https://a.example/_d_)",
        "`https://a.example/*b*` Link(ReferenceId(5))(c)",
    );
    let (parsed, _) = read(
        &config(""),
        "[c](https://a.example/_d_) <https://a.example/*e*> [f]\n\n[f]: https://a.example/*g*\n",
    );
    let addresses: Vec<_> = parsed.references.iter().map(|reference| reference.address.as_str()).collect();
    assert_eq!(addresses, ["https://a.example/_d_", "https://a.example/*e*", "https://a.example/*g*"]);
}

#[test]
fn dashes_of_arrows_options_and_drawings_are_as_typed() {
    shown("a --> b <-- c <--> d", "a --> b <-- c <--> d");
    shown("use --force or (--help), \"--all\"", "use --force or (--help), “--all”");
    shown("--Ann, in the minutes", "–Ann, in the minutes");
    shown("a ---- b ----> c", "a ---- b ----> c");
    shown("go ./... and ../.../x", "go ./... and ../.../x");
    shown("a -- b --- c, 1--2 a--b ...", "a – b — c, 1–2 a–b …");
    shown("5'10\" and 10'000 and it's", "5′10″ and 10’000 and it’s");
}

#[test]
fn shell_variables_are_not_formulas() {
    for source in ["$HOME/$USER", "${a}-${b}", "$PATH:$HOME", "$(a)/$(b)", "$HOST$PORT"] {
        shown(source, source);
    }
    shown("the $n$th of $x$s", "the $n$th of $x$s");
}

#[test]
fn comments_and_code_that_never_end_are_reported() {
    reported("a <!-- b\n\nc", &["stray-markup: readers see this comment: it does not end in its paragraph"]);
    reported(
        "a <!-- b\n\nc --> d",
        &["stray-markup: readers see this comment: it does not end in its paragraph"],
    );
    reported("<!-- a\n\nb", &["html-removed: this comment never ends, so nothing after it is shown"]);
    for source in ["```js\na\n\n# b", "> ~~~\n> a\n\nb", "- ````\n  a\n  ```\n"] {
        reported(source, &["stray-markup: this code is never closed, so everything after it is code"]);
    }
    for source in ["```\na\n```\n", "> ~~~\n> a\n> ~~~~\n", "- ````\n  ```\n  ````\n", "    a\n", "```\n```"]
    {
        reported(source, &[]);
    }
    reported("a `b c", &["stray-markup: this code is shown as written: it is never closed"]);
}

#[test]
fn lines_that_only_look_like_a_table_are_reported() {
    let no_fit =
        "stray-markup: this table is shown as written: its delimiter row does not match its header row";
    reported("| a | b |\n|---|\n| c | d |\n", &[no_fit]);
    reported("> | a | b |\n> |---|\n", &[no_fit]);
    reported("- | a |\n  |—|—|\n", &[no_fit]);
    reported(
        "| a | b |\n| c | d |\n| e | f |\n",
        &["stray-markup: this table is shown as written: it has no line of dashes below its head"],
    );
    reported(
        "| a | b |\n|---|---|\n| c | d |\nAnd the text.\n",
        &["table-cells: this line is shown as a row of the table above it"],
    );
    reported(
        "| a | b | c |\n|---|---|---|\n| `d|e` | f |\n",
        &["stray-markup: a bar splits the code in this row"],
    );
    reported("| a | b |\n|---|---|\n| `c` | d\n| e |\n\n|x| + |y|\n", &[]);
}

#[test]
fn mistakes_in_lists_headings_and_callouts_are_reported() {
    for (source, message) in [
        ("- [] a", "this task is shown as written"),
        ("- [x]a", "this task is shown as written"),
        ("* [-] a", "`[-]` is shown as written"),
        ("##a", "this heading is shown as written: there is no space after `#`"),
        ("####### a", "this heading is shown as written: it has more than six `#`"),
        ("> [!note]Title", "`[!note]` is shown as written"),
        ("[!note] Title", "`[!note]` is shown as written"),
        ("> [! note] Title", "`[!note]` is shown as written"),
        (":smile: a", "`:smile:` is shown as written"),
        ("![a](b.png){width=50%}", "`{width=50%}` is shown as written"),
        ("![a](b.png =10x20)", "this image is shown as written: the size does not belong there"),
        ("[a](b.md “c”)", "this link is shown as written: the quotes around its title are not straight"),
        ("[a][b]", "this link is shown as written: no address is defined for `b`"),
        ("[a]]", "this link is shown as written: it begins with only one bracket"),
        ("import A from '@b/c'", "this import is shown as written"),
    ] {
        reported(source, &[&format!("stray-markup: {message}")]);
    }
    reported(
        "a[^b c]",
        &["footnote-missing: the footnote `b c` is shown as written: its name contains a space"],
    );
}

#[test]
fn components_of_other_programs_are_reported_and_shown() {
    reported(
        "<Tabs group=\"a\">\n\nb\n\n</Tabs>\n\n<Badge/>\n",
        &[
            "html-removed: `<Badge>` is unknown to HTML, so its source is shown",
            "html-removed: `<Tabs>` is unknown to HTML, so its source is shown, here and in one more place",
        ],
    );
    reported("Vec<String>, <your-name>, <server>:<port>, <path to log>", &[]);
}

#[test]
fn a_definition_that_nothing_uses_may_be_text() {
    let message = |name: &str| {
        format!(
            "definition-unused: this line is not shown: it defines the address of a link `[{name}]` that nothing uses"
        )
    };
    reported("[Note]: urgent\n\na", &[&message("Note")]);
    reported("> [Later]: rewrite!\n", &[&message("Later")]);
    reported("[//]: # (comment)\n[c]: <> (comment)\n[d]: https://a.example\n[e]: b.md\n[f]: g\n\n[F]\n", &[]);
}

#[test]
fn an_id_is_given_once() {
    let twice = |what: &str, id: &str| format!("id-duplicate: {what} the id `{id}` too");
    reported("<a id=\"b\"></a>\n\n## B\n", &[&twice("a heading has", "b")]);
    reported("## C {#b}\n\n<a name=\"b\"></a>\n", &[&twice("a heading has", "b")]);
    reported("<i id=\"a\">b</i> <b id=\"a\">c</b>", &[&twice("another element has", "a")]);
    reported("a ^b\n\n<i id=\"block-b\">c</i>", &[&twice("kb itself uses", "block-b")]);
    reported("a[^1] <i id=\"fn-1\">b</i>\n\n[^1]: c", &[&twice("kb itself uses", "fn-1")]);
    reported("<i id=\"page.main\">b</i>", &[&twice("kb itself uses", "page.main")]);
    reported("<a id=\"a\" name=\"a\"></a><details name=\"a\"></details><i id=\"A\">b</i>", &[]);
}

#[test]
fn links_lead_only_to_ids_that_the_page_has() {
    let anchors = |source: &str| read(&config(""), source).0.anchors;
    assert_eq!(anchors("<a name=\"a\"></a><b id=\"c\">d</b>"), ["a", "c"]);
    assert_eq!(anchors("<details name=\"a\"></details><li id=\"b\">c"), Vec::<String>::new());
    assert_eq!(anchors("a\n\n[^1]: <b id=\"c\">unused</b>"), Vec::<String>::new());
}

#[test]
fn a_colon_that_begins_a_word_defines_nothing() {
    shown("Good\n:smile: morning", "Good⏎:smile: morning");
    shown("Good\n:no space", "Good⏎:no space");
    let (parsed, _) = read(
        &config(""),
        "Good\n: a definition\n\n> Good\n> :x\n\n| a | b |\n|:--|--:|\n| c | d |\n\n```\n:x\n```\n",
    );
    let text = dump(&parsed);
    assert!(text.contains("a definition") && text.contains(":x") && text.contains("TableCell"), "{text}");
    reported("Text.\n\n:::tip\nMore.\n:::", &["stray-markup: `:::tip` is shown as written"]);
}

#[test]
fn a_list_with_signs_of_other_programs_is_reported_once() {
    reported(
        "• Milk\n• Eggs\n• Tea",
        &["stray-markup: this list is shown as one paragraph: `•` begins no item"],
    );
    reported("-Milk\n-Eggs", &["stray-markup: this list is shown as written: there is no space after `-`"]);
    for prose in ["• Milk", "-Milk", "*Milk* is\n*white*", "-v is\n-x is", "--force\n--all", "a - b\n- c"] {
        reported(prose, &[]);
    }
}
