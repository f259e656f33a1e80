//! No input nests deep enough to end the process: everything that kb walks, nested a hundred thousand times. Each site is built in
//! a process of its own, since a stack that overflows ends the process. What is a chain (embeds, templates, notes), or whose
//! text grows with the square of its depth (YAML's blocks), is as deep as a test has time for: still far more than a recursion
//! without a limit would survive.

use super::commands::{Answer, Site, kb};
use super::serve::Served;

const DEEP: usize = 100_000;

/// The page of the server that lists all problems.
const PROBLEMS: &str = "/_kb/problems/";

const TOP: &str = "title = \"Deep\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n";

fn nested(opening: &str, closing: &str) -> String {
    format!("{}x{}\n", opening.repeat(DEEP), closing.repeat(DEEP))
}

fn formula(opening: &str, closing: &str) -> String {
    format!("$${}$$\n", nested(opening, closing).trim())
}

/// Builds a site; the process must end by itself.
fn end_of(command: &[&str], site_toml: &str, files: &[(&str, String)]) -> Answer {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let site = Site::new(&files);
    site.write("site.toml", &format!("{TOP}{site_toml}"));
    let answer = kb(&site, command);
    assert!(answer.code <= 1, "exit code {}: {}", answer.code, answer.stderr);
    assert!(!answer.stderr.contains("page-panic"), "{}", answer.stderr);
    answer
}

/// The site's problems must contain these words.
fn check(site_toml: &str, files: &[(&str, String)], expected: &[&str]) {
    let answer = end_of(&["check"], site_toml, files);
    for words in expected {
        assert!(answer.stderr.contains(words), "“{words}” is not in: {}", answer.stderr);
    }
}

/// Articles, each of which nests one thing.
fn articles() -> Vec<(String, String)> {
    let shapes = [
        ("quotations", nested("> ", "")),
        ("bullets", nested("- ", "")),
        ("numbers", nested("1. ", "")),
        ("quotations-and-lists", nested("> - ", "")),
        ("definitions", format!("Term\n{}", nested(": ", ""))),
        ("headings-in-quotations", nested("> ", "").replace('x', "# Heading")),
        ("headings-in-lists", nested("- ", "").replace('x', "## Heading")),
        ("headings", (1..DEEP / 10).map(|number| format!("{} H\n", "#".repeat(number % 6 + 1))).collect()),
        ("callouts", nested("> ", "").replace('x', "[!note] Title")),
        ("emphasis", nested("*a _b ", " b_ a*")),
        ("strong", nested("**", "**")),
        ("struck", nested("~~a ", " a~~")),
        ("marked", nested("==a ", " a==")),
        ("links", nested("[", "](b)")),
        ("images", nested("![", "](b.png)")),
        ("wikilinks", nested("[[", "]]")),
        ("embeds", nested("![[", "]]")),
        ("footnotes", nested("^[", "]")),
        ("notes", (1..2_000).map(|number| format!("[^{number}]: Note [^{}]\n\n", number + 1)).collect()),
        ("notes-in-notes", nested("[^a]: ", "")),
        ("quotation-marks", nested("\"'", "'\"")),
        ("parentheses", nested("https://example.com/(", ")")),
        ("shortcodes", nested("{% aside(kind=\"example\") %}\n", "\n{% end %}")),
        ("comments", nested("%% ", " %%")),
        ("divisions", nested("<div>\n\n", "\n\n</div>")),
        ("spans", format!("a {}", nested("<span>", "</span>"))),
        ("formatting", format!("a {}", nested("<b><i>", "</i></b>"))),
        ("tables", nested("<table><tr><td>", "</td></tr></table>")),
        ("html-lists", nested("<ul><li>", "</li></ul>")),
        ("details", nested("<details><summary>a</summary>", "</details>")),
        ("svg", nested("<svg>", "</svg>")),
        ("math", nested("<math>", "</math>")),
        ("html-comments", nested("<!-- ", " -->")),
        ("braces", formula("{", "}")),
        ("fractions", formula("\\frac{1}{", "}")),
        ("roots", formula("\\sqrt ", "")),
        ("matrices", formula("\\begin{matrix}", "\\end{matrix}")),
        ("delimiters", formula("\\left(", "\\right)")),
        ("exponents", formula("x^{", "}")),
        ("roots-that-fit", format!("$${}x$$\n", "\\sqrt ".repeat(990))),
        ("toml-arrays", format!("+++\na = {}\n+++\n", nested("[", "]").replace('x', "").trim())),
        ("toml-tables", format!("+++\na = {}\n+++\n", nested("{a=", "}").replace('x', "1").trim())),
        ("toml-keys", format!("+++\n{}a = 1\n+++\n", "a.".repeat(DEEP))),
        ("toml-headers", format!("+++\n[{}a]\nb = 1\n+++\n", "a.".repeat(DEEP))),
        ("yaml-flow", format!("---\na: {}---\n", nested("[", "]"))),
        ("yaml-maps", format!("---\na: {}---\n", nested("{a: ", "}"))),
        ("yaml-lists", format!("---\na:\n  {}---\n", nested("- ", ""))),
        ("yaml-keys", format!("---\n{}---\n", nested("? ", ""))),
        (
            "yaml-blocks",
            (0..2_000)
                .map(|depth| format!("{}a:\n", " ".repeat(depth)))
                .fold("---\n".into(), |all: String, line| all + &line)
                + "---\n",
        ),
        ("paths", format!("+++\npath = \"/{}\"\n+++\n", "a/".repeat(DEEP))),
        ("addresses", format!("[x](<{}b>)\n", "a/".repeat(DEEP))),
        ("heading-paths", format!("## A\n\n[[#{}A]]\n", "A#".repeat(DEEP))),
        ("arguments", format!("{{{{ figure(src={}) }}}}\n", "[".repeat(DEEP))),
        ("code", format!("```json\n{}```\n", nested("[", "]"))),
        ("pictures", "![a picture](deep.svg)\n".into()),
    ];
    let mut files: Vec<(String, String)> =
        shapes.into_iter().map(|(name, text)| (format!("articles/{name}.md"), text)).collect();
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\">";
    files.push(("articles/deep.svg".into(), format!("{svg}{}</svg>", nested("<g>", "</g>"))));
    files
}

