//! The submissions of the site's forms: in memory, newest first, and only the latest ones.

use std::collections::VecDeque;

use serde::Serialize;

use super::own_page::own_page;
use crate::data::instant_text;
use crate::escape::escape;

/// How many submissions are kept.
const LONGEST_INBOX: usize = 200;

/// All submissions.
#[derive(Debug, Default)]
pub struct Inbox {
    letters: VecDeque<Letter>,
    received: u64,
}

/// One submission.
#[derive(Clone, Debug, Serialize)]
pub struct Letter {
    /// Counts from 1, no matter what was dropped or cleared.
    pub number: u64,
    /// The form's name.
    pub form: String,
    /// When it arrived, in seconds since 1970-01-01T00:00:00Z.
    pub received: i64,
    /// Whether the hidden field for bots was filled in.
    pub robot: bool,
    /// The fields as sent, in order.
    pub fields: Vec<(String, String)>,
}

impl Inbox {
    /// Keeps a submission.
    pub fn receive(&mut self, form: &str, received: i64, robot: bool, fields: Vec<(String, String)>) {
        self.received += 1;
        let letter = Letter { number: self.received, form: form.to_owned(), received, robot, fields };
        self.letters.push_front(letter);
        self.letters.truncate(LONGEST_INBOX);
    }

    /// Clears the inbox.
    pub fn clear(&mut self) {
        self.letters.clear();
    }

    /// A JSON array, newest first.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.letters).expect("texts and numbers are always JSON")
    }

    /// The page.
    pub fn to_html(&self) -> String {
        let mut main = String::from(
            "<p>Submissions received while <code>kb serve</code> runs. They are neither stored nor forwarded. \
             <a href=\"/_kb/inbox.json\">View as JSON</a></p>\n",
        );
        if self.letters.is_empty() {
            main.push_str("<p>No submissions yet. Fill in a form on the site.</p>\n");
            return own_page("Inbox", &main);
        }
        main.push_str("<form method=\"post\" action=\"/_kb/inbox/clear\"><button type=\"submit\">Clear</button></form>\n");
        for letter in &self.letters {
            main.push_str(&letter.to_html());
        }
        own_page("Inbox", &main)
    }
}

impl Letter {
    fn to_html(&self) -> String {
        let robot = if self.robot { "<p><b>Bot:</b> the hidden field was filled in.</p>\n" } else { "" };
        let field = |(name, value): &(String, String)| {
            format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escape(name), escape(value))
        };
        let fields: String = self.fields.iter().map(field).collect();
        let time = instant_text(self.received);
        format!(
            "<article class=\"kb-letter\">\n<h2>{}. {}</h2>\n<p><time datetime=\"{time}\">{time}</time></p>\n{robot}\
             <table>\n{fields}</table>\n</article>\n",
            self.number,
            escape(&self.form)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_comes_first_and_the_oldest_are_forgotten() {
        let mut inbox = Inbox::default();
        (0..300).for_each(|number| inbox.receive(&format!("form-{number}"), 0, false, Vec::new()));
        assert_eq!(inbox.letters.len(), LONGEST_INBOX);
        assert_eq!((inbox.letters[0].number, inbox.letters[0].form.as_str()), (300, "form-299"));
        inbox.clear();
        assert!(inbox.to_html().contains("No submissions yet"));
    }

    #[test]
    fn submissions_are_escaped() {
        let mut inbox = Inbox::default();
        inbox.receive("news", 1_767_225_600, true, vec![("<b>".into(), "<script>alert(1)</script>".into())]);
        let html = inbox.to_html();
        assert!(
            html.contains("<th scope=\"row\">&lt;b&gt;</th><td>&lt;script&gt;alert(1)&lt;/script&gt;</td>"),
            "{html}"
        );
        assert!(html.contains("2026-01-01T00:00:00Z") && html.contains("Bot:"), "{html}");
    }
}
