//! Where links lead.

use expect_test::{Expect, expect};
use kb::site::Resolution;

use super::support::{build, problems};

/// One line per reference: source, target. Then the problems.
fn check(fixture: &str, expected: Expect) {
    let build = build(fixture);
    let short = |path: &kb::path::SourcePath| path.as_str().trim_start_matches("articles/").to_owned();
    let mut text = String::new();
    for id in build.site.document_ids() {
        for (_, resolution) in build.site.links_of(id) {
            let to = match resolution {
                Resolution::Page { document: Some(document), heading, .. } => {
                    let heading = heading.as_ref().map_or(String::new(), |heading| format!("#{heading}"));
                    format!("{}{heading}", short(&build.site.document(*document).path))
                }
                Resolution::Page { page, .. } => build.site.page(*page).route.to_string(),
                Resolution::File(path) => format!("file {path}"),
                Resolution::External(address) => address.to_string(),
                other => format!("{other:?}"),
            };
            text.push_str(&format!("{} → {to}\n", short(&build.site.document(id).path)));
        }
    }
    let problems = problems(&build);
    if !problems.is_empty() {
        text.push_str(&problems);
        text.push('\n');
    }
    expected.assert_eq(&text);
}

#[test]
fn the_nearer_of_two_articles_with_one_name_wins() {
    check(
        "
        //- articles/billing/index.md
        See [[refunds]].
        //- articles/billing/refunds.md
        One.
        //- articles/sales/refunds.md
        Two.
        ",
        expect![[r#"
            billing/index.md → billing/refunds.md
        "#]],
    );
}

#[test]
fn equally_near_articles_with_one_name_are_ambiguous() {
    check(
        "
        //- articles/index.md
        See [[refunds]].
        //- articles/billing/refunds.md
        One.
        //- articles/sales/refunds.md
        Two.
        ",
        expect![[r#"
            index.md → Missing
            error[link-ambiguous]: several articles are called “refunds”
             --> articles/index.md:1:5
              |
            1 | See [[refunds]].
              |     ^^^^^^^^^^^ which one?
              |
              = help: write more of the path; there are `articles/billing/refunds.md`, `articles/sales/refunds.md`
        "#]],
    );
}

#[test]
fn many_articles_with_one_name_are_not_all_listed() {
    let others: String = (0..20).map(|number| format!("//- articles/{number}/a.md\nText.\n")).collect();
    check(
        &format!("//- articles/index.md\nSee [[a]].\n{others}"),
        expect![[r#"
        index.md → Missing
        error[link-ambiguous]: several articles are called “a”
         --> articles/index.md:1:5
          |
        1 | See [[a]].
          |     ^^^^^ which one?
          |
          = help: write more of the path; there are `articles/0/a.md`, `articles/1/a.md`, `articles/10/a.md`, `articles/11/a.md`, `articles/12/a.md`, `articles/13/a.md`, `articles/14/a.md`, `articles/15/a.md` and 12 more
    "#]],
    );
}

#[test]
fn the_end_of_a_path_is_enough() {
    check(
        "
        //- articles/index.md
        [[x/plan]] [[one/x/plan]] [[x/Plan A]] ![picture](x/photo.png) [[y/plan]]
        //- articles/one/x/plan.md
        Text.
        //- articles/one/x/deep/plan.md
        Text.
        //- articles/two/deep/x/plan.md
        Text.
        //- articles/two/x/plan-a/index.md
        Text.
        //- articles/one/deep/x/photo.png
        One.
        //- articles/two/y/photo.png
        Two.
        ",
        expect![[r#"
            index.md → one/x/plan.md
            index.md → one/x/plan.md
            index.md → two/x/plan-a/index.md
            index.md → file one/deep/x/photo.png
            index.md → Missing
            error[link-missing]: no article is called “y/plan”
             --> articles/index.md:1:64
              |
            1 | [[x/plan]] [[one/x/plan]] [[x/Plan A]] ![picture](x/photo.png) [[y/plan]]
              |                                                                ^^^^^^^^^^ not found
              |
              = help: did you mean “Plan” (one/x/deep/plan.md)?
        "#]],
    );
}

#[test]
fn a_name_is_matched_by_path_then_file_then_title_then_alias() {
    check(
        r#"
        //- articles/index.md
        [[sales/plan]] [[Plan]] [[The Big Plan]] [[master-plan]] [[PLAN]]
        //- articles/plan.md
        One.
        //- articles/sales/plan.md
        +++
        title = "The big plan"
        +++
        Two.
        //- articles/other.md
        +++
        title = "Other"
        aliases = ["Master plan", "plan"]
        +++
        Three.
        "#,
        expect![[r#"
            index.md → sales/plan.md
            index.md → plan.md
            index.md → sales/plan.md
            index.md → other.md
            index.md → plan.md
        "#]],
    );
}

#[test]
fn an_index_goes_by_the_name_of_its_folder() {
    check(
        "
        //- articles/index.md
        [[billing]] [a](billing) [b](billing/) [c](billing/index.md) [d](/billing/) [e](/)
        //- articles/billing/index.md
        Text.
        ",
        expect![[r#"
            index.md → billing/index.md
            index.md → billing/index.md
            index.md → billing/index.md
            index.md → billing/index.md
            index.md → billing/index.md
            index.md → index.md
        "#]],
    );
}

#[test]
fn headings_are_found_by_id_and_by_text() {
    check(
        "
        //- articles/a.md
        [[b#What it costs]] [x](b.md#what-it-costs) [y](b.md#price) [[#Here]] [z](#here)

        ## Here
        //- articles/b.md
        ## What it costs

        ## The price {#price}
        ",
        expect![[r#"
            a.md → b.md#what-it-costs
            a.md → b.md#what-it-costs
            a.md → b.md#price
            a.md → a.md#here
            a.md → a.md#here
        "#]],
    );
}

#[test]
fn a_wrong_heading_is_reported_with_the_nearest() {
    check(
        "
        //- articles/a.md
        See [[b#What it cost]].
        //- articles/b.md
        ## What it costs
        ",
        expect![[r#"
            a.md → Missing
            error[heading-missing]: “B” has no heading “What it cost”
             --> articles/a.md:1:5
              |
            1 | See [[b#What it cost]].
              |     ^^^^^^^^^^^^^^^^^^ not found
              |
              = help: did you mean “What it costs”?
        "#]],
    );
}

#[test]
fn a_missing_article_is_reported_with_the_nearest() {
    check(
        r#"
        //- articles/differences/pull-versus-push.md
        … see also [[reach versus revenu]] for how both are judged.
        //- articles/differences/reach-versus-revenue.md
        +++
        title = "Reach versus revenue"
        +++
        Text.
        "#,
        expect![[r#"
            differences/pull-versus-push.md → Missing
            error[link-missing]: no article is called “reach versus revenu”
             --> articles/differences/pull-versus-push.md:1:12
              |
            1 | … see also [[reach versus revenu]] for how both are judged.
              |            ^^^^^^^^^^^^^^^^^^^^^^^ not found
              |
              = help: did you mean “Reach versus revenue” (differences/reach-versus-revenue.md)?
        "#]],
    );
}

#[test]
fn a_moved_file_is_suggested_by_its_name() {
    check(
        "
        //- articles/a.md
        [x](old/paper.md) and ![a](old/picture.png)
        //- articles/new/paper.md
        Text.
        //- articles/new/picture.png
        not really
        ",
        expect![[r#"
            a.md → Missing
            a.md → Missing
            error[link-missing]: there is no article at “old/paper.md”
             --> articles/a.md:1:1
              |
            1 | [x](old/paper.md) and ![a](old/picture.png)
              | ^^^^^^^^^^^^^^^^^ not found
              |
              = help: did you mean `new/paper.md`?

            error[file-missing]: there is no file at “old/picture.png”
             --> articles/a.md:1:23
              |
            1 | [x](old/paper.md) and ![a](old/picture.png)
              |                       ^^^^^^^^^^^^^^^^^^^^^ not found
              |
              = help: did you mean `new/picture.png`?
        "#]],
    );
}

#[test]
fn files_and_pictures_are_found_by_path_and_by_name() {
    check(
        "
        //- articles/deep/a.md
        ![one](one.png) ![[two.png|300]] [[brochure.pdf]] [up](../three.pdf) [root](/three.pdf) [static](/terms.txt)
        //- articles/deep/one.png
        x
        //- articles/pictures/two.png
        x
        //- articles/brochure.pdf
        x
        //- articles/three.pdf
        x
        //- static/terms.txt
        x
        ",
        expect![[r#"
            deep/a.md → file deep/one.png
            deep/a.md → file pictures/two.png
            deep/a.md → file brochure.pdf
            deep/a.md → file three.pdf
            deep/a.md → file three.pdf
            deep/a.md → file terms.txt
            warning[picture-alt]: this image has no alternative text
             --> articles/deep/a.md:1:17
              |
            1 | ![one](one.png) ![[two.png|300]] [[brochure.pdf]] [up](../three.pdf) [root](/three.pdf) [static](/terms.txt)
              |                 ^^^^^^^^^^^^^^^^ no text
              |
              = help: describe what it shows: `![description](image.png)`, `![[image.png|description]]`
        "#]],
    );
}

#[test]
fn no_link_leaves_the_site() {
    check(
        "
        //- articles/a.md
        [x](../../etc/passwd) [y](../site.toml) [z](javascript:alert(1))
        ",
        expect![[r#"
            a.md → Missing
            a.md → Missing
            a.md → Missing
            error[link-invalid]: “../../etc/passwd” leads outside the site
             --> articles/a.md:1:1
              |
            1 | [x](../../etc/passwd) [y](../site.toml) [z](javascript:alert(1))
              | ^^^^^^^^^^^^^^^^^^^^^ outside
              |
              = help: a link can lead only to files in the folder of site.toml

            error[file-missing]: there is no file at “../site.toml”
             --> articles/a.md:1:23
              |
            1 | [x](../../etc/passwd) [y](../site.toml) [z](javascript:alert(1))
              |                       ^^^^^^^^^^^^^^^^^ not found
              |
              = help: put it below `articles/`, preferably next to the article that uses it

            error[link-invalid]: this address would run code
             --> articles/a.md:1:41
              |
            1 | [x](../../etc/passwd) [y](../site.toml) [z](javascript:alert(1))
              |                                         ^^^^^^^^^^^^^^^^^^^^^^^^ not allowed
              |
              = help: link to a page, a file or an address that starts with https://
        "#]],
    );
}

#[test]
fn drafts_and_scheduled_articles_are_not_linked_to() {
    check(
        "
        //- articles/a.md
        [[b]] [[c]]
        //- articles/b.md
        ---
        draft: true
        ---
        //- articles/c.md
        ---
        date: 2027-01-01
        ---
        ",
        expect![[r#"
            a.md → Missing
            a.md → Missing
            error[link-to-draft]: `articles/b.md` is a draft, so it is not published
             --> articles/a.md:1:1
              |
            1 | [[b]] [[c]]
              | ^^^^^ leads nowhere yet
              |
              = help: remove the link until the draft is published; `--drafts` includes drafts

            error[link-to-draft]: `articles/c.md` has a date in the future, so it is not published
             --> articles/a.md:1:7
              |
            1 | [[b]] [[c]]
              |       ^^^^^ leads nowhere yet
              |
              = help: remove the link until then; `--future` includes such articles
        "#]],
    );
}

#[test]
fn raw_html_links_are_resolved_too() {
    check(
        "
        //- articles/a.md
        Text <a href=\"b.md\">there</a> and <a href=c.md>nowhere</a>.

        <p><a href='b.md#x'>x</a></p>
        //- articles/b.md
        ## X
        ",
        expect![[r#"
            a.md → b.md
            a.md → Missing
            a.md → b.md#x
            error[link-missing]: there is no article at “c.md”
             --> articles/a.md:1:43
              |
            1 | Text <a href="b.md">there</a> and <a href=c.md>nowhere</a>.
              |                                           ^^^^ not found
              |
              = help: create `articles/c.md`, or remove the link
        "#]],
    );
}

#[test]
fn articles_that_embed_each_other_are_an_error_that_shows_the_cycle() {
    check(
        "
        //- articles/a.md
        ![[b]]
        //- articles/b.md
        Text.

        ![[c]]
        //- articles/c.md
        ![[a]]
        ",
        expect![[r#"
            a.md → Missing
            b.md → c.md
            c.md → a.md
            error[embed-cycle]: these articles embed each other in a circle: a.md → b.md → c.md → a.md
             --> articles/a.md:1:1
              |
            1 | ![[b]]
              | ^^^^^^ embeds the next one
              |
             ::: articles/b.md:3:1
              |
            3 | ![[c]]
              | ------ which embeds the next one
              |
             ::: articles/c.md:1:1
              |
            1 | ![[a]]
              | ------ which embeds the next one
              |
              = help: link to the article instead: remove the `!`
        "#]],
    );
}

#[test]
fn an_article_may_embed_another_part_of_itself() {
    check(
        "
        //- articles/a.md
        ## One

        Text.

        ## Two

        ![[#One]]
        ",
        expect![[r#"
            a.md → a.md#one
        "#]],
    );
}

#[test]
fn blocks_are_found_by_their_names() {
    check(
        "
        //- articles/a.md
        [[b#^Price]] [x](b.md#^price) [[#^here]] [[b#Heading#^price]] [[b#^prise]] [[a#^nothing]] [[c#^any]]

        Here. ^here
        //- articles/b.md
        ## Heading

        It costs little. ^price

        It takes long. ^time
        //- articles/c.md
        Text.
        ",
        expect![[r#"
            a.md → b.md#block-price
            a.md → b.md#block-price
            a.md → a.md#block-here
            a.md → b.md#block-price
            a.md → Missing
            a.md → Missing
            a.md → Missing
            error[block-missing]: “B” has no block `^prise`
             --> articles/a.md:1:63
              |
            1 | [[b#^Price]] [x](b.md#^price) [[#^here]] [[b#Heading#^price]] [[b#^prise]] [[a#^nothing]] [[c#^any]]
              |                                                               ^^^^^^^^^^^^ not found
              |
              = help: did you mean `^price`?

            error[block-missing]: “A” has no block `^nothing`
             --> articles/a.md:1:76
              |
            1 | [[b#^Price]] [x](b.md#^price) [[#^here]] [[b#Heading#^price]] [[b#^prise]] [[a#^nothing]] [[c#^any]]
              |                                                                            ^^^^^^^^^^^^^^ not found
              |
              = help: its blocks are `^here`

            error[block-missing]: “C” has no block `^any`
             --> articles/a.md:1:91
              |
            1 | [[b#^Price]] [x](b.md#^price) [[#^here]] [[b#Heading#^price]] [[b#^prise]] [[a#^nothing]] [[c#^any]]
              |                                                                                           ^^^^^^^^^^ not found
              |
              = help: it has no named blocks; add ` ^any` at the end of one
        "#]],
    );
}

#[test]
fn blocks_that_embed_each_other_are_cut() {
    check(
        "
        //- articles/a.md
        Text. ^text

        ![[b#^list]]

        ^one
        //- articles/b.md
        - x
        - ![[a#^one]] ^list

        ![[a#^text]]
        ",
        expect![[r#"
            a.md → Missing
            b.md → a.md#block-one
            b.md → a.md#block-text
            error[embed-cycle]: these articles embed each other in a circle: a.md → b.md → a.md
             --> articles/a.md:3:1
              |
            3 | ![[b#^list]]
              | ^^^^^^^^^^^^ embeds the next one
              |
             ::: articles/b.md:2:3
              |
            2 | - ![[a#^one]] ^list
              |   ----------- which embeds the next one
              |
              = help: link to the article instead: remove the `!`
        "#]],
    );
}

#[test]
fn tags_in_the_text_link_to_their_pages() {
    check(
        "
        //- site.toml
        markdown.text-tags = true
        //- articles/a.md
        +++
        tags = [\"One\"]
        +++
        This is #one and #two/three.
        ",
        expect![[r#"
            a.md → /tags/one/
            a.md → /tags/two-three/
        "#]],
    );
}

#[test]
fn a_link_to_a_file_elsewhere_is_followed_where_there_is_only_one_of_its_name() {
    check(
        "
        //- articles/a.md
        [T](T.md) ![p](photo.png) [t](../two/t.md#part) [none](none.md) [both](both.md)
        //- articles/one/T.md
        ## Part
        //- articles/one/photo.png
        //- articles/two/both.md
        Text.
        //- articles/three/both.md
        Text.
        ",
        expect![[r#"
            a.md → one/T.md
            a.md → file one/photo.png
            a.md → Missing
            a.md → Missing
            a.md → Missing
            error[link-missing]: there is no article at “../two/t.md”
             --> articles/a.md:1:27
              |
            1 | [T](T.md) ![p](photo.png) [t](../two/t.md#part) [none](none.md) [both](both.md)
              |                           ^^^^^^^^^^^^^^^^^^^^^ not found
              |
              = help: did you mean `one/T.md`?

            error[link-missing]: there is no article at “none.md”
             --> articles/a.md:1:49
              |
            1 | [T](T.md) ![p](photo.png) [t](../two/t.md#part) [none](none.md) [both](both.md)
              |                                                 ^^^^^^^^^^^^^^^ not found
              |
              = help: create `articles/none.md`, or remove the link

            error[link-missing]: there is no article at “both.md”
             --> articles/a.md:1:65
              |
            1 | [T](T.md) ![p](photo.png) [t](../two/t.md#part) [none](none.md) [both](both.md)
              |                                                                 ^^^^^^^^^^^^^^^ not found
              |
              = help: did you mean `three/both.md`?
        "#]],
    );
}

#[test]
fn names_are_the_same_however_their_letters_are_composed() {
    check(
        "
        //- articles/a.md
        [one](caf\u{e9}.md) ![two](r\u{e9}sum\u{e9}.png) [three](/caf\u{e9}/) [[\u{130}stanbul]] [[istanbul]]
        [[i\u{307}stanbul]] [[\u{131}\u{15f}\u{131}k]] [[\u{3a3}\u{3b9}\u{3c3}\u{3c5}\u{3c6}\u{3bf}\u{3c2}]]
        //- articles/cafe\u{301}.md
        [four](re\u{301}sume\u{301}.png)
        //- articles/re\u{301}sume\u{301}.png
        //- articles/I\u{307}stanbul.md
        Text.
        //- articles/I\u{15f}\u{131}k.md
        Text.
        //- articles/\u{3a3}\u{399}\u{3a3}\u{3a5}\u{3a6}\u{39f}\u{3a3}.md
        Text.
        ",
        expect![[r#"
            a.md → café.md
            a.md → file résumé.png
            a.md → café.md
            a.md → İstanbul.md
            a.md → İstanbul.md
            a.md → İstanbul.md
            a.md → Işık.md
            a.md → ΣΙΣΥΦΟΣ.md
            café.md → file résumé.png
        "#]],
    );
}

#[test]
fn a_name_may_hold_a_question_mark_and_an_alias_may_be_written_twice() {
    check(
        r#"
        //- articles/a.md
        [[What is it? A story]] [[Twice]] [[b#C#Usage]] [top](#top)
        //- articles/b.md
        +++
        title = "What is it? A story"
        aliases = ["Twice", "Twice"]
        +++
        ## Usage
        ## C
        ### Usage
        "#,
        expect![[r#"
            a.md → b.md
            a.md → b.md
            a.md → b.md#usage-2
            a.md → a.md#top
        "#]],
    );
    let build = build("//- articles/a.md\n[[Why? A story]] [top](#top)\n//- articles/b.md\n# Why? A story\n");
    let page = super::support::file(&build, "a/index.html");
    assert!(page.contains("<a href=\"../b/\">Why? A story</a>"), "{page}");
    assert!(page.contains("<a href=\"#top\">top</a>"), "{page}");
}

#[test]
fn a_section_ends_with_the_quotation_that_its_heading_is_in() {
    let build = build(
        "//- articles/a.md\n[[b#Quoted#After]] [[b#Quoted#Inside]]\n\
         //- articles/b.md\n> ## Quoted\n> ### Inside\n\n### After\n",
    );
    expect![[r#"
        error[heading-missing]: “B” has no heading “Quoted#After”
         --> articles/a.md:1:1
          |
        1 | [[b#Quoted#After]] [[b#Quoted#Inside]]
          | ^^^^^^^^^^^^^^^^^^ not found
          |
          = help: its headings are “Quoted”, “Inside”, “After”"#]]
    .assert_eq(&problems(&build));
}

#[test]
fn addresses_of_files_are_made_from_their_paths() {
    let build = build(
        "
        //- articles/a.md
        ![s](Sales%20100%25.png) [c](what%3F%231.pdf) ![[Sales 100%.png|sales]]
        //- articles/Sales 100%.png
        //- articles/what?#1.pdf
        ",
    );
    assert_eq!(problems(&build), "");
    let page = super::support::file(&build, "a/index.html");
    assert_eq!(page.matches("src=\"../Sales%20100%25.png\"").count(), 2, "{page}");
    assert!(page.contains("href=\"../what%3F%231.pdf\""), "{page}");
}

#[test]
fn files_that_kb_writes_can_be_linked_to_and_no_others() {
    check(
        r#"
        //- articles/index.md
        [a](/robots.txt) [b](/sitemap.xml) [c](/404.html) [d](/search/) [e](/atom.xml) [f](/sitemap-1.xml) [g](/humans.txt)
        //- static/humans.txt
        Us.
        "#,
        expect![[r#"
            index.md → file robots.txt
            index.md → file sitemap.xml
            index.md → /404.html
            index.md → /search/
            index.md → Missing
            index.md → Missing
            index.md → file humans.txt
            error[file-missing]: there is no file at “/atom.xml”
             --> articles/index.md:1:65
              |
            1 | [a](/robots.txt) [b](/sitemap.xml) [c](/404.html) [d](/search/) [e](/atom.xml) [f](/sitemap-1.xml) [g](/humans.txt)
              |                                                                 ^^^^^^^^^^^^^^ not found
              |
              = help: put it below `articles/`, preferably next to the article that uses it

            error[file-missing]: there is no file at “/sitemap-1.xml”
             --> articles/index.md:1:80
              |
            1 | [a](/robots.txt) [b](/sitemap.xml) [c](/404.html) [d](/search/) [e](/atom.xml) [f](/sitemap-1.xml) [g](/humans.txt)
              |                                                                                ^^^^^^^^^^^^^^^^^^^ not found
              |
              = help: put it below `articles/`, preferably next to the article that uses it
        "#]],
    );
}

#[test]
fn a_collection_without_a_text_of_its_own_is_found_by_its_name() {
    check(
        r#"
        //- site.toml
        [collections."Meeting notes"]
        //- articles/index.md
        [[Meeting notes]] [[meeting-notes|all]] [notes](<Meeting notes>) [[toc]]
        //- articles/Meeting notes/a.md
        Text.
        "#,
        expect![[r#"
            index.md → /meeting-notes/
            index.md → /meeting-notes/
            index.md → /meeting-notes/
            index.md → Missing
            error[link-missing]: no article is called “toc”
             --> articles/index.md:1:66
              |
            1 | [[Meeting notes]] [[meeting-notes|all]] [notes](<Meeting notes>) [[toc]]
              |                                                                  ^^^^^^^ not found
              |
              = help: remove it: every page already lists its headings
        "#]],
    );
}

#[test]
fn the_page_of_a_folder_may_be_written_as_in_hugo_and_zola() {
    check(
        r#"
        //- articles/_index.md
        [[guides]] [g](guides) [i](guides/_index.md) [h](guides/a.md) [n](notes) [w](guides\a.md) [[guides\a]]
        //- articles/guides/_index.md
        Text.
        //- articles/guides/a.md
        [up](..) [[.]]
        //- articles/notes/a.md
        Text.
        //- articles/notes-old/b.md
        Text.
        "#,
        expect![[r#"
            _index.md → guides/_index.md
            _index.md → guides/_index.md
            _index.md → guides/_index.md
            _index.md → guides/a.md
            _index.md → Missing
            _index.md → Missing
            _index.md → Missing
            guides/a.md → _index.md
            guides/a.md → guides/_index.md
            error[link-missing]: there is no article at “notes”
             --> articles/_index.md:1:63
              |
            1 | [[guides]] [g](guides) [i](guides/_index.md) [h](guides/a.md) [n](notes) [w](guides\a.md) [[guides\a]]
              |                                                               ^^^^^^^^^^ not found
              |
              = help: the folder has no page of its own: create `articles/notes/index.md`, or link to an article in it

            error[link-invalid]: “guides\a.md” contains a backslash
             --> articles/_index.md:1:74
              |
            1 | [[guides]] [g](guides) [i](guides/_index.md) [h](guides/a.md) [n](notes) [w](guides\a.md) [[guides\a]]
              |                                                                          ^^^^^^^^^^^^^^^^ not a path
              |
              = help: write `guides/a.md`

            error[link-missing]: no article is called “guides\a”
             --> articles/_index.md:1:91
              |
            1 | [[guides]] [g](guides) [i](guides/_index.md) [h](guides/a.md) [n](notes) [w](guides\a.md) [[guides\a]]
              |                                                                                           ^^^^^^^^^^^^ not found
              |
              = help: a path has slashes: write `[[guides/a]]`
        "#]],
    );
}