#[test]
fn articles_may_nest_anything_to_any_depth() {
    let files = articles();
    let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    let answer = end_of(&["build", "--keep-going"], "", &files);
    for words in [
        "elements nested more than 64 deep",
        "shortcodes are nested more than 16 levels deep",
        "this formula cannot be shown: it is too long",
        "recursion limit",
        "nested more than 64 levels deep",
        "this address is too long",
    ] {
        assert!(answer.stderr.contains(words), "“{words}” is not in: {}", answer.stderr);
    }
    // The server makes pages as the build does. It has nothing to show, and says why.
    const SERVED: [&str; 4] = ["quotations", "bullets", "headings", "shortcodes"];
    let is_served = |path: &str| SERVED.iter().any(|name| path == format!("articles/{name}.md"));
    let texts: Vec<(&str, &str)> =
        files.iter().filter(|(path, _)| is_served(path)).map(|(path, text)| (*path, text.as_str())).collect();
    let site = Site::new(&texts);
    let served = Served::start(&site, &[]);
    assert!(served.get(PROBLEMS).text().contains("shortcodes are nested more than 16 levels deep"));
}

#[test]
fn articles_for_paper_may_nest_anything_to_any_depth() {
    let collection = "[collections.papers]\ntitle = \"Papers\"\npdf = true\n";
    let embedding = |number: usize| format!("> > > > ![[embedding{}]]\n", number + 1);
    // What a paper shows as one thing in another.
    const NESTING: [&str; 12] = [
        "quotations",
        "bullets",
        "numbers",
        "quotations-and-lists",
        "definitions",
        "headings-in-lists",
        "callouts",
        "emphasis",
        "strong",
        "struck",
        "spans",
        "notes",
    ];
    let mut files = articles();
    files.retain(|(path, _)| NESTING.iter().any(|name| *path == format!("articles/{name}.md")));
    files.extend((0..20).map(|number| (format!("articles/embedding{number}.md"), embedding(number))));
    files.iter_mut().for_each(|(path, _)| *path = path.replace("articles/", "articles/papers/"));
    files.push(("articles/papers/flat.md".into(), format!("{}x\n", "> ".repeat(60))));
    let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    let answer = end_of(&["check"], collection, &files);
    for title in ["Quotations", "Bullets", "Strong", "Struck", "Spans", "Embedding4"] {
        let words = format!("“{title}” cannot be typeset: its text is nested more than 64 levels deep");
        assert!(answer.stderr.contains(&words), "“{words}” is not in: {}", answer.stderr);
    }
    assert!(!answer.stderr.contains("“Flat” cannot be typeset"));
}

