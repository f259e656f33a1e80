//! The layout of kb's own pages: the inbox, the list of problems, rejected submissions.

use crate::escape::escape;

/// A whole page around a piece of HTML.
pub fn own_page(title: &str, main: &str) -> String {
    let title = escape(title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"/_kb/live.css\">\n</head>\n<body class=\"kb-own\">\n<main>\n\
         <h1>{title}</h1>\n{main}</main>\n</body>\n</html>\n"
    )
}
