//! Forms: what readers see, what receivers get, what can be wrong.

use expect_test::{Expect, expect};
use kb::source::tree_of;
use sha2::{Digest, Sha256};

use super::commands::{Site, kb};
use super::support::{build, build_sources, file, problems, request, sources};

/// A site with one form, `ask`, whose page is `/ask/`. `top` is TOML before all tables, `form` the keys of the form.
fn fixture(top: &str, form: &str) -> String {
    format!(
        "//- site.toml\ntitle = \"Test\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"base\"\n{top}\n\
         [consent]\ntext = \"By sending you agree to our [privacy policy](/privacy/).\"\n\
         [lints]\nconsent-unrecorded = \"allow\"\n\
         [forms.ask]\ntitle = \"Ask us\"\n{form}\n\
         //- articles/ask.md\n{{{{ form(id=\"ask\") }}}}\n//- articles/privacy.md\n# Privacy\n"
    )
}

fn on_disk(fixture: &str) -> Site {
    let tree = tree_of(fixture);
    let files: Vec<(&str, &str)> =
        tree.iter().map(|file| (file.path.as_str(), file.text().unwrap())).collect();
    Site::new(&files)
}

const ONE_FIELD: &str =
    "[[forms.ask.fields]]\nname = \"email\"\nlabel = \"E-mail\"\ntype = \"email\"\nrequired = true";

