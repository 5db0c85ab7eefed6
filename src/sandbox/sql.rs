//! A filter as an SQL condition.
//! Values only ever travel as parameters; the text is put together from our own words.
//! Must not know: sessions, HTTP, or how rows are shown.

use super::list::{List, Matches};
use crate::registry::query::{Filter, Term, bounds, minutes};
use jiff::Timestamp;
use rusqlite::types::Value;

/// A condition and the values of its question marks, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Condition {
    /// The SQL text.
    pub sql: String,
    /// The values.
    pub values: Vec<Value>,
}

/// What always and never holds.
const ALWAYS: &str = "1";
const NEVER: &str = "0";

impl Condition {
    /// The condition of a filter: every term holds. Ages are counted back from `now`.
    pub(super) fn of(list: &List, filter: &Filter, now: Timestamp) -> Self {
        let mut all = Self { sql: ALWAYS.to_owned(), values: Vec::new() };
        for term in &filter.terms {
            all.and(of_term(list, term, now));
        }
        all
    }

    /// Adds another condition that must hold as well.
    pub(super) fn and(&mut self, other: Self) {
        if self.sql == ALWAYS {
            *self = other;
            return;
        }
        self.sql.push_str(" AND ");
        self.sql.push_str(&other.sql);
        self.values.extend(other.values);
    }

    fn never() -> Self {
        Self { sql: NEVER.to_owned(), values: Vec::new() }
    }
}

/// One term.
fn of_term(list: &List, term: &Term, now: Timestamp) -> Condition {
    let positive = match term.field {
        None => any_of(list.words, &term.value),
        Some(name) => list.meaning(name).map_or_else(Condition::never, |meaning| of_match(&meaning.matches, &term.value, now)),
    };
    let sql = if term.negated { format!("NOT ({})", positive.sql) } else { format!("({})", positive.sql) };
    Condition { sql, values: positive.values }
}

/// A value of a field.
fn of_match(matches: &Matches, value: &str, now: Timestamp) -> Condition {
    match *matches {
        Matches::Contains(column) => any_of(&[&format!("{column} LIKE ? ESCAPE '\\'")], value),
        Matches::Is(expression) => Condition { sql: expression.to_owned(), values: vec![Value::Text(value.to_owned())] },
        Matches::Holds(condition) => {
            // The one question mark such a condition can have stands for the time it is.
            let values = condition.contains('?').then(|| Value::Integer(now.as_millisecond())).into_iter().collect();
            let sql = if value == "yes" { condition.to_owned() } else { format!("NOT ({condition})") };
            Condition { sql, values }
        }
        Matches::Like(expression) => any_of(&[expression], value),
        Matches::Ago(column) => ago(value, column, now),
        Matches::Within(column) => within(value, &format!("{column} >= ? AND {column} <= ?")),
        Matches::Between(expression) => within(value, expression),
        Matches::Shares => within(value, "last >= ? AND first <= ?"),
    }
}

/// One of the conditions holds for the text as a pattern.
fn any_of(conditions: &[&str], text: &str) -> Condition {
    let pattern = like_pattern(text);
    let values = conditions.iter().map(|_| Value::Text(pattern.clone())).collect();
    Condition { sql: conditions.join(" OR "), values }
}

/// Anything that contains the text, with LIKE's own signs taken literally.
fn like_pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// An expression of both ends of a range, the least first. Nothing in the book is greater than SQLite's greatest number.
fn within(value: &str, expression: &str) -> Condition {
    let Some(range) = bounds(value) else { return Condition::never() };
    let Ok(least) = i64::try_from(*range.start()) else { return Condition::never() };
    let most = i64::try_from(*range.end()).unwrap_or(i64::MAX);
    Condition { sql: expression.to_owned(), values: vec![Value::Integer(least), Value::Integer(most)] }
}

/// Moments that lie so long before now. What never was, kept as 0, is no moment.
fn ago(value: &str, column: &str, now: Timestamp) -> Condition {
    let Some(range) = minutes(value) else { return Condition::never() };
    let before = |minutes: u64| {
        let length = i64::try_from(minutes).ok().and_then(|minutes| minutes.checked_mul(60_000));
        length.map_or(1, |length| now.as_millisecond().saturating_sub(length).max(1))
    };
    let values = vec![Value::Integer(before(*range.end())), Value::Integer(before(*range.start()))];
    Condition { sql: format!("coalesce({column} BETWEEN ? AND ?, 0)"), values }
}

#[cfg(test)]
mod tests {
    use super::super::list::{ACCOUNTS, BLOCKS};
    use super::*;
    use proptest::prelude::*;

    fn of(list: &List, text: &str) -> Condition {
        Condition::of(list, &Filter::parse(text, list.fields).unwrap(), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn values_travel_as_parameters() {
        let condition = of(&ACCOUNTS, "party:GHA -holder:100%_a held:5..");
        assert_eq!(condition.sql, "(party = ?) AND NOT (holder LIKE ? ESCAPE '\\') AND (held >= ? AND held <= ?)");
        let values = [Value::Text("GHA".into()), Value::Text("%100\\%\\_a%".into()), Value::Integer(5), Value::Integer(i64::MAX)];
        assert_eq!(condition.values, values);
        assert_eq!(of(&ACCOUNTS, "").sql, "1");
        assert_eq!(of(&BLOCKS, "9223372036854775808..").sql, "(0)");
        assert_eq!(of(&ACCOUNTS, "vintage:2022..2024").values, [Value::Integer(2022), Value::Integer(2024)]);
        assert_eq!(of(&ACCOUNTS, "-vintage:9223372036854775808").sql, "NOT (0)");
        assert_eq!(of(&BLOCKS, "4000..5000").sql, "(last >= ? AND first <= ?)");
    }

    proptest! {
        #[test]
        fn the_text_is_the_same_for_every_value(value in "[^\\p{Cc}\"\\\\]{1,40}") {
            let text = format!("holder:\"a{value}\"");
            prop_assert_eq!(of(&ACCOUNTS, &text).sql, "(holder LIKE ? ESCAPE '\\')");
        }
    }
}
