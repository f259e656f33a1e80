//! `/favicon.ico`, which browsers request next to every file that is no page, and `/manifest.webmanifest` (W3C, Web Application
//! Manifest), for sites that readers put on their home screens.
//!
//! Takes the site's icon, else two colors; draws nothing but two bars.

use serde_json::json;

use crate::config::Config;
use crate::path::encode_path;

/// The width and height of the icon that is drawn.
const SIDE: usize = 32;

/// A site's icon.
#[derive(Clone, Copy, Debug)]
pub struct Icon<'a> {
    /// Its address from the root of the site, without a leading slash.
    pub path: &'a str,
    /// The bytes of a PNG; none of an SVG.
    pub png: Option<&'a [u8]>,
}

/// `favicon.ico` around a PNG, which it may contain as it is.
pub fn ico_of_png(png: &[u8]) -> Vec<u8> {
    let (width, height) = png_size(png).unwrap_or((0, 0));
    // 256 and more pixels are written as 0.
    let byte = |length: u32| u8::try_from(length).unwrap_or(0);
    ico(byte(width), byte(height), png)
}

/// `favicon.ico` with a bar in each color, `#rrggbb` or `#rgb`.
pub fn ico_of_colors(left: &str, right: &str) -> Vec<u8> {
    // The header of a bitmap: its height counts the mask below the pixels too, and rows go upward.
    let mut image: Vec<u8> = Vec::new();
    image.extend(40_u32.to_le_bytes());
    image.extend((SIDE as u32).to_le_bytes());
    image.extend((2 * SIDE as u32).to_le_bytes());
    image.extend(1_u16.to_le_bytes());
    image.extend(32_u16.to_le_bytes());
    image.extend([0; 24]);
    let (left, right) = (pixel(left), pixel(right));
    for _ in 0..SIDE {
        for column in 0..SIDE {
            image.extend(match column {
                ..15 => left,
                15..17 => [0; 4],
                _ => right,
            });
        }
    }
    // The mask has a bit for each pixel; the pixels' own transparency counts.
    image.extend([0; SIDE * SIDE / 8]);
    ico(SIDE as u8, SIDE as u8, &image)
}

/// The width and height of a PNG, from its first chunk (PNG Third Edition, section 11.2.1); none if it is no PNG.
pub fn png_size(png: &[u8]) -> Option<(u32, u32)> {
    let header = png.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(4..16)?.strip_prefix(b"IHDR")?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    Some((number(0)?, number(4)?))
}

/// The text of `manifest.webmanifest`.
pub fn manifest(config: &Config, icon: Icon<'_>) -> String {
    let size = icon.png.and_then(png_size);
    let (kind, sizes) = match size {
        Some((width, height)) => ("image/png", format!("{width}x{height}")),
        None => ("image/svg+xml", "any".to_owned()),
    };
    let manifest = json!({
        "name": config.title,
        "lang": config.language.value.as_str(),
        "start_url": "./",
        "display": "browser",
        "icons": [{ "src": encode_path(icon.path), "type": kind, "sizes": sizes }],
    });
    format!("{manifest}\n")
}

/// An icon file with one image.
fn ico(width: u8, height: u8, image: &[u8]) -> Vec<u8> {
    let mut file = vec![0, 0, 1, 0, 1, 0, width, height, 0, 0, 1, 0, 32, 0];
    file.extend((image.len() as u32).to_le_bytes());
    file.extend(22_u32.to_le_bytes());
    file.extend(image);
    file
}

/// Blue, green, red and opacity; gray if a color is written in another way.
fn pixel(color: &str) -> [u8; 4] {
    let digits: Vec<u8> = color.strip_prefix('#').unwrap_or("").chars().filter_map(hex).collect();
    let [red, green, blue] = match digits[..] {
        [red, green, blue] => [red * 17, green * 17, blue * 17],
        [a, b, c, d, e, f, ..] => [a * 16 + b, c * 16 + d, e * 16 + f],
        _ => [0x80; 3],
    };
    [blue, green, red, 0xff]
}

fn hex(digit: char) -> Option<u8> {
    digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_file_has_a_bar_in_each_color() {
        let file = ico_of_colors("#a9690a", "#17f");
        assert_eq!(file.len(), 22 + 40 + 4 * 32 * 32 + 128);
        let pixel = |column: usize| &file[22 + 40 + 4 * column..22 + 40 + 4 * (column + 1)];
        assert_eq!(pixel(0), [0x0a, 0x69, 0xa9, 0xff]);
        assert_eq!(pixel(16), [0; 4]);
        assert_eq!(pixel(31), [0xff, 0x77, 0x11, 0xff]);
    }

    #[test]
    fn the_size_of_a_png_is_in_its_first_chunk() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\0\0\0\x01\0\x08\x06";
        assert_eq!(png_size(png), Some((512, 256)));
        assert_eq!(png_size(b"\x89PNG\r\n\x1a\n\0\0"), None);
        assert_eq!(ico_of_png(png)[6..8], [0, 0]);
    }
}
