//! `[outputs]`: what is costly, or not for everybody, and can be switched on or off.

use crate::data::Reader;
use crate::diagnostic::{Diagnostics, codes};

/// `[outputs]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// The search: its index and the page of all articles.
    pub search: bool,
    /// Related articles are found by their text too.
    pub related_text: bool,
    /// A `preview.json` for each page.
    pub previews: bool,
    /// `atom.xml` and `feed.json`, of the site, its collections and its tags.
    pub feeds: bool,
    /// `llms.txt`, an overview for language models.
    pub llms: bool,
    /// Lists (tags, sides, all articles) are in the sitemap too.
    pub sitemap_lists: bool,
    /// A `.br` and a `.gz` copy next to each file of text.
    pub compress: bool,
}

impl Default for Outputs {
    fn default() -> Outputs {
        Outputs {
            search: true,
            related_text: true,
            previews: true,
            feeds: true,
            llms: true,
            sitemap_lists: false,
            compress: false,
        }
    }
}

/// Names reserved for outputs that kb cannot make yet.
const PLANNED: [&str; 2] = ["cards", "markdown"];

pub(super) fn read_outputs(mut reader: Reader<'_>, found: &mut Diagnostics) -> Outputs {
    let default = Outputs::default();
    let outputs = Outputs {
        search: reader.boolean("search", default.search, found),
        related_text: reader.boolean("related-text", default.related_text, found),
        previews: reader.boolean("previews", default.previews, found),
        feeds: reader.boolean("feeds", default.feeds, found),
        llms: reader.boolean("llms", default.llms, found),
        sitemap_lists: reader.boolean("sitemap-lists", default.sitemap_lists, found),
        compress: reader.boolean("compress", default.compress, found),
    };
    for key in PLANNED {
        if reader.boolean(key, false, found)
            && let Some(value) = reader.value(key)
        {
            found
                .report(
                    &codes::CONFIG_INVALID,
                    reader.span(&value.range),
                    format!("the output `{key}` is not available yet"),
                )
                .label("only `false` for now")
                .hint("remove the line; this version of kb does not support this output");
        }
    }
    reader.finish(found);
    outputs
}
