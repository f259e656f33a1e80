//! Blocks with names, formulas and folding callouts.

use expect_test::expect;

use super::{HtmlOptions, HtmlPolicy, check, check_clean, render};

const BLOCKS: &str = "a ^One\n\n- b ^two\n\n| c |\n| - |\n\n^three\n\n```\nd\n```\n\n^four\n\n> [!tip] e\n> f ^five\n\n{{ cta() }}\n\n^six\n\n![[g]]\n\n^seven\n\n## h ^eight\n\n---\n\n^nine\n";

#[test]
fn blocks_with_names_have_ids() {
    check(
        BLOCKS,
        expect![[r#"
            <p id="block-one">a</p>
            <ul>
            <li id="block-two">b</li>
            </ul>
            <div id="block-three" class="table-frame" role="region" tabindex="0" aria-label="&quot;table&quot;"><table>
            <thead>
            <tr>
            <th scope="col">c</th>
            </tr>
            </thead>
            </table></div>
            <pre id="block-four" class="code" tabindex="0"><code>d
            </code></pre>
            <div id="block-five" class="callout callout-tip" role="note">
            <div class="callout-title">e</div>
            <p>f</p>
            </div>
            <div id="block-six"></div>
            <form data-name="cta"></form>
            <div id="block-seven"></div>
            <div class="embed" onclick="kept">0 below 1</div>
            <div id="block-eight"></div>
            <h2><span id="h"></span>h</h2>
            <div id="block-nine"></div>
            <hr>
        "#]],
    );
}

#[test]
fn embedded_blocks_have_no_ids() {
    let options = HtmlOptions { is_embedded: true, ..HtmlOptions::default() };
    let html = render(HtmlPolicy::Allow, options, BLOCKS);
    assert!(!html.contains("id="), "{html}");
}

#[test]
fn callouts_fold_without_a_script() {
    check(
        "> [!tip]- A *title*\n> a\n\n> [!note]+\n> b\n>\n> > [!bug] c\n> > d\n",
        expect![[r#"
            <details class="callout callout-tip">
            <summary class="callout-title">A <em>title</em></summary>
            <p>a</p>
            </details>
            <details class="callout callout-note" open>
            <summary class="callout-title">&lt;note&gt;</summary>
            <p>b</p>
            <div class="callout callout-bug" role="note">
            <div class="callout-title">c</div>
            <p>d</p>
            </div>
            </details>
        "#]],
    );
}

#[test]
fn formulas_survive_sanitizing() {
    check(
        "$a<b$\n\n$$c$$",
        expect![[r#"
        <p><math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math></p>
        <p><math display="block"><mi>c</mi></math></p>
    "#]],
    );
    check_clean(
        "<b>x</b> $a<b$ and $\\frob$, [!] <details open><summary>y</summary></details>",
        expect![[r#"
            <div><b>x</b> <math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math> and <code>$\frob$</code>, [!]
            <details open>
            <summary>y</summary>
            </details>
            </div>
        "#]],
    );
}
