//! Dates and times in front matter.

use std::fmt;

/// A day, or a time on that day. Compared in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Seconds since 1970-01-01T00:00:00Z; midnight if only a day is known.
    pub instant: i64,
    /// The year as written.
    pub year: i32,
    /// 1 to 12, as written.
    pub month: u8,
    /// 1 to 31, as written.
    pub day: u8,
}

impl Date {
    /// Reads RFC 3339: `2026-03-02`, `2026-03-02T09:30:00Z`, `2026-03-02 09:30+01:00`. Without an offset it is UTC.
    /// None if the text is not a date, or if there is no such day.
    pub fn parse(text: &str) -> Option<Date> {
        let (day_part, rest) = text.split_at_checked(10)?;
        let mut numbers = day_part.split('-').map(digits);
        let (year, month, day) = (numbers.next()??, numbers.next()??, numbers.next()??);
        if numbers.next().is_some() || day_part.find('-') != Some(4) {
            return None;
        }
        let (year, month, day) =
            (i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        let seconds = if rest.is_empty() { 0 } else { seconds_of_day(rest)? };
        Some(Date { instant: days_since_epoch(year, month, day) * 86_400 + seconds, year, month, day })
    }
}

/// What is wrong with a date that does not exist, such as 2026-02-30, and how to fix it; none if `text` is not in date format or
/// the date exists.
pub fn impossible_day(text: &str) -> Option<(String, String)> {
    let mut parts = text.get(..10)?.split('-').map(|part| digits(part).filter(|_| part.len() < 5));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let is_end = !text[10..]
        .starts_with(|letter: char| letter.is_ascii_alphanumeric() && !matches!(letter, 'T' | 't'));
    if parts.next().is_some() || text.find('-') != Some(4) || !is_end {
        return None;
    }
    let written = &text[..10];
    let Some(name) = usize::try_from(month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)) else {
        return Some((
            format!("there is no month {month:02}: {written}"),
            "write year, month and day: 2026-03-02".to_owned(),
        ));
    };
    let days = days_in_month(i32::try_from(year).ok()?, u8::try_from(month).ok()?);
    (!(1..=i64::from(days)).contains(&day))
        .then(|| (format!("there is no {written}"), format!("{name} {year} has {days} days")))
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A time in UTC, as in RFC 3339: `2026-03-02T09:30:00Z`.
pub fn instant_text(instant: i64) -> String {
    let (year, month, day) = civil_from_days(instant.div_euclid(86_400));
    let seconds = instant.rem_euclid(86_400);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}Z")
}

/// `2026-03-02`
impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn digits(text: &str) -> Option<i64> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn seconds_of_day(text: &str) -> Option<i64> {
    let text = text.strip_prefix(['T', 't', ' '])?;
    let offset_at = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (clock, offset) = text.split_at(offset_at);
    // A fraction of a second does not change the day.
    let clock = clock.split_once('.').map_or(clock, |(clock, _)| clock);
    let mut parts = clock.split(':').map(digits);
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    if hours > 23 || minutes > 59 || seconds > 60 || parts.next().is_some() {
        return None;
    }
    let offset = match offset {
        "" | "Z" | "z" => 0,
        offset => {
            let (hours, minutes) = offset[1..].split_once(':')?;
            let minutes = digits(hours)? * 60 + digits(minutes)?;
            if offset.starts_with('-') { -minutes } else { minutes }
        }
    };
    Some(hours * 3600 + minutes * 60 + seconds - offset * 60)
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

// The algorithm is Howard Hinnant's `days_from_civil` (“chrono-Compatible Low-Level Date Algorithms”).
fn days_since_epoch(year: i32, month: u8, day: u8) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

// Howard Hinnant's `civil_from_days`, the inverse.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_it_is_read() {
        for text in
            ["1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2024-02-29T09:30:05Z", "2100-03-01T00:00:00Z"]
        {
            assert_eq!(Date::parse(text).map(|date| instant_text(date.instant)).as_deref(), Some(text));
        }
    }

    #[test]
    fn dates_are_compared_in_utc() {
        let instant = |text| Date::parse(text).map(|date| date.instant);
        assert_eq!(instant("1970-01-01"), Some(0));
        assert_eq!(instant("2026-03-02"), Some(1_772_409_600));
        assert_eq!(instant("2026-03-02T01:00:00+01:00"), instant("2026-03-02"));
        assert_eq!(instant("2026-03-01 23:30:00.5-00:30"), instant("2026-03-02"));
        assert_eq!(instant("2024-02-29"), Some(1_709_164_800));
    }

    #[test]
    fn what_is_not_a_date_is_rejected() {
        for text in [
            "",
            "2026",
            "2026-2-3",
            "2026-02-30",
            "2026-13-01",
            "2026-01-01T25:00:00",
            "2026-01-01x",
            "20é6-01-01",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