/// The form on `/ask/`, line by line, without its wrapper.
fn form(fixture: &str) -> String {
    let build = build(fixture);
    assert_eq!(problems(&build), "");
    let page = file(&build, "ask/index.html");
    let start = page.find("<form").expect("the page has a form");
    let end = start + page[start..].find("</form>").unwrap();
    let lines = page[start..end].lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

/// The opening tag, the hidden fields and the honeypot: what a receiver looks for.
fn check_contract(backend: &str, expected: Expect) {
    let form = form(&fixture(backend, ONE_FIELD));
    let is_told =
        |line: &&str| line.contains("<form") || line.contains("hidden\" name") || line.contains("tabindex");
    expected.assert_eq(
        &form.lines().filter(is_told).map(|line| format!("{}\n", line.trim())).collect::<String>(),
    );
}

fn check_fields(fields: &str, expected: Expect) {
    let form = form(&fixture("backend.kind = \"netlify\"", fields));
    let start = form.find("<div class=\"form-fields\">").unwrap();
    let end = form.find("<input type=\"hidden\"").unwrap();
    expected.assert_eq(&format!("{}\n", form[start..end].trim_end()));
}

fn check_problems(fixture: &str, expected: Expect) {
    expected.assert_eq(&format!("{}\n", problems(&build(fixture))));
}

#[test]
fn any_address_gets_the_fields_and_the_page_to_send_the_reader_to() {
    check_contract(
        "backend = { kind = \"post\", action = \"https://forms.example.com/kb\" }",
        expect![[r#"
        <form class="form form-ask" id="form.ask" method="post" action="https://forms.example.com/kb" aria-labelledby="form.ask.title">
        <input type="hidden" name="form" value="ask">
        <input type="hidden" name="page" value="https://example.com/ask/">
        <input type="hidden" name="language" value="en">
        <input type="hidden" name="consent" value="a01f04bd95cfe25f647403c215dda06ca0099b027518eb487c42e02d4447814c">
        <input type="hidden" name="thanks" value="https://example.com/thanks/ask/">
        <input type="text" id="form.ask.contact.website" name="contact.website" tabindex="-1" autocomplete="off">
    "#]],
    );
}

#[test]
fn netlify_finds_the_form_by_its_name_its_attribute_and_its_honeypot() {
    check_contract(
        "backend.kind = \"netlify\"",
        expect![[r#"
        <form class="form form-ask" id="form.ask" method="post" action="/thanks/ask/" name="ask" data-netlify="true" data-netlify-honeypot="bot-field" aria-labelledby="form.ask.title">
        <input type="hidden" name="form" value="ask">
        <input type="hidden" name="page" value="https://example.com/ask/">
        <input type="hidden" name="language" value="en">
        <input type="hidden" name="consent" value="a01f04bd95cfe25f647403c215dda06ca0099b027518eb487c42e02d4447814c">
        <input type="hidden" name="form-name" value="ask">
        <input type="text" id="form.ask.bot-field" name="bot-field" tabindex="-1" autocomplete="off">
    "#]],
    );
}

#[test]
fn formspree_gets_the_form_at_its_own_address() {
    check_contract(
        "backend = { kind = \"formspree\", id = \"abcdwxyz\" }",
        expect![[r#"
        <form class="form form-ask" id="form.ask" method="post" action="https://formspree.io/f/abcdwxyz" aria-labelledby="form.ask.title">
        <input type="hidden" name="form" value="ask">
        <input type="hidden" name="page" value="https://example.com/ask/">
        <input type="hidden" name="language" value="en">
        <input type="hidden" name="consent" value="a01f04bd95cfe25f647403c215dda06ca0099b027518eb487c42e02d4447814c">
        <input type="hidden" name="_next" value="https://example.com/thanks/ask/">
        <input type="hidden" name="_subject" value="Ask us">
        <input type="text" id="form.ask._gotcha" name="_gotcha" tabindex="-1" autocomplete="off">
    "#]],
    );
}

#[test]
fn web3forms_gets_the_mailbox_and_the_thanks_page() {
    check_contract(
        "backend = { kind = \"web3forms\", access-key = \"1b2c-3d\" }",
        expect![[r#"
        <form class="form form-ask" id="form.ask" method="post" action="https://api.web3forms.com/submit" aria-labelledby="form.ask.title">
        <input type="hidden" name="form" value="ask">
        <input type="hidden" name="page" value="https://example.com/ask/">
        <input type="hidden" name="language" value="en">
        <input type="hidden" name="consent" value="a01f04bd95cfe25f647403c215dda06ca0099b027518eb487c42e02d4447814c">
        <input type="hidden" name="access_key" value="1b2c-3d">
        <input type="hidden" name="redirect" value="https://example.com/thanks/ask/">
        <input type="hidden" name="subject" value="Ask us">
        <input type="checkbox" id="form.ask.botcheck" name="botcheck" tabindex="-1" autocomplete="off">
    "#]],
    );
}

#[test]
fn a_form_may_have_its_own_receiver() {
    let own = format!("backend = {{ kind = \"formspree\", id = \"own\" }}\n{ONE_FIELD}");
    let text = fixture("backend.kind = \"netlify\"", &own);
    assert!(form(&text).contains("action=\"https://formspree.io/f/own\""));
}

#[test]
fn the_thanks_page_of_a_site_below_a_path_is_below_that_path() {
    let text = fixture("backend.kind = \"netlify\"", ONE_FIELD);
    let request =
        kb::engine::Request { base_url: kb::config::SiteUrl::parse("https://example.com/kb"), ..request() };
    let build = build_sources(sources(&text), &request);
    assert!(file(&build, "ask/index.html").contains("action=\"/kb/thanks/ask/\""));
    assert!(file(&build, "thanks/ask/index.html").contains("Thank you"));
}

#[test]
fn fields_are_grouped_and_every_control_has_a_label() {
    check_fields(
        r#"
[[forms.ask.fields]]
name = "company"
label = "Company"
help = "If you ask for one."
pattern = "[A-Z].*"
pattern-message = "Begin with a capital letter"
[[forms.ask.fields]]
name = "from"
label = "From"
type = "date"
min = 2026-03-01
max = 2026-12-31
group = "When"
[[forms.ask.fields]]
name = "how"
label = "How often?"
type = "choice"
options = ["Daily", "Weekly"]
required = true
group = "When"
[[forms.ask.fields]]
name = "news"
label = "Send me news"
type = "checkbox"
"#,
        expect![[r#"
            <div class="form-fields">
            <div class="field field-text">
            <label for="form.ask.company">Company</label>
            <p class="field-help" id="form.ask.company-help">If you ask for one.</p>
            <input type="text" id="form.ask.company" name="company" pattern="[A-Z].*" title="Begin with a capital letter" aria-describedby="form.ask.company-help">
            </div>
            <fieldset class="field-group">
            <legend>When</legend>
            <div class="field field-date">
            <label for="form.ask.from">From</label>
            <input type="date" id="form.ask.from" name="from" min="2026-03-01" max="2026-12-31">
            </div>
            <div class="field field-choice">
            <fieldset id="form.ask.how">
            <legend>How often? <span class="required-mark" aria-hidden="true">*</span></legend>
            <label class="option" for="form.ask.how.1"><input type="radio" id="form.ask.how.1" name="how" value="Daily" required> <span>Daily</span></label>
            <label class="option" for="form.ask.how.2"><input type="radio" id="form.ask.how.2" name="how" value="Weekly" required> <span>Weekly</span></label>
            </fieldset>
            </div>
            </fieldset>
            <div class="field field-checkbox">
            <label class="option" for="form.ask.news"><input type="checkbox" id="form.ask.news" name="news" value="yes"> <span>Send me news</span></label>
            </div>
            </div>
        "#]],
    );
}

#[test]
fn a_collections_articles_can_be_options_and_a_page_may_preselect_one() {
    let fields = r#"
[[forms.ask.fields]]
name = "training"
label = "Training"
type = "select"
options = { collection = "trainings" }
"#;
    let text = fixture("backend.kind = \"netlify\"\n[collections.trainings]", fields)
        + "//- articles/trainings/b.md\n# Listening\n//- articles/trainings/a.md\n# Asking\n";
    let chosen = text.replace("form(id=\"ask\")", "form(id=\"ask\", training=\"Listening\")");
    let options: String =
        form(&chosen).lines().filter(|line| line.contains("<option")).map(str::trim).collect();
    expect![[
        r#"<option value="">Choose</option><option>Asking</option><option selected>Listening</option>"#
    ]]
    .assert_eq(&options);
    check_problems(
        &text.replace("form(id=\"ask\")", "form(id=\"ask\", training=\"Listenin\")"),
        expect![[r#"
            error[shortcode-argument]: “Listenin” is not an option of `training`
             --> articles/ask.md:1:1
              |
            1 | {{ form(id="ask", training="Listenin") }}
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: did you mean “Listening”?
        "#]],
    );
    check_problems(
        &fixture("backend.kind = \"netlify\"\n[collections.trainings]", fields),
        expect![[r#"
            warning[collection-empty]: the collection “trainings” has no articles
             --> site.toml:6:14
              |
            6 | [collections.trainings]
              |              ^^^^^^^^^
              |
              = help: write one in `articles/trainings/`, or remove the collection

            error[form-invalid]: `training` has no options to choose from
              --> site.toml:18:26
               |
            18 | options = { collection = "trainings" }
               |                          ^^^^^^^^^^^ has no articles
               |
               = help: publish an article in articles/trainings/
        "#]],
    );
}

#[test]
fn the_answer_that_requires_a_field_is_in_the_language_of_the_form() {
    let fields = r#"fields = [
  { name = "contact", label = "How?", type = "choice", options = ["By e-mail", "By telephone"] },
  { name = "number", label = "Number", type = "tel", required-when = { field = "contact", is = "By telephone" } },
]
[languages.nl.forms.ask]
fields = [{ name = "contact", label = "Hoe?", options = ["Per e-mail", "Telefonisch"] }]
"#;
    let build = build(&fixture("backend.kind = \"netlify\"", fields));
    assert_eq!(problems(&build), "");
    for (page, answer) in [("ask/index.html", "By telephone"), ("nl/ask/index.html", "Telefonisch")] {
        let page = file(&build, page);
        assert!(page.contains(&format!("data-when=\"contact\" data-is=\"{answer}\"")), "{page}");
    }
}

#[test]
fn prefilled_values_must_fit_the_forms_fields() {
    let fields = r#"
[[forms.ask.fields]]
name = "training"
label = "Training"
[[forms.ask.fields]]
name = "day"
label = "Day"
type = "date"
[[forms.ask.fields]]
name = "how"
label = "How?"
type = "choice"
options = ["By e-mail", "By telephone"]
[[forms.ask.fields]]
name = "news"
label = "News"
type = "checkbox"
[[forms.ask.fields]]
name = "source"
type = "hidden"
"#;
    let text = fixture("backend.kind = \"netlify\"", fields);
    let with = |arguments: &str| text.replace("form(id=\"ask\")", &format!("form(id=\"ask\", {arguments})"));
    let right = form(&with(
        "training=\"Ask & listen\", day=\"2026-12-01\", how=\"By telephone\", source=\"article\"",
    ));
    for part in [
        "value=\"Ask &amp; listen\"",
        "value=\"2026-12-01\"",
        "value=\"By telephone\" checked",
        "<input type=\"hidden\" name=\"source\" value=\"article\">",
    ] {
        assert!(right.contains(part), "{part}\n{right}");
    }
    check_problems(
        &with("trainin=\"x\", day=\"soon\", how=\"By letter\", news=true"),
        expect![[r#"
        error[shortcode-argument]: the form “ask” has no field `trainin`
         --> articles/ask.md:1:19
          |
        1 | {{ form(id="ask", trainin="x", day="soon", how="By letter", news=true) }}
          |                   ^^^^^^^ unknown field
          |
          = help: did you mean `training`?

        error[shortcode-argument]: `day` cannot be prefilled like this
         --> articles/ask.md:1:36
          |
        1 | {{ form(id="ask", trainin="x", day="soon", how="By letter", news=true) }}
          |                                    ^^^^^^ not a date
          |
          = help: write it as "2026-03-02"

        error[shortcode-argument]: `how` cannot be prefilled like this
         --> articles/ask.md:1:48
          |
        1 | {{ form(id="ask", trainin="x", day="soon", how="By letter", news=true) }}
          |                                                ^^^^^^^^^^^ not an option
          |
          = help: use one of “By e-mail”, “By telephone”

        error[shortcode-argument]: `news` cannot be prefilled like this
         --> articles/ask.md:1:66
          |
        1 | {{ form(id="ask", trainin="x", day="soon", how="By letter", news=true) }}
          |                                                                  ^^^^ a box
          |
          = help: a checkbox is never checked in advance; leave this out
    "#]],
    );
}

#[test]
fn a_submission_carries_the_hash_of_the_consent_text() {
    let text = fixture("backend.kind = \"netlify\"", ONE_FIELD);
    let build = build(&text);
    let consent = build.site.consents().next().unwrap();
    assert_eq!(consent.text(), "By sending you agree to our privacy policy (/privacy/).\n");
    let sum: String = Sha256::digest(consent.text()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(consent.hash(), sum);
    assert!(file(&build, "ask/index.html").contains(&format!("name=\"consent\" value=\"{sum}\"")));
}

#[test]
fn a_form_may_have_its_own_consent_line() {
    let text = fixture(
        "backend.kind = \"netlify\"",
        &format!("consent = \"You agree to [[privacy]] & [more](https://example.org/).\"\n{ONE_FIELD}"),
    );
    assert_eq!(
        build(&text).site.consents().next().unwrap().text(),
        "You agree to Privacy (/privacy/) & more (https://example.org/).\n"
    );
}

#[test]
fn an_unrecorded_consent_text_is_reported_and_recorded_and_a_record_must_not_change() {
    let text =
        fixture("backend.kind = \"netlify\"", ONE_FIELD).replace("consent-unrecorded = \"allow\"\n", "");
    let site = on_disk(&text);
    let first = kb(&site, &["check", "-D", "warnings"]);
    assert_eq!(first.code, 1);
    assert!(first.stderr.contains("error[consent-unrecorded]"), "{}", first.stderr);
    let built = kb(&site, &["build"]);
    assert_eq!(built.code, 0);
    assert!(built.stderr.contains("warning[consent-unrecorded]"), "{}", built.stderr);
    site.write("articles/typo.md", "# Typo\n\n[[privcy]]\n");
    let unmended = kb(&site, &["check", "--fix", "-A", "consent-unrecorded"]);
    assert!(unmended.stderr.contains("`--fix` cannot fix any of this\n"), "{}", unmended.stderr);
    std::fs::remove_file(site.path("articles/typo.md")).unwrap();
    let mended = kb(&site, &["check", "-D", "warnings", "--fix"]);
    assert_eq!(mended.code, 0, "{}", mended.stderr);
    assert_eq!(kb(&site, &["check", "-D", "warnings"]).code, 0);
    let record = std::fs::read_dir(site.root().join("consent")).unwrap().next().unwrap().unwrap();
    let record = record.path();
    let text = std::fs::read_to_string(&record).unwrap();
    std::fs::write(&record, text.replace('\n', "\r\n")).unwrap();
    assert_eq!(kb(&site, &["check"]).code, 0, "line ends of another system change no text");
    std::fs::write(&record, text.replace("agree", "consent")).unwrap();
    let changed = kb(&site, &["check"]);
    assert_eq!(changed.code, 1);
    assert!(changed.stderr.contains("error[consent-altered]"), "{}", changed.stderr);
}

#[test]
fn forbidden_form_settings_are_reported() {
    let text = fixture(
        "backend = { kind = \"post\", action = \"http://forms.example.com\" }",
        r#"
[[forms.ask.fields]]
name = "day"
label = "Day"
type = "date"
max = 2025-12-31
[[forms.ask.fields]]
name = "news"
label = "News"
type = "checkbox"
checked = true
[[forms.ask.fields]]
name = "consent"
label = "Consent"
pattern = "yes"
"#,
    );
    check_problems(
        &text.replace("[privacy policy](/privacy/)", "privacy policy"),
        expect![[r#"
        error[form-insecure]: forms would be sent unencrypted to “http://forms.example.com”
         --> site.toml:5:37
          |
        5 | backend = { kind = "post", action = "http://forms.example.com" }
          |                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ not https
          |
          = help: use an address that starts with https://

        warning[privacy-missing]: the consent text does not link to a privacy policy
         --> site.toml:7:8
          |
        7 | text = "By sending you agree to our privacy policy."
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leads nowhere
          |
          = help: add `[consent]` with a text that links to your privacy policy: text = "… the [privacy policy](/privacy/) …"

        warning[form-date-past]: `day`'s latest date has passed, so nobody can submit this form
          --> site.toml:17:7
           |
        17 | max = 2025-12-31
           |       ^^^^^^^^^^ in the past
           |
           = help: set a later date, or remove `max`

        error[box-ticked]: the checkbox `news` is checked before the reader has seen it
          --> site.toml:22:11
           |
        22 | checked = true
           |           ^^^^ checked in advance
           |
           = help: remove `checked`: silence is not consent (GDPR, recital 32)

        error[field-missing]: `pattern-message` is missing from a field of the form `ask`
          --> site.toml:23:1
           |
        23 | [[forms.ask.fields]]
           | ^^^^^^^^^^^^^^^^^^^^ here
           |
           = help: add `pattern-message = …`

        error[form-invalid]: “consent” cannot be a field name
          --> site.toml:24:8
           |
        24 | name = "consent"
           |        ^^^^^^^^^
           |
           = help: this name has a special meaning for kb or the receiver; choose another one
    "#]],
    );
}

#[test]
fn a_latest_date_of_today_has_not_passed() {
    let field = "[[forms.ask.fields]]\nname = \"day\"\nlabel = \"Day\"\ntype = \"date\"\nmax = 2026-01-01";
    form(&fixture("backend.kind = \"netlify\"", field));
}

#[test]
fn forms_are_sent_to_whole_and_encrypted_addresses() {
    let check = |action: &str, expected: &str| {
        let build =
            build(&fixture(&format!("backend = {{ kind = \"post\", action = \"{action}\" }}"), ONE_FIELD));
        let found = build.found.clone().judge(&build.config.lints);
        let names: Vec<&str> = found.iter().map(|diagnostic| diagnostic.code.name).collect();
        assert_eq!(names.join(" "), expected, "{action}");
    };
    for action in
        ["https://forms.example", "http://localhost:8080/a", "http://[::1]/", "http://forms.localhost/"]
    {
        check(action, "");
    }
    for action in
        ["http://localhost.example", "http://127.0.0.1@forms.example/", "http://forms.example/localhost"]
    {
        check(action, "form-insecure");
    }
    for action in ["", "https://", "https:///forms", "//forms.example", "mailto:anna@forms.example", "/forms"]
    {
        check(action, "form-invalid");
    }
}

#[test]
fn each_receiver_has_its_own_keys() {
    for (backend, expected) in [
        (
            "backend = { kind = \"netlify\", action = \"https://example.com\" }",
            expect![[r#"
            error[key-unknown]: `[backend]` has no key `action`
            = help: known keys are `kind`
        "#]],
        ),
        (
            "backend = { kind = \"formspree\" }",
            expect![[r#"
                error[field-missing]: `id` is missing from `[backend]`
                = help: add `id = …`
            "#]],
        ),
        (
            "backend = { kind = \"web3forms\", access-key = \"https://example.com/key\" }",
            expect![[r#"
            error[form-invalid]: “https://example.com/key” is not a valid `access-key`
            = help: copy it from the form's page at the service: only letters, digits, `-` and `_`
        "#]],
        ),
        (
            "backend = { kind = \"smoke-signals\", id = \"x\" }",
            expect![[r#"
                error[field-type]: “smoke-signals” is not a valid `kind`
                = help: use one of “post”, “netlify”, “formspree”, “web3forms”
            "#]],
        ),
    ] {
        let found = problems(&build(&fixture(backend, ONE_FIELD)));
        let lines = found.lines().filter(|line| line.starts_with("error") || line.contains("= help"));
        expected.assert_eq(&lines.map(|line| format!("{}\n", line.trim())).collect::<String>());
    }
}

#[test]
fn a_form_repeated_by_an_embed_is_reported_and_shown_once() {
    let text = fixture("backend.kind = \"netlify\"", ONE_FIELD)
        + "//- articles/both.md\n{{ form(id=\"ask\") }}\n\n![[ask]]\n";
    check_problems(
        &text,
        expect![[r#"
        error[form-twice]: the form “ask” is on this page twice
         --> articles/ask.md:1:1
          |
        1 | {{ form(id="ask") }}
          | ^^^^^^^^^^^^^^^^^^^^ again
          |
         ::: articles/both.md:1:1
          |
        1 | {{ form(id="ask") }}
          | -------------------- first
          |
          = help: link to the first one, or declare a second form
    "#]],
    );
    let page = build(&text);
    assert_eq!(file(&page, "both/index.html").matches("<form").count(), 1);
}

#[test]
fn the_footer_form_gives_way_to_one_in_the_text() {
    let text = fixture("footer-form = \"ask\"\nbackend.kind = \"netlify\"", ONE_FIELD)
        + "//- articles/embeds.md\n# Embeds\n\n![[ask]]\n";
    let build = build(&text);
    for page in ["ask/index.html", "embeds/index.html", "privacy/index.html"] {
        assert_eq!(file(&build, page).matches("<form").count(), 1, "{page}");
    }
}

#[test]
fn a_call_to_action_that_leads_to_its_own_page_or_a_draft_is_reported() {
    let text = r#"
        //- site.toml
        title = "Test"
        url = "https://example.com"
        language = "en"
        [collections.papers]
        cta = "paper"
        [cta.paper]
        title = "Read it"
        button = "Read"
        target = "papers/gap.md"
        [cta.later]
        title = "Soon"
        button = "Read"
        target = "papers/later.md"
        [lints]
        cta-unused = "allow"
        //- articles/papers/gap.md
        # Gap
        //- articles/papers/other.md
        # Other
        //- articles/papers/later.md
        +++
        draft = true
        +++
        # Later
    "#;
    let site = on_disk(text);
    expect![[r#"
        warning[cta-to-itself]: the call to action “paper” leads to this article itself, so it is left out
         --> articles/papers/gap.md:1:1
          |
        1 | # Gap
          | ^
          |
          = help: choose another one in the article's front matter, `cta = "…"`, or none: `cta = false`

        error[link-to-draft]: `articles/papers/later.md` is a draft, so it is not published
          --> site.toml:13:10
           |
        13 | target = "papers/later.md"
           |          ^^^^^^^^^^^^^^^^^ leads nowhere yet
           |
           = help: remove the link until the draft is published; `--drafts` includes drafts

        Checked 6 pages: 1 error and 1 warning
    "#]]
    .assert_eq(&kb(&site, &["check"]).stderr);
}

#[test]
fn a_call_to_action_says_what_its_file_is_and_where_it_can_be_read_as_a_page() {
    let text = "
        //- site.toml
        title = \"Test\"
        url = \"https://example.com\"
        language = \"en\"
        theme.name = \"base\"
        [collections.papers]
        pdf = true
        cta = \"paper\"
        [cta.paper]
        title = \"Read it\"
        button = \"Download\"
        target = \"papers/gap.pdf\"
        //- articles/papers/gap.md
        # Gap
    ";
    let mut tree = tree_of(text);
    let path = kb::path::SourcePath::new("articles/papers/gap.pdf").unwrap();
    tree.insert(path, kb::blob::Blob::Bytes(vec![b'%'; 339_400].into()));
    let build = build_sources(tree, &request());
    let page = file(&build, "papers/gap/index.html");
    let start = page.find("<p class=\"cta-action\">").unwrap();
    let end = start + page[start..].find("</div>").unwrap();
    expect![[r#"
        <p class="cta-action"><a class="button" href="../../papers/gap.pdf" download>Download</a></p>
        <p class="cta-file"><a href="../../papers/gap/">Read it as a page</a> <span class="file-facts">PDF, 340 KB</span></p>"#]].assert_eq(page[start..end].trim_end());
}

#[test]
fn what_a_site_allows_is_neither_reported_nor_recorded() {
    let site = on_disk(&fixture("backend.kind = \"netlify\"", ONE_FIELD));
    assert_eq!(kb(&site, &["check", "--fix", "-D", "warnings"]).code, 0);
    assert!(!site.root().join("consent").exists());
}

#[test]
fn a_consent_text_with_a_broken_link_is_not_recorded() {
    let text =
        fixture("backend.kind = \"netlify\"", ONE_FIELD).replace("consent-unrecorded = \"allow\"\n", "");
    let site = on_disk(&text.replace("//- articles/privacy.md\n# Privacy\n", ""));
    let checked = kb(&site, &["check", "--fix"]);
    assert_eq!(checked.code, 1);
    assert!(!checked.stderr.contains("consent-unrecorded"), "{}", checked.stderr);
    assert!(!site.root().join("consent").exists());
}

#[test]
fn a_rule_that_the_command_line_denies_stops_publishing() {
    let text = fixture(
        "cta.more = { title = \"A\", button = \"B\", target = \"ask.md\" }\nbackend.kind = \"netlify\"",
        ONE_FIELD,
    );
    let site = on_disk(&text);
    assert_eq!(kb(&site, &["build"]).code, 0);
    let denied = kb(&site, &["build", "-D", "warnings"]);
    assert_eq!(denied.code, 1);
    assert!(denied.stderr.contains("error[cta-unused]"), "{}", denied.stderr);
}

#[test]
fn a_fields_initial_value_must_be_valid() {
    let fields = r#"
[[forms.ask.fields]]
name = "day"
label = "Day"
type = "date"
min = 2026-06-01
value = "2026-01-01"
[[forms.ask.fields]]
name = "how"
label = "How?"
type = "choice"
options = ["By e-mail"]
value = "By letter"
[[forms.ask.fields]]
name = "training"
label = "Training"
type = "select"
options = { collection = "trainings" }
value = "Listenin"
[[forms.ask.fields]]
name = "number"
label = "Number"
pattern = "[0-9 +-]*"
pattern-message = "Digits"
"#;
    let text = fixture("backend.kind = \"netlify\"\nfooter-form = \"ask\"\n[collections.trainings]", fields)
        + "//- articles/trainings/b.md\n# Listening\n";
    check_problems(
        &text,
        expect![[r#"
        error[form-invalid]: `day` cannot have this initial value
          --> site.toml:20:9
           |
        20 | value = "2026-01-01"
           |         ^^^^^^^^^^^^ too early
           |
           = help: the earliest date is 2026-06-01

        error[form-invalid]: `how` cannot have this initial value
          --> site.toml:26:9
           |
        26 | value = "By letter"
           |         ^^^^^^^^^^^ not an option
           |
           = help: use one of “By e-mail”

        error[form-invalid]: the footer form is on every page, where a list of all titles of “trainings” would be too long
          --> site.toml:31:26
           |
        31 | options = { collection = "trainings" }
           |                          ^^^^^^^^^^^
           |
           = help: list the options, or show this form on its own page

        error[form-invalid]: `training` cannot have this initial value
          --> site.toml:32:9
           |
        32 | value = "Listenin"
           |         ^^^^^^^^^^ not an option
           |
           = help: did you mean “Listening”?

        error[form-invalid]: browsers ignore this pattern: `-` needs a backslash at the end of `[…]`
          --> site.toml:36:11
           |
        36 | pattern = "[0-9 +-]*"
           |           ^^^^^^^^^^^
           |
           = help: inside `[…]` these characters need a backslash: ( ) [ ] { } / | and a literal `-`
    "#]],
    );
}

#[test]
fn a_forms_name_must_fit_in_an_address() {
    let text = "
        //- site.toml
        backend.kind = \"netlify\"
        [consent]
        text = \"[Privacy](/)\"
        [lints]
        consent-unrecorded = \"allow\"
        [forms.\"ask us\"]
        title = \"Ask us\"
        fields = [{ name = \"a\", label = \"A\" }]
        //- articles/index.md
        # Home
    ";
    check_problems(
        text,
        expect![[r#"
        error[form-invalid]: “ask us” cannot be a form name
          --> site.toml:10:8
           |
        10 | [forms."ask us"]
           |        ^^^^^^^^
           |
           = help: it becomes part of addresses: use letters a to z, digits, `-` and `_`, and start with a letter
    "#]],
    );
}

#[test]
fn every_repetition_is_compared_with_the_first() {
    let text = fixture("backend.kind = \"netlify\"", ONE_FIELD).replace(
        "{{ form(id=\"ask\") }}",
        "{{ form(id=\"ask\") }}\n\n{{ form(id=\"ask\") }}\n\n{{ form(id=\"ask\") }}",
    );
    assert_eq!(problems(&build(&text)).matches("-- first").count(), 2);
    assert_eq!(problems(&build(&text)).matches("1 | {{ form(id=\"ask\") }}").count(), 2);
}

#[test]
fn a_form_without_a_receiver_is_reported_and_shown_without_a_button() {
    let text = fixture("", ONE_FIELD);
    check_problems(
        &text,
        expect![[r#"
            error[form-no-backend]: the form “ask” has no backend
              --> site.toml:10:8
               |
            10 | [forms.ask]
               |        ^^^ has no backend
               |
               = help: set where submissions go: [backend] with kind = "post" and action = "https://…"
        "#]],
    );
    let build = build(&text.replace("[lints]\n", "[lints]\nform-no-backend = \"allow\"\n"));
    assert_eq!(problems(&build), "");
    let page = file(&build, "ask/index.html");
    assert!(page.contains("This form cannot be sent yet.") && !page.contains("<button"), "{page}");
}

#[test]
fn a_field_may_be_required_by_the_answer_to_another_one() {
    check_fields(
        r#"
[[forms.ask.fields]]
name = "contact"
label = "How can we reach you?"
type = "choice"
options = ["E-mail", "Telephone"]
[[forms.ask.fields]]
name = "tel"
label = "Number"
type = "tel"
help = "With the country code."
required-when = { field = "contact", is = "Telephone" }
[[forms.ask.fields]]
name = "news"
label = "Newsletter"
type = "checkbox"
[[forms.ask.fields]]
name = "how"
label = "How often?"
type = "choice"
options = ["Weekly"]
required-when = { field = "news", is = "yes" }
"#,
        expect![[r#"
            <div class="form-fields">
            <div class="field field-choice">
            <fieldset id="form.ask.contact">
            <legend>How can we reach you?</legend>
            <label class="option" for="form.ask.contact.1"><input type="radio" id="form.ask.contact.1" name="contact" value="E-mail"> <span>E-mail</span></label>
            <label class="option" for="form.ask.contact.2"><input type="radio" id="form.ask.contact.2" name="contact" value="Telephone"> <span>Telephone</span></label>
            </fieldset>
            </div>
            <div class="field field-tel">
            <label for="form.ask.tel">Number</label>
            <p class="field-help" id="form.ask.tel-help">With the country code.</p>
            <p class="field-help" id="form.ask.tel-when" data-when="contact" data-is="Telephone">Required if “How can we reach you?” is “Telephone”</p>
            <input type="tel" id="form.ask.tel" name="tel" aria-describedby="form.ask.tel-help form.ask.tel-when">
            </div>
            <div class="field field-checkbox">
            <label class="option" for="form.ask.news"><input type="checkbox" id="form.ask.news" name="news" value="yes"> <span>Newsletter</span></label>
            </div>
            <div class="field field-choice">
            <fieldset id="form.ask.how" aria-describedby="form.ask.how-when">
            <legend>How often?</legend>
            <p class="field-help" id="form.ask.how-when" data-when="news" data-is="yes">Required if “Newsletter” is selected</p>
            <label class="option" for="form.ask.how.1"><input type="radio" id="form.ask.how.1" name="how" value="Weekly"> <span>Weekly</span></label>
            </fieldset>
            </div>
            </div>
        "#]],
    );
}

#[test]
fn a_condition_that_never_or_always_holds_is_reported() {
    let fields = r#"
[[forms.ask.fields]]
name = "contact"
label = "How can we reach you?"
type = "choice"
options = ["E-mail", "Telephone"]
required-when = { field = "note", is = "a" }
[[forms.ask.fields]]
name = "tel"
label = "Number"
required-when = { field = "contakt", is = "Telephone" }
[[forms.ask.fields]]
name = "time"
label = "Time"
required = true
required-when = { field = "contact", is = "telephone" }
[[forms.ask.fields]]
name = "note"
label = "Note"
required-when = { field = "city", is = "Utrecht" }
[[forms.ask.fields]]
name = "city"
label = "City"
required-when = { field = "contact", is = "E-mail" }
[[forms.ask.fields]]
name = "itself"
label = "Itself"
required-when = { field = "itself", is = "x" }
[[forms.ask.fields]]
name = "news"
label = "News"
type = "checkbox"
required-when = { field = "source", is = "x" }
[[forms.ask.fields]]
name = "source"
type = "hidden"
required-when = { field = "news", is = "true" }
[[forms.ask.fields]]
name = "day"
label = "Day"
type = "date"
min = 2026-06-01
[[forms.ask.fields]]
name = "training"
label = "Training"
type = "select"
options = { collection = "trainings" }
required-when = { field = "day", is = "2026-01-01" }
[[forms.ask.fields]]
name = "level"
label = "Level"
required-when = { field = "training", is = "Listenin", to = "x" }
[[forms.ask.fields]]
name = "email"
label = "E-mail"
type = "email"
required-when = "contact"
"#;
    let text = fixture("backend.kind = \"netlify\"\n[collections.trainings]", fields)
        + "//- articles/trainings/b.md\n# Listening\n";
    check_problems(
        &text,
        expect![[r#"
            error[form-invalid]: these fields require each other in a circle: `contact` → `note` → `city` → `contact`
              --> site.toml:19:27
               |
            19 | required-when = { field = "note", is = "a" }
               |                           ^^^^^^ in a circle
               |
               = help: remove one `required-when`, or make one of the fields `required = true`

            error[form-invalid]: this form has no field `contakt`
              --> site.toml:23:27
               |
            23 | required-when = { field = "contakt", is = "Telephone" }
               |                           ^^^^^^^^^ unknown
               |
               = help: did you mean `contact`?

            error[form-invalid]: `time` is always required, so `required-when` has no effect
              --> site.toml:28:27
               |
            28 | required-when = { field = "contact", is = "telephone" }
               |                           ^^^^^^^^^ no effect
               |
               = help: remove `required = true` or `required-when`

            error[form-invalid]: `contact` is never “telephone”
              --> site.toml:28:43
               |
            28 | required-when = { field = "contact", is = "telephone" }
               |                                           ^^^^^^^^^^^ not an option
               |
               = help: use one of “E-mail”, “Telephone”

            error[form-invalid]: `itself` depends on itself
              --> site.toml:40:27
               |
            40 | required-when = { field = "itself", is = "x" }
               |                           ^^^^^^^^ in a circle
               |
               = help: name another field of the form

            error[form-invalid]: `source` is hidden, so its value does not depend on the reader
              --> site.toml:45:27
               |
            45 | required-when = { field = "source", is = "x" }
               |                           ^^^^^^^^ hidden
               |
               = help: name a field that readers see

            error[form-invalid]: `source` is hidden, so nobody can fill it in
              --> site.toml:49:27
               |
            49 | required-when = { field = "news", is = "true" }
               |                           ^^^^^^ no effect
               |
               = help: remove `required-when`, or give the field another `type`

            error[form-invalid]: `news` is never “true”
              --> site.toml:49:40
               |
            49 | required-when = { field = "news", is = "true" }
               |                                        ^^^^^^ not the value of this checkbox
               |
               = help: when checked, its value is “yes”

            error[form-invalid]: `day` is never “2026-01-01”
              --> site.toml:60:39
               |
            60 | required-when = { field = "day", is = "2026-01-01" }
               |                                       ^^^^^^^^^^^^ too early
               |
               = help: the earliest date is 2026-06-01

            error[form-invalid]: `training` is never “Listenin”
              --> site.toml:64:44
               |
            64 | required-when = { field = "training", is = "Listenin", to = "x" }
               |                                            ^^^^^^^^^^ not an option
               |
               = help: did you mean “Listening”?

            error[key-unknown]: `required-when` has no key `to`
              --> site.toml:64:56
               |
            64 | required-when = { field = "training", is = "Listenin", to = "x" }
               |                                                        ^^ unknown key
               |
               = help: known keys are `field`, `is`

            error[field-type]: `required-when` must be a table such as { field = "contact", is = "Telephone" }, but this is text
              --> site.toml:69:17
               |
            69 | required-when = "contact"
               |                 ^^^^^^^^^ expected a table such as { field = "contact", is = "Telephone" }
        "#]],
    );
}
