//! A site in two languages: each has its own pages, lists, tags, order, addresses and texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use expect_test::{Expect, expect};
use kb::blob::Blob;
use kb::config::{Config, read_config};
use kb::diagnostic::{Diagnostics, to_human};
use kb::document::{Options, Settings, read_document, read_settings};
use kb::path::SourcePath;
use kb::render::Press;
use kb::site::{Memory, PageKind, Site, Visibility, link};
use kb::source::{ARTICLES, SourceTree, tree_of};
use kb::theme::view::LinkView;
use kb::theme::{Theme, load_theme, with_built_in_themes};

use super::support::NOW;

const ENGLISH: &str = r#"
title = "Till"
url = "https://example.com"
language = "en"
theme.name = "base"
footer-form = "news"
[collections.guides]
title = "Guides"
[collections.words]
title = "Words"
glossary = true
[[menu]]
title = "Guides"
target = "/guides/"
[[menu]]
title = "Ask us"
target = "form:ask"
[cta.ask]
title = "A question?"
button = "Ask"
target = "form:ask"
[backend]
kind = "netlify"
[consent]
text = "You agree to the [policy](https://example.org/)."
[forms.ask]
title = "Ask"
submit = "Send"
thanks.title = "Thank you"
fields = [{ name = "about", label = "About", type = "select", options = { collection = "guides" } }]
[forms.news]
title = "News"
submit = "Send"
fields = [{ name = "mail", label = "Mail", type = "email" }]
"#;

const DUTCH: &str = r#"
[languages]
fallback = false
[languages.nl]
title = "Kassa"
menu = [{ title = "Gidsen", target = "/guides/" }, { title = "Vraag ons", target = "form:ask" }]
collections.guides.title = "Gidsen"
collections.words.title = "Woorden"
cta.ask = { title = "Een vraag?", button = "Vragen" }
consent.text = "Je stemt in met het [beleid](https://example.org/)."
[languages.nl.forms.ask]
title = "Vragen"
submit = "Versturen"
thanks.title = "Dank je"
fields = [{ name = "about", label = "Over" }]
[languages.nl.forms.news]
title = "Nieuws"
submit = "Versturen"
"#;

const ARTICLES_OF_BOTH: &str = r#"
//- articles/ask.md
+++
title = "Ask"
+++
{{ form(id="ask") }}
//- articles/guides/apple.md
+++
title = "Apple"
tags = ["Money", "Fruit"]
cta = "ask"
+++
See [[Lead]], [zebras](zebra.md) and [all guides](/guides/). A lead is no #lead.
//- articles/guides/zebra.md
+++
title = "Zebra"
tags = ["money"]
+++
Mentions [[Apple]].
//- articles/guides/a-aap.md
+++
title = "Aap"
language = "nl"
tags = ["Money", "Geld"]
cta = "ask"
+++
Zie [[Lead]], [alles](/guides/) en [over ons](/about/).
//- articles/guides/z-zee.md
+++
title = "Zee"
language = "nl-BE"
tags = ["geld"]
+++
Noemt [[Aap]].

{{ articles(in="guides") }}
//- articles/guides/duits.md
+++
title = "Nur auf Deutsch"
language = "de"
+++
//- articles/about.md
# About
//- articles/vragen.md
+++
title = "Vragen"
language = "nl"
slug = "ask"
+++
{{ form(id="ask") }}
//- articles/words/lead.md
+++
title = "Lead"
+++
Someone who may buy.
//- articles/words/lead-nl.md
+++
title = "Lead"
language = "nl"
+++
Wie misschien koopt.
"#;

fn path(path: &str) -> SourcePath {
    SourcePath::new(path).unwrap()
}

/// The text of `site.toml`.
fn site_toml() -> String {
    format!("{ENGLISH}{DUTCH}")
}

fn config() -> Config {
    let (config, found) = read_config(&path("site.toml"), &site_toml());
    assert!(found.is_empty(), "{found:?}");
    config
}

/// A linked site in both languages.
struct Linked {
    config: Config,
    settings: Settings,
    theme: Theme,
    site: Site,
    found: Diagnostics,
}

