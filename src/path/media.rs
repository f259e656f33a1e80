//! Media types of files, by their names.

/// The media type with which `kb serve` and most hosts send a file of this name. A name of an unknown type gives
/// `application/octet-stream`, which browsers save instead of showing it.
pub fn media_type(name: &str) -> String {
    mime_guess::from_path(name).first_or_octet_stream().to_string()
}

/// Whether compressing files of a media type is worth it.
pub fn is_compressible(kind: &str) -> bool {
    let essence = kind.split(';').next().unwrap_or(kind);
    essence.starts_with("text/")
        || essence.ends_with("+xml")
        || essence.ends_with("+json")
        || matches!(
            essence,
            "application/json" | "application/javascript" | "application/xml" | "application/wasm"
        )
}

/// Whether files with this extension are images, sounds or films.
pub fn is_media(extension: &str) -> bool {
    let mut kinds = mime_guess::from_ext(extension).into_iter();
    kinds.any(|kind| matches!(kind.type_().as_str(), "image" | "audio" | "video"))
}

/// Whether a page may show a file with this extension: an image, a sound, a film, its subtitles, or a file of an unknown type.
pub fn may_be_shown(extension: &str) -> bool {
    let is_known = mime_guess::from_ext(extension).first().is_some();
    !is_known || is_media(extension) || extension.eq_ignore_ascii_case("vtt")
}

/// Whether files with this extension are sent as HTML or as XML, in which a browser runs scripts (MIME Sniffing Standard,
/// section 4.6, "HTML MIME type" and "XML MIME type").
pub fn is_markup(extension: &str) -> bool {
    mime_guess::from_ext(extension).iter().any(|kind| {
        let kind = kind.essence_str();
        matches!(kind, "text/html" | "text/xml" | "application/xml") || kind.ends_with("+xml")
    })
}
