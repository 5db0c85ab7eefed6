//! Reads a disturbance as it is written: `name` or `name=argument`.
//! What is not understood is refused with what would have been: the nearest name, or the form of the argument.
//! Must not know: what a disturbance does.

use super::{Disturbance, Kind, Nth, table::TABLE};
use jiff::SignedDuration;
use std::{num::NonZeroU64, str::FromStr, time::Duration};

/// The longest answer may be made to wait this long, in milliseconds.
const LONGEST_LATENCY: u64 = 600_000;
/// A clock may be wrong by this much, in seconds: ten years.
const WIDEST_SKEW: i64 = 315_576_000;

/// Why a disturbance was not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DisturbanceProblem {
    /// No disturbance has this name.
    #[error("there is no fault {name:?}{}; `countersign sandbox faults` lists them", near(*nearest))]
    Unknown {
        /// What was written.
        name: String,
        /// The name that is most like it.
        nearest: Option<&'static str>,
    },
    /// The argument is missing, not wanted, or of another form.
    #[error("the fault {name} {}", expects(form))]
    Argument {
        /// The disturbance.
        name: &'static str,
        /// The form of its argument; empty when it takes none.
        form: &'static str,
    },
    /// A crash point, which is only taken when a process starts.
    #[error("crash can only be given to `countersign sandbox serve` when it starts, such as --fault crash=before-commit:3")]
    Crash,
    /// There is no such kind of message.
    #[error("there is no kind of message {word:?}{}; there are proposal, accept, reject, final, terminate and status", near(*nearest))]
    Kind {
        /// What was written.
        word: String,
        /// The word that is most like it.
        nearest: Option<&'static str>,
    },
}

fn near(nearest: Option<&str>) -> String {
    nearest.map(|name| format!(" (did you mean {name}?)")).unwrap_or_default()
}

fn expects(form: &str) -> String {
    if form.is_empty() { "takes no argument".to_owned() } else { format!("expects ={form}") }
}

impl FromStr for Disturbance {
    type Err = DisturbanceProblem;

    fn from_str(text: &str) -> Result<Self, DisturbanceProblem> {
        let (name, argument) = match text.split_once('=') {
            Some((name, argument)) => (name, Some(argument)),
            None => (text, None),
        };
        let names = TABLE.iter().map(|row| row.name);
        let row = TABLE.iter().find(|row| row.name == name);
        let row = row.ok_or_else(|| DisturbanceProblem::Unknown { name: name.to_owned(), nearest: nearest(name, names) })?;
        if row.name == "crash" {
            return Err(DisturbanceProblem::Crash);
        }
        let wrong = DisturbanceProblem::Argument { name: row.name, form: row.argument };
        match (row.argument.is_empty(), argument) {
            (true, None) => plain(name).ok_or(wrong),
            (false, Some(argument)) => told(name, argument)?.ok_or(wrong),
            _ => Err(wrong),
        }
    }
}

/// A disturbance without an argument.
fn plain(name: &str) -> Option<Disturbance> {
    match name {
        "reorder" => Some(Disturbance::Reorder),
        "silent" => Some(Disturbance::Silent),
        "queue-stopped" => Some(Disturbance::QueueStopped),
        "key-rotated" => Some(Disturbance::KeyRotated),
        "maintenance" => Some(Disturbance::Maintenance),
        "altered-orders" => Some(Disturbance::AlteredOrders),
        _ => None,
    }
}

/// A disturbance with an argument; none when the argument has another form.
fn told(name: &str, argument: &str) -> Result<Option<Disturbance>, DisturbanceProblem> {
    Ok(match name {
        "latency" => number(argument, LONGEST_LATENCY).map(Duration::from_millis).map(Disturbance::Latency),
        "error-500" => argument.strip_prefix("every:").and_then(|every| every.parse().ok()).map(Disturbance::Error500),
        "cut" => number(argument, u64::from(u32::MAX)).map(Disturbance::Cut),
        "lose-request" => nth(argument)?.map(Disturbance::LoseRequest),
        "lose-answer" => nth(argument)?.map(Disturbance::LoseAnswer),
        "double" => Some(Disturbance::Double(kind(argument)?)),
        "clock-skew" => {
            let seconds = argument.parse().ok().filter(|seconds| (-WIDEST_SKEW..=WIDEST_SKEW).contains(seconds));
            seconds.map(SignedDuration::from_secs).map(Disturbance::ClockSkew)
        }
        "version" => is_version(argument).then(|| Disturbance::Version(argument.to_owned())),
        _ => None,
    })
}

fn number(text: &str, most: u64) -> Option<u64> {
    text.parse().ok().filter(|number| *number <= most)
}

