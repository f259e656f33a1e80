//! Tags of shortcodes that are not written as calls: `{% aside %}`, `{{ icon }}`, `{% endaside %}`.

/// A stray tag in braces that may have been meant as part of a shortcode.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct ShortcodeTag<'a> {
    /// The name of the shortcode; empty for `{% end %}`.
    pub name: &'a str,
    /// Whether it was meant to end a body.
    pub is_end: bool,
}

impl<'a> ShortcodeTag<'a> {
    /// Reads the whole tag; none if it has more than a name or is no tag in braces.
    pub fn read(tag: &'a str) -> Option<ShortcodeTag<'a>> {
        let is_block = tag.starts_with("{%");
        let inner = match is_block {
            true => tag.strip_prefix("{%")?.strip_suffix("%}")?,
            false => tag.strip_prefix("{{")?.strip_suffix("}}")?,
        };
        let word = inner.trim();
        let name = match is_block {
            true => word.strip_prefix("end").or_else(|| word.strip_prefix('/')).map(str::trim_start),
            false => None,
        };
        let (name, is_end) = (name.unwrap_or(word), name.is_some());
        let is_name =
            name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'));
        (is_name && (is_end || !name.is_empty())).then_some(ShortcodeTag { name, is_end })
    }

    /// How it is written. `has_body` is that of the shortcode of this name; none if there is no such shortcode.
    pub fn hint(&self, has_body: Option<bool>) -> Option<String> {
        let name = self.name;
        match (self.is_end, has_body) {
            (true, None) if name.is_empty() => {
                Some("remove it: no shortcode is open here; a body begins with `{% name(…) %}`".to_owned())
            }
            (true, Some(_)) => Some("write `{% end %}`".to_owned()),
            (false, Some(true)) => Some(format!("write `{{% {name}() %}} … {{% end %}}`")),
            (false, Some(false)) => Some(format!("write `{{{{ {name}() }}}}`")),
            (_, None) => None,
        }
    }
}
