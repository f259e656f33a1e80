//! What stays of an SVG file, and what is removed.

use proptest::prelude::*;

use super::*;

const TOP: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

/// The result of sanitizing the content of an `<svg>`, and what was removed.
#[track_caller]
fn check(inside: &str, expected: &str, removed: &str) {
    let cleaned = clean_svg(&format!("{TOP}>{inside}</svg>")).unwrap();
    let text = cleaned.text.strip_prefix(&format!("{TOP}>")).unwrap().strip_suffix("</svg>\n").unwrap();
    assert_eq!((text, cleaned.removed.join(" ").as_str()), (expected, removed));
    let again = clean_svg(&cleaned.text).unwrap();
    assert_eq!(again, CleanSvg { text: cleaned.text, removed: Vec::new() });
}

#[test]
fn a_drawing_stays_as_it_is() {
    let drawing = "<!-- by me --><style>@font-face { src: url(data:font/woff2;base64,AA) }</style><defs><linearGradient id=\"a\"><stop offset=\"0\" style=\"stop-color:red\"></stop></linearGradient></defs>\
        <style>.a { fill: url(#a) }</style><path class=\"a\" d=\"M0 0\" fill=\"url('#a')\"></path><use xlink:href=\"#b\"></use>\
        <image href=\"data:image/png;base64,AA==\"></image><a href=\"../b/\"></a><a href=\"https://example.com\"><text xml:space=\"preserve\">1 &lt; 2</text></a>";
    check(drawing, drawing, "");
}

#[test]
fn a_carriage_return_that_was_meant_stays_one() {
    let drawing = "<text a=\"1&#13;2\">1&#13;2 &#13;</text><style>a {}&#13;</style>";
    check(drawing, drawing, "");
    check("<text>1\r\n2\r3</text>", "<text>1\n2\n3</text>", "");
}

#[test]
fn what_runs_code_is_removed() {
    check("<script>x()</script><g onclick=\"x()\"/>", "<g></g>", "<script> onclick");
    check(
        "<foreignObject><b xmlns=\"http://www.w3.org/1999/xhtml\">x</b></foreignObject>",
        "",
        "<foreignObject>",
    );
    check(
        "<b xmlns=\"http://www.w3.org/1999/xhtml\">x</b><e:script xmlns:e=\"http://www.w3.org/2000/svg\"/>",
        "",
        "<b> <script>",
    );
    check(
        "<a href=\" java&#10;script:x()\"/><a xlink:href=\"JAVASCRIPT:x()\"/>",
        "<a></a><a></a>",
        "href xlink:href",
    );
    check(
        "<set attributeName=\"href\" to=\"javascript:x()\"/><set attributeName=\" onclick \"/><set attributeName=\"x\"/>",
        "<set attributeName=\"x\"></set>",
        "<set>",
    );
}

#[test]
fn what_loads_from_elsewhere_is_removed() {
    check(
        "<image href=\"https://example.com/a.png\"/><use href=\"b.svg#a\"/>",
        "<image></image><use></use>",
        "href",
    );
    check("<image href=\"data:image/svg+xml,x\"/>", "<image></image>", "href");
    check(
        "<g fill=\"url(https://example.com/a)\" style=\"fill:u\\72l(//example.com)\"/>",
        "<g></g>",
        "fill style",
    );
    check("<style>@import 'a.css';</style><style>a { fill: URL( \"//b\" ) }</style>", "", "<style>");
    // Browsers read the pieces as one text.
    check("<style>@imp<!-- -->ort 'a.css';</style><style>@im<?x?>port 'a.css';</style>", "", "<style>");
    check(
        "<style>@imp<![CDATA[ort]]> 'a.css';</style><style>a<g>@import 'a.css';</g></style>",
        "",
        "<style>",
    );
    check(
        "<g xml:base=\"https://example.com/\"/><?xml-stylesheet href=\"a.css\"?>",
        "<g></g>",
        "<?xml-stylesheet?>",
    );
}

