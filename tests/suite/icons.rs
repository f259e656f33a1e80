//! The site's icon, and the files that follow from it.

use expect_test::expect;
use kb::blob::Blob;
use kb::path::{OutputPath, SourcePath};

use super::support::{Build, build, build_sources, file, problems, request, sources};

/// A site with an icon: a PNG of this size, as far as kb reads it.
fn with_png(width: u32, height: u32) -> Build {
    let mut tree = sources(
        "//- site.toml\ntheme.name = \"duo\"\ntheme.tokens.icon = \"/icons/a.png\"\ntitle = \"T\"\nlanguage = \"en\"\n\
         url = \"https://example.com\"\n//- articles/a.md\nA.\n",
    );
    let png = [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes()];
    tree.insert(SourcePath::new("static/icons/a.png").unwrap(), Blob::Bytes(png.concat().into()));
    build_sources(tree, &request())
}

fn favicon(build: &Build) -> &[u8] {
    build.outputs[&OutputPath::new("favicon.ico").unwrap()].in_memory().unwrap()
}

#[test]
fn every_site_has_a_favicon_in_the_colors_of_its_sides() {
    let build = build("//- articles/a.md\nA.\n");
    // 22 bytes of the file, 40 of the image; the first pixel is blue, green, red and opaque.
    assert_eq!(favicon(&build)[62..66], [0x0a, 0x69, 0xa9, 0xff]);
    assert!(!build.outputs.contains_key(&OutputPath::new("manifest.webmanifest").unwrap()));
}

#[test]
fn a_png_is_the_icon_everywhere() {
    let build = with_png(512, 512);
    assert_eq!(problems(&build), "");
    assert!(favicon(&build)[22..].starts_with(b"\x89PNG"));
    expect![[r#"
        {"display":"browser","icons":[{"sizes":"512x512","src":"icons/a.png","type":"image/png"}],"lang":"en","name":"T","start_url":"./"}
    "#]].assert_eq(file(&build, "manifest.webmanifest"));
    let page = file(&build, "a/index.html");
    let links = page
        .lines()
        .filter(|line| line.starts_with("<link") && (line.contains("icon") || line.contains("manifest")));
    expect![[r#"
        <link rel="icon" href="../icons/a.png">
        <link rel="apple-touch-icon" href="../icons/a.png">
        <link rel="manifest" href="../manifest.webmanifest">
    "#]]
    .assert_eq(&links.map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn an_icon_that_is_not_square_is_an_error() {
    expect![[r#"
        error[config-invalid]: the icon is 300 pixels wide and 200 high, but icons are square
         --> site.toml:2:21
          |
        2 | theme.tokens.icon = "/icons/a.png"
          |                     ^^^^^^^^^^^^^^
          |
          = help: use a square PNG of 512 pixels, which serves browsers, telephones and tablets, or an SVG file"#]].assert_eq(&problems(&with_png(300, 200)));
}

#[test]
fn a_favicon_of_the_author_stays() {
    let build = build("//- articles/a.md\nA.\n//- static/favicon.ico\nmine\n");
    assert_eq!((problems(&build), file(&build, "favicon.ico")), (String::new(), "mine\n"));
}