fn linked(config: Config, articles: &SourceTree, memory: &mut Memory) -> Linked {
    let (theme, _) = load_theme(&with_built_in_themes(articles.clone()), &config);
    let options = Options {
        config: &config,
        shortcodes: &theme.shortcodes,
        stems: &Default::default(),
        language: &config.language.value,
    };
    let (settings, mut found) = read_settings(&site_toml(), &options);
    let documents = articles.below(ARTICLES).map(|file| {
        let (document, problems) = read_document(&file.path, file.text().unwrap(), &options);
        found.extend(problems);
        Arc::new(document)
    });
    let documents = documents.collect();
    let visibility = Visibility { now: NOW, drafts: false, future: false, expired: false };
    let files = (&BTreeMap::new(), &BTreeSet::new());
    let (site, problems) = link(&config, documents, &settings, files, visibility, memory);
    found.extend(problems);
    Linked { config, settings, theme, site, found }
}

impl Linked {
    fn press(&self) -> Press<'_> {
        Press::new(&self.config, &self.settings, &self.site, &self.theme)
    }

    fn problems(&self, articles: &SourceTree) -> String {
        to_human(&self.found.clone().judge(&self.config.lints), articles, false)
    }

    /// Every page.
    fn pages(&self) -> BTreeMap<String, String> {
        let press = self.press();
        let ids =
            self.site.pages.iter().enumerate().map(|(index, page)| (kb::site::PageId(index as u32), page));
        ids.map(|(id, page)| (page.route.to_string(), press.render(id).html.unwrap())).collect()
    }
}

fn two_languages() -> Linked {
    let articles = tree_of(ARTICLES_OF_BOTH);
    let linked = linked(config(), &articles, &mut Memory::default());
    assert_eq!(linked.problems(&articles), "");
    linked
}

/// The lines of a page with a text.
fn lines(html: &str, with: &str) -> String {
    html.lines().filter(|line| line.contains(with)).map(|line| format!("{}\n", line.trim())).collect()
}

fn check(page: &str, with: &str, expected: Expect) {
    expected.assert_eq(&lines(&two_languages().pages()[page], with));
}

