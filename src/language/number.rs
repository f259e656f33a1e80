//! Numbers as languages write them, by the Unicode CLDR. The only module that imports `icu_decimal`.

use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_locale_core::extensions::unicode::value;
use icu_locale_core::preferences::extensions::unicode::keywords::NumberingSystem;

use super::Language;

/// How a language writes numbers. Make it once for many numbers.
pub struct Numbers(DecimalFormatter);

impl Language {
    /// How this language separates thousands and decimals. All languages get the digits 0 to 9, which scripts write too.
    pub fn numbers(&self) -> Numbers {
        let mut preferences = DecimalFormatterPreferences::from(&self.locale());
        preferences.numbering_system = NumberingSystem::try_from(value!("latn")).ok();
        let formatter = DecimalFormatter::try_new(preferences, DecimalFormatterOptions::default());
        Numbers(formatter.expect("the data of all languages is compiled in"))
    }
}

impl Numbers {
    /// A number: `1,234.5`.
    pub fn write(&self, number: f64) -> String {
        self.0.format(&decimal(number)).to_string()
    }
}

/// The digits of a number, on which both its separators and its plural form depend. 0 if it is not finite.
pub(super) fn decimal(number: f64) -> Decimal {
    number.to_string().parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_separators_of_the_cldr() {
        // cldr-numbers-full 48.2.0: `decimal`, `group` and `minimumGroupingDigits` of each.
        for (tag, expected) in [
            ("en", "1,234.5"),
            ("nl", "1.234,5"),
            ("de", "1.234,5"),
            ("fr", "1\u{202f}234,5"),
            ("es", "1234,5"),
            ("pt", "1.234,5"),
            ("it", "1234,5"),
            ("pl", "1234,5"),
            ("ar", "1,234.5"),
            ("ja", "1,234.5"),
            ("zh", "1,234.5"),
            ("zh-yue", "1,234.5"),
        ] {
            assert_eq!(Language::parse(tag).unwrap().numbers().write(1234.5), expected, "{tag}");
        }
        assert_eq!(Language::english().numbers().write(7.0), "7");
    }
}
