//! What came in through the site's forms: in memory, the newest first, and never more than a hand can count.

use std::collections::VecDeque;

use serde::Serialize;

use super::own_page::own_page;
use crate::escape::escape;

/// What came in before is forgotten.
const LONGEST_INBOX: usize = 200;

/// All that came in.
#[derive(Debug, Default)]
pub struct Inbox {
    letters: VecDeque<Letter>,
    received: u64,
}

/// What one form sent.
#[derive(Clone, Debug, Serialize)]
pub struct Letter {
    /// Counts from 1, whatever was forgotten or cleared.
    pub number: u64,
    /// The form's name.
    pub form: String,
    /// When it came, in seconds since 1970-01-01T00:00:00Z.
    pub received: i64,
    /// Whether a robot filled in the field that people do not see.
    pub robot: bool,
    /// The fields as they were sent, in their order.
    pub fields: Vec<(String, String)>,
}

impl Inbox {
    /// Keeps what came in.
    pub fn receive(&mut self, form: &str, received: i64, robot: bool, fields: Vec<(String, String)>) {
        self.received += 1;
        let letter = Letter { number: self.received, form: form.to_owned(), received, robot, fields };
        self.letters.push_front(letter);
        self.letters.truncate(LONGEST_INBOX);
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.letters.clear();
    }

    /// A JSON array, the newest first.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.letters).expect("texts and numbers are always JSON")
    }

    /// The page.
    pub fn to_html(&self) -> String {
        let mut main = String::from(
            "<p>What the forms of this site sent while <code>kb serve</code> runs. Nothing is stored or sent on. \
             <a href=\"/_kb/inbox.json\">The same as JSON</a></p>\n",
        );
        if self.letters.is_empty() {
            main.push_str("<p>Nothing came in yet. Fill in a form of the site.</p>\n");
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
        let robot = if self.robot { "<p><b>A robot:</b> the hidden field was filled in.</p>\n" } else { "" };
        let field = |(name, value): &(String, String)| {
            format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escape(name), escape(value))
        };
        let fields: String = self.fields.iter().map(field).collect();
        let time = clock(self.received);
        format!(
            "<article class=\"kb-letter\">\n<h2>{}. {}</h2>\n<p><time datetime=\"{time}\">{time}</time></p>\n{robot}\
             <table>\n{fields}</table>\n</article>\n",
            self.number,
            escape(&self.form)
        )
    }
}

/// `2026-01-31T12:00:00Z`
fn clock(seconds: i64) -> String {
    // Days to a date of the Gregorian calendar (H. Hinnant, “chrono-compatible low-level date algorithms”).
    let days = seconds.div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    let second = seconds.rem_euclid(86_400);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
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
        assert!(inbox.to_html().contains("Nothing came in yet"));
    }

    #[test]
    fn what_came_in_cannot_act() {
        let mut inbox = Inbox::default();
        inbox.receive("news", 1_767_225_600, true, vec![("<b>".into(), "<script>alert(1)</script>".into())]);
        let html = inbox.to_html();
        assert!(
            html.contains("<th scope=\"row\">&lt;b&gt;</th><td>&lt;script&gt;alert(1)&lt;/script&gt;</td>"),
            "{html}"
        );
        assert!(html.contains("2026-01-01T00:00:00Z") && html.contains("A robot"), "{html}");
    }

    #[test]
    fn instants_are_written_as_dates() {
        assert_eq!(clock(0), "1970-01-01T00:00:00Z");
        assert_eq!(clock(951_827_696), "2000-02-29T12:34:56Z");
        assert_eq!(clock(-1), "1969-12-31T23:59:59Z");
    }
}