#[test]
fn each_language_has_its_own_pages_and_lists() {
    let linked = two_languages();
    let press = linked.press();
    let mut summary = String::new();
    for (index, page) in linked.site.pages.iter().enumerate() {
        let view = press.view(kb::site::PageId(index as u32));
        let titles = |links: &[LinkView]| links.iter().map(|link| link.title.clone()).collect::<Vec<_>>();
        write!(summary, "{} {}: {}", page.language, page.route, view.title).unwrap();
        if !matches!(page.kind, PageKind::Article(_)) {
            let groups = view.listing.iter().flat_map(|listing| &listing.groups);
            let items = groups.flat_map(|group| &group.items).map(|item| item.title.clone());
            let tags = view.all_tags.iter().map(|tag| format!("#{} {}", tag.title, tag.count));
            let shown: Vec<String> = items.chain(tags).collect();
            write!(summary, " [{}]", shown.join(", ")).unwrap();
        }
        let menu = titles(&view.menu);
        let expected =
            if page.route.as_str().starts_with("/nl/") { "Gidsen, Vraag ons" } else { "Guides, Ask us" };
        assert_eq!(menu.join(", "), expected, "{}", page.route);
        summary.push('\n');
    }
    expect![[r#"
        en /: Till [Apple, Nur auf Deutsch, Zebra, Lead, About, Ask]
        en /404.html: Page not found []
        en /about/: About
        en /ask/: Ask
        en /guides/: Guides [Apple, Nur auf Deutsch, Zebra]
        en /guides/apple/: Apple
        en /guides/duits/: Nur auf Deutsch
        en /guides/zebra/: Zebra
        nl /nl/: Kassa [Aap, Zee, Lead, Vragen]
        nl /nl/404.html: Pagina niet gevonden []
        nl /nl/ask/: Vragen
        nl /nl/guides/: Gidsen [Aap, Zee]
        nl /nl/guides/a-aap/: Aap
        nl /nl/guides/z-zee/: Zee
        nl /nl/search/: Alle artikelen [Aap, Zee, Lead, Vragen]
        nl /nl/tags/: Alle tags [#Geld 2, #Money 1]
        nl /nl/tags/geld/: Geld [Aap, Zee, #Geld 2, #Money 1]
        nl /nl/tags/money/: Money [Aap, #Geld 2, #Money 1]
        nl /nl/thanks/ask/: Dank je []
        nl /nl/thanks/news/: Bedankt []
        nl /nl/words/: Woorden [Lead]
        nl /nl/words/lead-nl/: Lead
        en /search/: All articles [Apple, Nur auf Deutsch, Zebra, Lead, About, Ask]
        en /tags/: All tags [#Fruit 1, #Money 2]
        en /tags/fruit/: Fruit [Apple, #Money 2, #Fruit 1]
        en /tags/money/: Money [Apple, Zebra, #Money 2, #Fruit 1]
        en /thanks/ask/: Thank you []
        en /thanks/news/: Thank you []
        en /words/: Words [Lead]
        en /words/lead/: Lead
    "#]]
    .assert_eq(&summary);
}

#[test]
fn links_stay_in_the_language_of_the_page() {
    check(
        "/guides/apple/",
        "<p>See",
        expect![[r#"
        <p>See <a href="../../words/lead/">Lead</a>, <a href="../../guides/zebra/">zebras</a> and <a href="../../guides/">all guides</a>. A lead is no #lead.</p>
    "#]],
    );
    check(
        "/nl/guides/a-aap/",
        "<p>Zie",
        expect![[r#"
            <p>Zie <a href="../../../nl/words/lead-nl/">Lead</a>, <a href="../../../nl/guides/">alles</a> en <a href="../../../about/" hreflang="en">over ons</a>.</p>
        "#]],
    );
    check(
        "/nl/guides/z-zee/",
        "item-title",
        expect![[r#"
        <h3 class="item-title"><a href="../../../nl/guides/a-aap/">Aap</a></h3>
        <h3 class="item-title"><a href="../../../nl/guides/z-zee/" lang="nl-BE" dir="ltr">Zee</a></h3>
        <h3 class="item-title"><a href="../../../nl/guides/a-aap/">Aap</a></h3>
    "#]],
    );
    check(
        "/guides/apple/",
        ">Ask us<",
        expect![[r#"
        <li><a href="../../ask/#form.ask">Ask us</a></li>
    "#]],
    );
    check(
        "/nl/guides/a-aap/",
        ">Vraag ons<",
        expect![[r#"
        <li><a href="../../../nl/ask/#form.ask">Vraag ons</a></li>
    "#]],
    );
    check(
        "/nl/guides/a-aap/",
        "class=\"button",
        expect![[r#"
        <p class="cta-action"><a class="button" href="../../../nl/ask/#form.ask">Vragen</a></p>
        <p class="form-send"><button class="button" type="submit">Versturen</button></p>
    "#]],
    );
    check(
        "/nl/guides/a-aap/",
        "rel=\"tag\"",
        expect![[r#"
        <li><a href="../../../nl/tags/money/" rel="tag">Money</a></li>
        <li><a href="../../../nl/tags/geld/" rel="tag">Geld</a></li>
    "#]],
    );
    let linked = two_languages();
    let pages = linked.pages();
    for (route, html) in &pages {
        let language = if route.starts_with("/nl/") { "nl" } else { "en" };
        assert!(html.contains(&format!("<html lang=\"{language}\"")), "{route}");
    }
    let view = |wanted: &str| {
        let index = linked.site.pages.iter().position(|page| page.route.as_str() == wanted).unwrap();
        linked.press().view(kb::site::PageId(index as u32))
    };
    let aap = view("/nl/guides/a-aap/");
    let trail: Vec<_> = aap.breadcrumbs.iter().map(|link| format!("{} {}", link.title, link.url)).collect();
    assert_eq!(
        trail,
        ["Kennisbank ../../../nl/", "Gidsen ../../../nl/guides/", "Aap ../../../nl/guides/a-aap/"]
    );
    let neighbors = [aap.previous, aap.next].map(|item| item.map(|item| item.title));
    assert_eq!(neighbors, [None, Some("Zee".to_owned())]);
    assert_eq!(aap.home.url, "../../../nl/");
}

#[test]
fn an_article_can_be_the_home_page_of_its_language() {
    let mut articles = tree_of(ARTICLES_OF_BOTH);
    let home = "+++\ntitle = \"Welkom\"\nlanguage = \"nl\"\npath = \"/nl/\"\n+++\n[Gidsen](/guides/)\n";
    articles.insert(path("articles/welkom.md"), Blob::Text(home.into()));
    let taken = "+++\nlanguage = \"nl\"\npath = \"/nl/search/\"\n+++\n";
    articles.insert(path("articles/zoeken.md"), Blob::Text(taken.into()));
    let linked = linked(config(), &articles, &mut Memory::default());
    expect![[r#"
        error[address-clash]: kb generates /nl/search/ itself
         --> articles/zoeken.md:3:8
          |
        3 | path = "/nl/search/"
          |        ^^^^^^^^^^^^^ its address is taken
          |
          = help: rename one of the files, or give it a different `path`

    "#]]
    .assert_eq(&linked.problems(&articles));
    let pages = linked.pages();
    expect![[r#"
        <meta name="description" content="Gidsen">
        <meta property="og:description" content="Gidsen">
        <li><a href="../nl/guides/">Gidsen</a></li>
        <p><a href="../nl/guides/">Gidsen</a></p>
    "#]]
    .assert_eq(&lines(&pages["/nl/"], "Gidsen"));
    assert!(pages["/nl/"].contains("<h1>Welkom</h1>") && pages["/"].contains("<h1>Till</h1>"));
}

#[test]
fn forms_speak_the_language_of_the_page() {
    let linked = two_languages();
    let pages = linked.pages();
    let [english, dutch] = ["/ask/", "/nl/ask/"].map(|route| &pages[route]);
    expect![[r#"
        <option value="">Choose</option>
        <option>Apple</option>
        <option>Nur auf Deutsch</option>
        <option>Zebra</option>
    "#]]
    .assert_eq(&lines(english, "<option"));
    expect![[r#"
        <option value="">Maak een keuze</option>
        <option>Aap</option>
        <option>Zee</option>
    "#]]
    .assert_eq(&lines(dutch, "<option"));
    assert!(english.contains("action=\"/thanks/ask/\"") && dutch.contains("action=\"/nl/thanks/ask/\""));
    assert!(english.contains(">Send<") && dutch.contains(">Versturen<"));
    assert!(pages["/nl/thanks/ask/"].contains("<h1>Dank je</h1>"));
    let agreed: Vec<&str> = linked.site.consents().map(|consent| consent.text()).collect();
    let [english, dutch] = [
        "You agree to the policy (https://example.org/).\n",
        "Je stemt in met het beleid (https://example.org/).\n",
    ];
    assert_eq!(agreed, [english, english, dutch, dutch]);
}

#[test]
fn a_site_of_one_language_keeps_its_lists_and_addresses() {
    // Without Dutch among the languages of the site, Dutch articles are in the lists of the main one.
    let (config, _) = read_config(&path("site.toml"), ENGLISH);
    let articles = tree_of(ARTICLES_OF_BOTH);
    let site = linked(config, &articles, &mut Memory::default()).site;
    assert_eq!(site.editions.len(), 1);
    let titles = |ids: &[kb::site::DocumentId]| {
        ids.iter().map(|id| site.document(*id).title.clone()).collect::<Vec<_>>().join(", ")
    };
    let edition = &site.editions[0];
    assert_eq!(titles(&edition.collections[0].articles), "Aap, Apple, Nur auf Deutsch, Zebra, Zee");
    let money = &edition.tags[edition.tag("money").unwrap()];
    assert_eq!(titles(&money.articles), "Aap, Apple, Zebra");
    assert!(site.pages.iter().all(|page| !page.route.as_str().starts_with("/nl/")));
}

#[test]
fn what_is_remembered_of_two_languages_gives_what_a_fresh_run_gives() {
    let mut memory = Memory::default();
    let mut articles = tree_of(ARTICLES_OF_BOTH);
    let mut known: BTreeMap<(String, String), String> = BTreeMap::new();
    let edits = [
        ("articles/guides/zebra.md", "+++\nlanguage = \"nl\"\ntags = [\"Fruit\"]\n+++\n# Zebra\n[[Lead]]"),
        ("articles/guides/zebra.md", "+++\ntags = [\"geld\"]\n+++\n# Zebra\n[[Lead]]"),
        (
            "articles/words/lead-nl.md",
            "+++\ntitle = \"Prospect\"\nlanguage = \"nl\"\naliases = [\"Lead\"]\n+++\nEen.",
        ),
        ("articles/ask.md", "+++\nlanguage = \"nl\"\nslug = \"vraag\"\n+++\n{{ form(id=\"ask\") }}"),
        ("articles/guides/aardvark.md", "+++\nlanguage = \"nl\"\n+++\n# Aardvarken"),
    ];
    for (file, text) in edits {
        articles.insert(path(file), Blob::Text(text.into()));
        let now = linked(config(), &articles, &mut memory);
        let fresh = linked(config(), &articles, &mut Memory::default());
        assert_eq!(now.problems(&articles), fresh.problems(&articles), "{file}");
        let pages = now.pages();
        assert_eq!(pages, fresh.pages(), "{file}");
        // A page with a known key is not rendered again.
        for (index, page) in now.site.pages.iter().enumerate() {
            let key = format!("{:?}", now.press().key(kb::site::PageId(index as u32)));
            let html = &pages[page.route.as_str()];
            let before = known.entry((page.route.to_string(), key)).or_insert_with(|| html.clone());
            assert_eq!(before, html, "{file}: {}", page.route);
        }
    }
}