#[test]
fn embeds_may_go_on_and_on() {
    let number = 1_000;
    let chain = |last: &str, next: &dyn Fn(usize) -> usize| {
        let files = (0..number)
            .map(|at| (format!("articles/a{at}.md"), format!("![[a{}]]\n\n> ## Part\n", next(at))));
        files.chain([(format!("articles/a{number}.md"), last.to_owned())]).collect::<Vec<_>>()
    };
    let parts: String = (0..number).map(|at| format!("## P{at}\n\n![[#P{}]]\n\n", at + 1)).collect();
    let ring = chain("End.", &|at| (at + 1) % number);
    let line = chain("![[#Part]]\n\n> ## Part\n> ![[#Part]]\n", &|at| at + 1);
    for (files, words) in [
        (ring, "embed each other in a circle"),
        (line, "embeds nested more than 16 levels deep"),
        (vec![("articles/a.md".to_owned(), parts)], "embeds nested more than 16 levels deep"),
    ] {
        let files: Vec<(&str, String)> =
            files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
        check("", &files, &[words]);
    }
}

#[test]
fn site_toml_may_nest_anything_to_any_depth() {
    let article = [("articles/a.md", "Text.\n".to_owned())];
    let form = |pattern: &str| {
        format!(
            "[forms.f]\ntitle = \"F\"\n[[forms.f.fields]]\nname = \"a\"\nlabel = \"A\"\ntype = \"text\"\npattern = '{pattern}'\n"
        )
    };
    for (toml, words) in [
        (format!("a = {}\n", nested("[", "]").replace('x', "").trim()), "has no key `a`"),
        (format!("a = {}\n", nested("{a=", "}").replace('x', "1").trim()), "has no key `a`"),
        (format!("{}a = 1\n", "a.".repeat(DEEP)), "recursion limit"),
        (format!("[{}a]\nb = 1\n", "a.".repeat(DEEP)), "recursion limit"),
        (form(&nested("[", "]").replace('\n', "")), "error"),
        (form(&nested("(", ")").replace('\n', "")), "form"),
        (format!("exclude = [\"{}a\"]\n", "**/".repeat(DEEP)), ""),
        (format!("consent.text = \"{}\"\n{}", nested("> ", "").trim(), form("x")), ""),
    ] {
        check(&toml, &article, &[words]);
    }
}

#[test]
fn themes_may_nest_anything_to_any_depth() {
    let article = ("articles/a.md", "Text.\n".to_owned());
    let manifest =
        |more: &str| ("themes/mine/theme.toml", format!("extends = \"base\"\ncontract = 1\n{more}"));
    let with = |path: &'static str, text: String, words: &str| {
        check("theme.name = \"mine\"\n", &[article.clone(), manifest(""), (path, text)], &[words]);
    };
    const HOME: &str = "themes/mine/templates/home.html";
    for (text, words) in [
        (format!("{{{{ {}1{} }}}}", "(".repeat(DEEP), ")".repeat(DEEP)), "too complex"),
        (format!("{{{{ 1{} }}}}", " | upper".repeat(DEEP)), "too complex"),
        (format!("{{{{ 1{} }}}}", " + 1".repeat(DEEP)), "too complex"),
        (format!("{{{{ {}1{} }}}}", "[".repeat(DEEP), "]".repeat(DEEP)), "dimensions"),
        (nested("{% if true %}", "{% endif %}"), "nesting is too deep"),
        (nested("{% for a in b %}", "{% endfor %}"), "nesting is too deep"),
        (nested("{% filter upper %}", "{% endfilter %}"), "nesting is too deep"),
        // Tera 2.4 reads each branch by recursion, without a limit.
        (
            format!("{{% if true %}}{}x{{% endif %}}", "{% elif true %}".repeat(DEEP)),
            "more than 100 branches",
        ),
        ("{% component a() %}{{ <a /> }}{% endcomponent a %}{{ <a /> }}".into(), "recursion depth"),
    ] {
        with(HOME, text, words);
    }
    const STRINGS: &str = "themes/mine/strings/en.ftl";
    // fluent-syntax 0.12 reads what is in braces by recursion, without a limit.
    with(STRINGS, format!("home = {}", nested("{ ", " }").replace('x', "1")), "nested too deeply");
    with(STRINGS, format!("home = {{ {} }}\n", nested("F(", ")").trim()), "nested too deeply");
    with(
        STRINGS,
        format!("home = {}\n", nested("{ $n ->\n [one] ", "\n *[other] y\n}").trim()),
        "nested too deeply",
    );
    let chain: String = (0..2_000).map(|at| format!("a{at} = {{ a{} }}\n", at + 1)).collect();
    with(STRINGS, format!("{chain}a2000 = End\nhome = {{ a0 }}\n"), "");
    with("themes/mine/assets/a.css", nested("a{", "}"), "");
    with("themes/mine/assets/a.css", format!("a{{b:{}}}", nested("calc(", ")")), "");
    with("themes/mine/assets/a.js", nested("`${", "}`"), "");
    for more in [
        format!("a = {}\n", nested("[", "]").replace('x', "").trim()),
        format!("tokens.a = {}\n", nested("{a=", "}").replace('x', "1").trim()),
        format!("{}a = 1\n", "a.".repeat(DEEP)),
    ] {
        check("theme.name = \"mine\"\n", &[article.clone(), manifest(&more)], &["error"]);
    }
}