#[test]
fn what_programs_note_for_themselves_goes_without_a_word() {
    let noted = "<metadata><b/></metadata><n:view xmlns:n=\"http://example.com/n\"/><g xmlns:n=\"http://example.com/n\" n:label=\"x\"/>";
    check(noted, "<g></g>", "");
    let named =
        "<!DOCTYPE svg [<!ENTITY name \"http://www.w3.org/2000/svg\">]><svg xmlns=\"&name;\"><g/></svg>";
    assert_eq!(
        clean_svg(named).unwrap(),
        CleanSvg { text: format!("{TOP}><g></g></svg>\n"), removed: vec![] }
    );
}

#[test]
fn what_is_no_svg_is_told() {
    assert!(clean_svg("<svg><g></svg>").unwrap_err().contains("1:"));
    assert_eq!(clean_svg("<html/>").unwrap_err(), "it begins with <html>, not with <svg>");
    assert!(clean_svg("").is_err());
}

#[test]
fn any_depth_is_survived() {
    let deep = format!("{TOP}>{}{}</svg>", "<g>".repeat(100_000), "</g>".repeat(100_000));
    assert_eq!(clean_svg(&deep).unwrap().text.matches("<g>").count(), 100_000);
}

#[test]
fn what_would_take_the_parser_very_long_is_refused() {
    let attributes =
        |count: usize| -> String { (0..count).map(|number| format!(" a{number} = '1'")).collect() };
    let prefixes =
        |count: usize| -> String { (0..count).map(|number| format!("<g xmlns:a{number}='='>")).collect() };
    let ends = |count: usize| "</g>".repeat(count);
    let cleaned =
        clean_svg(&format!("{TOP}><g{}/>{}{}</svg>", attributes(200), prefixes(49), ends(49))).unwrap();
    assert_eq!(cleaned.text.matches("<g").count(), 50);
    for (inside, why) in [
        (format!("<g{}/>", attributes(100_000)), "an element has more than 200 attributes"),
        (prefixes(100_000) + &ends(100_000), "it has more than 50 namespaces"),
    ] {
        assert_eq!(clean_svg(&format!("{TOP}>{inside}</svg>")).unwrap_err(), why);
        let entity = "<!DOCTYPE svg [<!ENTITY a '<!--'>]>";
        assert_eq!(clean_svg(&format!("{entity}{TOP}>{inside}<!-- --></svg>")).unwrap_err(), why);
        let hidden = format!("{TOP}><!--{inside}--><style><![CDATA[{inside}]]></style></svg>");
        assert!(clean_svg(&hidden).is_ok());
    }
    // Text is no tag, and a value may contain anything.
    let text = format!("{TOP}><text id=\"{0}\">a {0}</text></svg>", "b = > ".repeat(1_000));
    assert!(clean_svg(&text).is_ok());
    assert!(clean_svg(&format!("{TOP}>{}</svg>", "<style>".repeat(100_000))).is_err());
    let styles = format!("{TOP}>{}{}</svg>", "<style>".repeat(100_000), "</style>".repeat(100_000));
    assert_eq!(clean_svg(&styles).unwrap().removed, ["<style>"]);
}

proptest! {
    #[test]
    fn what_comes_out_has_nothing_active(pieces in prop::collection::vec(0..14usize, 0..12), cut in 0..400usize) {
        let all = [
            "<g>", "</g>", "<script>", "</script>", "<a href='javascript:x'>", "</a>", "<set attributeName='href'/>", "<![CDATA[<script>]]>",
            "&lt;script&gt;", "<g ONCLICK='x' onload='y'/>", "<!--<script>-->", "<use href='//x'/>", "<style>@import 'x'</style>", "text",
        ];
        let inside: String = pieces.iter().map(|piece| all[*piece]).collect();
        let mut text = format!("{TOP}>{inside}</svg>");
        text.truncate(text.len().saturating_sub(cut % 40));
        let Ok(cleaned) = clean_svg(&text) else { return Ok(()) };
        let document = Document::parse(&cleaned.text).unwrap();
        for node in document.descendants() {
            prop_assert!(node.tag_name().name() != "script");
            for attribute in node.attributes() {
                prop_assert!(!attribute.name().to_lowercase().starts_with("on"));
                prop_assert!(!attribute.value().contains("javascript"));
                prop_assert!(!attribute.value().contains("//x"));
            }
        }
    }
}