/// `KIND` or `KIND:N`.
fn nth(argument: &str) -> Result<Option<Nth>, DisturbanceProblem> {
    let (word, number) = argument.split_once(':').unwrap_or((argument, "1"));
    let kind = kind(word)?;
    Ok(number.parse::<NonZeroU64>().ok().map(|number| Nth { kind, number }))
}

fn kind(word: &str) -> Result<Kind, DisturbanceProblem> {
    let found = Kind::ALL.into_iter().find(|kind| kind.word() == word);
    let nearest = || nearest(word, Kind::ALL.into_iter().map(Kind::word));
    found.ok_or_else(|| DisturbanceProblem::Kind { word: word.to_owned(), nearest: nearest() })
}

/// `2.0`: two short numbers.
fn is_version(text: &str) -> bool {
    let short = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    text.split_once('.').is_some_and(|(major, minor)| short(major) && short(minor))
}

/// The word that is most like what was written, if any is: at most a third of its letters differ.
fn nearest(written: &str, words: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let written = written.to_ascii_lowercase();
    let measured = words.map(|word| (distance(&written, word), word));
    measured.min_by_key(|(distance, _)| *distance).filter(|(distance, word)| distance * 3 <= word.len()).map(|(_, word)| word)
}

/// How many letters must be changed, added or taken away (Levenshtein, 1965).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, letter) in a.bytes().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        let mut next = vec![left];
        for (other, above) in b.bytes().zip(row.iter().skip(1)) {
            let changed = diagonal + usize::from(letter != other);
            diagonal = *above;
            left = changed.min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_is_read() {
        for text in [
            "latency=0",
            "latency=250",
            "error-500=every:3",
            "cut=0",
            "cut=120",
            "lose-request=proposal:1",
            "lose-answer=final:2",
            "double=accept",
            "reorder",
            "silent",
            "queue-stopped",
            "clock-skew=-600",
            "key-rotated",
            "maintenance",
            "version=2.0",
        ] {
            assert_eq!(text.parse::<Disturbance>().unwrap().to_string(), text);
        }
        assert_eq!("lose-request=status".parse::<Disturbance>().unwrap().to_string(), "lose-request=status:1");
    }

    #[test]
    fn every_row_of_the_table_can_be_read() {
        for row in TABLE.iter().filter(|row| row.name != "crash") {
            let example = match row.argument {
                "" => row.name.to_owned(),
                "every:N" => format!("{}=every:2", row.name),
                "KIND" | "KIND[:N]" => format!("{}=final", row.name),
                "VERSION" => format!("{}=2.0", row.name),
                _ => format!("{}=5", row.name),
            };
            assert_eq!(example.parse::<Disturbance>().unwrap().name(), row.name);
        }
    }

    #[test]
    fn what_is_nearly_right_is_named() {
        for (text, sentence) in [
            ("latncy=5", "there is no fault \"latncy\" (did you mean latency?)"),
            ("Silent", "there is no fault \"Silent\" (did you mean silent?)"),
            ("lost-answer=final", "did you mean lose-answer?"),
            ("que-stoped", "did you mean queue-stopped?"),
            ("banana", "there is no fault \"banana\"; `countersign sandbox faults`"),
            ("", "there is no fault \"\"; "),
            ("latency", "the fault latency expects =MS"),
            ("latency=", "the fault latency expects =MS"),
            ("latency=-1", "the fault latency expects =MS"),
            ("latency=600001", "the fault latency expects =MS"),
            ("latency=99999999999999999999", "the fault latency expects =MS"),
            ("error-500=3", "the fault error-500 expects =every:N"),
            ("error-500=every:0", "the fault error-500 expects =every:N"),
            ("silent=1", "the fault silent takes no argument"),
            ("lose-answer=fnal", "there is no kind of message \"fnal\" (did you mean final?)"),
            ("lose-answer=final:0", "the fault lose-answer expects =KIND[:N]"),
            ("double=final:2", "there is no kind of message \"final:2\""),
            ("clock-skew=9223372036854775807", "the fault clock-skew expects =SECONDS"),
            ("version=two", "the fault version expects =VERSION"),
            ("crash=before-send:1", "only be given to `countersign sandbox serve`"),
            ("version=2", "the fault version expects =VERSION"),
        ] {
            let said = text.parse::<Disturbance>().unwrap_err().to_string();
            assert!(said.contains(sentence), "{text}: {said}");
        }
    }

    #[test]
    fn distances_are_what_they_are_by_hand() {
        for (a, b, apart) in [("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("final", "final", 0)] {
            assert_eq!(distance(a, b), apart, "{a} {b}");
        }
    }
}
