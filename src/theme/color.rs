//! Colors, for computing contrast.

/// An sRGB color without transparency, each component from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Color {
    red: f64,
    green: f64,
    blue: f64,
}

impl Color {
    /// Reads `#rgb` or `#rrggbb`; other notations are left to the browser.
    pub fn parse(text: &str) -> Option<Color> {
        let digits = text.strip_prefix('#')?;
        let part = |text: &str| u8::from_str_radix(text, 16).ok().map(|value| f64::from(value) / 255.0);
        let double = |at: usize| part(&digits[at..=at].repeat(2));
        if !digits.is_ascii() {
            return None;
        }
        match digits.len() {
            3 => Some(Color { red: double(0)?, green: double(1)?, blue: double(2)? }),
            6 => Some(Color {
                red: part(&digits[..2])?,
                green: part(&digits[2..4])?,
                blue: part(&digits[4..])?,
            }),
            _ => None,
        }
    }

    /// `#rrggbb`
    pub fn to_hex(self) -> String {
        let part = |value: f64| (value.clamp(0.0, 1.0) * 255.0).round() as u8;
        format!("#{:02x}{:02x}{:02x}", part(self.red), part(self.green), part(self.blue))
    }

    /// Relative luminance (WCAG 2.2, definition of that name).
    fn luminance(self) -> f64 {
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast ratio, from 1 to 21 (WCAG 2.2, definition of that name).
    pub fn contrast(self, other: Color) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The color of the same hue nearest in lightness that has at least this contrast with `ground`; none if neither black nor
    /// white has it.
    pub fn with_contrast(self, ground: Color, least: f64) -> Option<Color> {
        let own = self.to_oklab();
        let towards = |end: f64| {
            let at = |lightness: f64| Color::from_oklab([lightness, own[1], own[2]]).rounded();
            if at(end).contrast(ground) < least {
                return None;
            }
            // Searches between the color itself, which fails, and black or white, which passes.
            let (mut fails, mut passes) = (own[0], end);
            for _ in 0..24 {
                let middle = f64::midpoint(fails, passes);
                match at(middle).contrast(ground) < least {
                    true => fails = middle,
                    false => passes = middle,
                }
            }
            Some((passes, at(passes)))
        };
        let candidates = [towards(0.0), towards(1.0)].into_iter().flatten();
        let nearest = candidates.min_by(|a, b| (a.0 - own[0]).abs().total_cmp(&(b.0 - own[0]).abs()));
        nearest.map(|(_, color)| color)
    }

    /// Rounded to hexadecimal digits.
    fn rounded(self) -> Color {
        Color::parse(&self.to_hex()).expect("what was written can be read")
    }

    // Björn Ottosson, “A perceptual color space for image processing” (2020): lightness, green to red, blue to yellow.
    fn to_oklab(self) -> [f64; 3] {
        let (red, green, blue) = (linear(self.red), linear(self.green), linear(self.blue));
        let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let medium = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        [
            0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short,
            1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short,
            0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short,
        ]
    }

    fn from_oklab([lightness, a, b]: [f64; 3]) -> Color {
        let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let medium = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        Color {
            red: encoded(4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short),
            green: encoded(-1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short),
            blue: encoded(-0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short),
        }
    }
}

fn linear(value: f64) -> f64 {
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn encoded(value: f64) -> f64 {
    let value = value.clamp(0.0, 1.0);
    if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Color {
        Color::parse(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((color("#000").contrast(color("#fff")) - 21.0).abs() < 1e-9);
        assert!((color("#767676").contrast(color("#ffffff")) - 4.54).abs() < 0.01);
        assert_eq!(color("#abc").contrast(color("#aabbcc")), 1.0);
    }

    #[test]
    fn the_nearest_color_that_passes_just_passes() {
        let ground = color("#ffffff");
        let better = color("#999999").with_contrast(ground, 4.5).unwrap();
        assert!(better.contrast(ground) >= 4.5 && better.contrast(ground) < 4.7, "{}", better.to_hex());
        assert_eq!(color("#888").with_contrast(color("#777"), 7.0), None);
    }
}