#[test]
fn templates_may_include_and_extend_each_other_only_so_often() {
    let chain = |tag: &str, number: usize, last: &str| {
        let mut files = vec![
            ("articles/a.md".to_owned(), "Text.\n".to_owned()),
            ("themes/mine/theme.toml".to_owned(), "extends = \"base\"\ncontract = 1\n".to_owned()),
            ("themes/mine/templates/home.html".to_owned(), format!("{{% {tag} \"t1.html\" %}}")),
        ];
        files.extend((1..number).map(|at| {
            (format!("themes/mine/templates/t{at}.html"), format!("{{% {tag} \"t{}.html\" %}}", at + 1))
        }));
        files.push((format!("themes/mine/templates/t{number}.html"), last.to_owned()));
        files
    };
    let check_chain = |tag: &str, number: usize, last: &str, words: &str| {
        let files = chain(tag, number, last);
        let files: Vec<(&str, String)> =
            files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
        check("theme.name = \"mine\"\n", &files, &[words]);
    };
    for tag in ["include", "extends"] {
        check_chain(tag, 3_000, "x", "more than 32 levels deep");
        check_chain(tag, 3_000, &format!("{{% {tag} \"t1.html\" %}}"), "more than 32 levels deep");
        check_chain(tag, 5, &format!("{{% {tag} \"t1.html\" %}}"), "each other: ");
        check_chain(tag, 32, "x", "");
    }
}

#[test]
fn folders_may_be_as_deep_as_a_disk_allows() {
    let site = Site::new(&[("articles/a.md", "Text.\n")]);
    // The longest path that Linux takes has 4,096 bytes.
    let deep = "a/".repeat((3_800 - site.root().as_os_str().len()) / 2);
    site.write(&format!("articles/{deep}b.md"), "Text.\n");
    assert!(kb(&site, &["check"]).stderr.contains("too long for an address"));
    let answer = kb(&site, &["build", "--keep-going"]);
    assert!(answer.code <= 1, "{}", answer.stderr);
}

#[test]
fn what_kb_reads_again_may_be_nested_to_any_depth() {
    let site = Site::new(&[("articles/a.md", "Text.\n")]);
    assert_eq!(kb(&site, &["build"]).code, 0);
    let deep = nested("[", "]");
    for entry in walkdir::WalkDir::new(site.path(".kb")).into_iter().flatten() {
        if entry.file_type().is_file() {
            std::fs::write(entry.path(), &deep).unwrap();
        }
    }
    assert_eq!(kb(&site, &["build"]).code, 0);
    let served = Served::start(&site, &[]);
    assert!(served.post("/_kb/forms/f", &nested("a[", "]")).status < 500);
    assert_eq!(served.get(&format!("/{}", "a/".repeat(1_000))).status, 404);
    assert_eq!(served.get("/a/").status, 200);
}
