//! Every error and lint that kb knows, with its name, its default level and its explanation.

use super::Level;

/// A kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// As printed in brackets, and as `kb explain` and `[lints]` take it.
    pub name: &'static str,
    /// Its default level.
    pub level: Level,
    /// Whether a site may change its level.
    pub is_lint: bool,
    /// What it means, an example and its fix, in Markdown.
    pub explanation: &'static str,
}

impl Code {
    /// The first line of its explanation: what is wrong, in a few words.
    pub fn title(&self) -> &'static str {
        self.explanation.lines().find(|line| !line.is_empty()).unwrap_or("")
    }
}

/// Finds a code by its name; none if there is no such code.
pub fn find_code(name: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.name == name)
}

macro_rules! declare {
    ($($name:ident $text:literal $level:ident $is_lint:literal;)*) => {
        $(
            #[doc = concat!("`", $text, "`; see its explanation.")]
            pub static $name: Code = Code {
                name: $text,
                level: Level::$level,
                is_lint: $is_lint,
                explanation: include_str!(concat!("explain/", $text, ".md")),
            };
        )*

        /// All of them, in the order of their names.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

declare! {
    ADDRESS_CLASH "address-clash" Deny false;
    ADDRESS_INVALID "address-invalid" Deny false;
    ARTICLE_EXTENSION "article-extension" Warn true;
    BLOCK_DUPLICATE "block-duplicate" Deny false;
    BLOCK_MISSING "block-missing" Deny true;
    BOX_TICKED "box-ticked" Deny true;
    CALLOUT_UNKNOWN "callout-unknown" Warn true;
    COLLECTION_EMPTY "collection-empty" Warn true;
    CONFIG_INVALID "config-invalid" Deny false;
    CONSENT_ALTERED "consent-altered" Deny true;
    CONSENT_UNRECORDED "consent-unrecorded" Warn true;
    CONTRAST_LOW "contrast-low" Warn true;
    CSS_PROPERTY_UNSET "css-property-unset" Warn true;
    CSS_UNCLOSED "css-unclosed" Warn true;
    CTA_MISSING "cta-missing" Deny false;
    CTA_TO_ITSELF "cta-to-itself" Warn true;
    CTA_UNUSED "cta-unused" Warn true;
    DEFINITION_UNUSED "definition-unused" Warn true;
    DIAGRAM_AS_CODE "diagram-as-code" Warn true;
    EMBED_CYCLE "embed-cycle" Deny false;
    EXCLUDE_UNUSED "exclude-unused" Warn true;
    FIELD_MISSING "field-missing" Deny true;
    FIELD_TYPE "field-type" Deny false;
    FILE_ACTIVE "file-active" Deny true;
    FILE_MISSING "file-missing" Deny true;
    FILE_NOT_UTF8 "file-not-utf8" Deny false;
    FILE_UNREADABLE "file-unreadable" Deny false;
    FOOTNOTE_MISSING "footnote-missing" Warn true;
    FOOTNOTE_UNUSED "footnote-unused" Warn true;
    FORM_DATE_PAST "form-date-past" Warn true;
    FORM_INSECURE "form-insecure" Deny true;
    FORM_INVALID "form-invalid" Deny false;
    FORM_MISSING "form-missing" Deny false;
    FORM_NO_BACKEND "form-no-backend" Deny true;
    FORM_TWICE "form-twice" Deny false;
    HEADING_DUPLICATE "heading-duplicate" Deny false;
    HEADING_EMPTY "heading-empty" Warn true;
    HEADING_MISSING "heading-missing" Deny true;
    HOST_REDIRECT "host-redirect" Warn true;
    HTML_REMOVED "html-removed" Warn true;
    ID_DUPLICATE "id-duplicate" Warn true;
    KEY_FOREIGN "key-foreign" Warn true;
    KEY_MISPLACED "key-misplaced" Deny false;
    KEY_UNKNOWN "key-unknown" Deny true;
    LANGUAGE_STRINGS_MISSING "language-strings-missing" Warn true;
    LANGUAGE_UNKNOWN "language-unknown" Deny false;
    LINK_ABSOLUTE "link-absolute" Warn true;
    LINK_AMBIGUOUS "link-ambiguous" Deny true;
    LINK_EMPTY "link-empty" Warn true;
    LINK_INVALID "link-invalid" Deny true;
    LINK_MISSING "link-missing" Deny true;
    LINK_TO_DRAFT "link-to-draft" Deny true;
    LINK_TO_OTHER_LANGUAGE "link-to-other-language" Allow true;
    LINT_UNKNOWN "lint-unknown" Warn true;
    MATH_INVALID "math-invalid" Deny true;
    MENU_LONG "menu-long" Warn true;
    ORPHAN_ARTICLE "orphan-article" Allow true;
    PAGE_PANIC "page-panic" Deny false;
    PDF_INVALID "pdf-invalid" Deny false;
    PDF_OUTDATED "pdf-outdated" Warn true;
    PICTURE_ALT "picture-alt" Warn true;
    PRIVACY_MISSING "privacy-missing" Warn true;
    SECURITY_EXPIRES "security-expires" Warn true;
    SHORTCODE_ARGUMENT "shortcode-argument" Deny false;
    SHORTCODE_SYNTAX "shortcode-syntax" Deny false;
    SHORTCODE_UNKNOWN "shortcode-unknown" Deny false;
    SITE_TOML_MISSING "site-toml-missing" Deny false;
    STRAY_MARKUP "stray-markup" Warn true;
    SUMMARY_MISSING "summary-missing" Allow true;
    SVG_CLEANED "svg-cleaned" Warn true;
    SVG_INVALID "svg-invalid" Deny false;
    SYMLINK_OUTSIDE "symlink-outside" Deny false;
    SYNTAX "syntax" Deny false;
    TABLE_CELLS "table-cells" Warn true;
    TEMPLATE_ERROR "template-error" Deny false;
    TEMPLATE_MISSING "template-missing" Deny false;
    TEMPLATE_UNSAFE "template-unsafe" Warn true;
    TEXT_UNUSED "text-unused" Warn true;
    THEME_FILE_UNUSED "theme-file-unused" Warn true;
    THEME_INVALID "theme-invalid" Deny false;
    THEME_MISSING "theme-missing" Deny false;
    TITLE_DUPLICATE "title-duplicate" Warn true;
    TITLE_MARKUP "title-markup" Warn true;
    TRANSLATION_CLASH "translation-clash" Deny false;
    TRANSLATION_MISSING "translation-missing" Allow true;
    TRANSLATION_OUTDATED "translation-outdated" Warn true;
}
