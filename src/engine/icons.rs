//! The site's icon: the token `icon` of the theme, and the files that follow from it.

use super::{Artifact, Snapshot};
use crate::blob::Blob;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::path::{OutputPath, SourcePath};
use crate::publish::{Icon, ico_of_colors, ico_of_png, manifest, png_size};
use crate::site::rules::{FAVICON, MANIFEST};
use crate::source::STATIC;
use crate::theme::TokenValue;

/// More bytes are not an icon.
const MOST: u64 = 4 << 20;

impl Snapshot {
    /// The files that follow from the icon.
    pub(super) fn icon_paths(&self) -> impl Iterator<Item = OutputPath> {
        let names = [FAVICON, MANIFEST].map(|name| OutputPath::new(name).expect("a plain file name"));
        names.into_iter().filter(|path| self.icon_file_at(path).is_some())
    }

    /// The file at a path, if it follows from the icon and the site has none of its own.
    pub(super) fn icon_file_at(&self, path: &OutputPath) -> Option<Artifact> {
        let is_there = match path.as_str() {
            FAVICON => true,
            MANIFEST => self.icon().is_some(),
            _ => false,
        };
        (is_there && self.copied_to(path).is_none()).then(|| Artifact::IconFile(path.clone()))
    }

    /// Makes such a file.
    pub(super) fn icon_file(&self, path: &OutputPath) -> Option<Blob> {
        let file = self.icon().and_then(|icon| self.sources.get(&icon));
        let bytes = file.and_then(|file| file.content.bytes_up_to(MOST).ok());
        let png = bytes.as_deref().filter(|bytes| png_size(bytes).is_some());
        if path.as_str() == FAVICON {
            let color = |name: &str| self.token(name).unwrap_or("");
            let ico = png.map_or_else(|| ico_of_colors(color("side-a"), color("side-b")), ico_of_png);
            return Some(ico.into());
        }
        let icon = self.icon()?;
        let path = icon.below(STATIC)?;
        Some(manifest(&self.config, Icon { path, png }).into())
    }

    /// Reports an icon that no browser can use. One that does not exist is reported with the other images of the theme.
    pub(super) fn check_icon(&self) -> Diagnostics {
        let mut found = Diagnostics::default();
        let Some(icon) = self.icon() else { return found };
        let Some(file) = self.sources.get(&icon) else { return found };
        let written = self.config.theme.tokens.get("icon");
        let span = || Span::new(&self.config.path, written.map_or(0..0, |value| value.range.clone()));
        let extension = icon.extension().to_ascii_lowercase();
        if extension == "svg" {
            return found;
        }
        let size = file.content.bytes_up_to(MOST).ok().and_then(|bytes| png_size(&bytes));
        let message = match size.filter(|_| extension == "png") {
            Some((width, height)) if width == height => return found,
            Some((width, height)) => {
                format!("the icon is {width} pixels wide and {height} high, but icons are square")
            }
            None => format!("`{icon}` is no PNG and no SVG file"),
        };
        found.report(&codes::CONFIG_INVALID, span(), message).hint(
            "use a square PNG of 512 pixels, which serves browsers, telephones and tablets, or an SVG file",
        );
        found
    }

    /// The author's file that the theme's token names.
    fn icon(&self) -> Option<SourcePath> {
        let path = self.token("icon").filter(|path| !path.is_empty())?;
        SourcePath::new(&format!("{STATIC}/{}", path.trim_start_matches('/')))
    }

    /// The value of a token, for the light scheme.
    fn token(&self, name: &str) -> Option<&str> {
        match self.theme.tokens.get(name)? {
            TokenValue::Text(text) | TokenValue::Color { light: text, .. } => Some(text),
            TokenValue::Number(_) | TokenValue::Boolean(_) => None,
        }
    }
}
