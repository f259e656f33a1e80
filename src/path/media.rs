//! Media types of files, by their names.

/// The media type with which `kb serve` and most hosts send a file of this name. A name of an unknown type gives
/// `application/octet-stream`, which browsers save instead of showing it.
pub fn media_type(name: &str) -> String {
    mime_guess::from_path(name).first_or_octet_stream().to_string()
}

/// Whether files with this extension are sent as HTML or as XML, in which a browser runs scripts (MIME Sniffing Standard,
/// section 4.6, "HTML MIME type" and "XML MIME type").
pub fn is_markup(extension: &str) -> bool {
    mime_guess::from_ext(extension).iter().any(|kind| {
        let kind = kind.essence_str();
        matches!(kind, "text/html" | "text/xml" | "application/xml") || kind.ends_with("+xml")
    })
}
