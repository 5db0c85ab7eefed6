//! Whether a reason says anything: a word that fits everything, one's own last one again, the initiator's, one without its ticket (F20).
//! Such a reason is flagged and never refused: sometimes the same thing is so twice.
//! Must not know: who says it, or about what.

use std::{fmt, str::FromStr};

/// Words that fit everything, as they are compared.
const EMPTY: [&str; 22] = [
    "ok",
    "okay",
    "yes",
    "y",
    "x",
    "fine",
    "done",
    "good",
    "approve",
    "approved",
    "agree",
    "agreed",
    "asagreed",
    "asdiscussed",
    "test",
    "na",
    "none",
    "same",
    "asabove",
    "seeabove",
    "asrequested",
    "rejected",
];
/// A reason of fewer letters and digits says nothing.
const LEAST: usize = 4;

/// What is doubtful about a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Doubtful {
    /// It would fit anything.
    #[error("the reason would fit anything")]
    Empty,
    /// It is the one that this person gave last.
    #[error("the reason is the same as the one before it of the same person")]
    SameAsLast,
    /// It is the initiator's.
    #[error("the reason is the initiator's own")]
    SameAsInitiator,
    /// It names no ticket in the form that is asked for here.
    #[error("the reason names no ticket")]
    NoTicket,
}

/// What a reason is held against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// What the same person gave last.
    pub last: Option<&'a str>,
    /// What the initiator of the order gave.
    pub initiator: Option<&'a str>,
    /// How a ticket is written here.
    pub ticket: Option<&'a TicketForm>,
}

/// What is doubtful about a reason; nothing about most.
pub fn doubts(reason: &str, beside: Beside<'_>) -> Vec<Doubtful> {
    let said = bare(reason);
    let is = |other: Option<&str>| other.is_some_and(|other| bare(other) == said);
    let is_empty = said.chars().count() < LEAST || EMPTY.contains(&said.as_str());
    [
        (is_empty, Doubtful::Empty),
        (is(beside.last), Doubtful::SameAsLast),
        (is(beside.initiator), Doubtful::SameAsInitiator),
        (beside.ticket.is_some_and(|form| !form.is_in(reason)), Doubtful::NoTicket),
    ]
    .into_iter()
    .filter(|(so, _)| *so)
    .map(|(_, doubt)| doubt)
    .collect()
}

/// Letters and digits only, in small letters: what differs in blanks, dots and case is the same reason.
fn bare(reason: &str) -> String {
    reason.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How a ticket is written: letters as they are, `#` for one or more digits, such as `TICKET-#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketForm(String);

/// A text that is no form of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a ticket reads like TICKET-#: 1 to 40 letters, digits, '-', '_', '/' or '.', and # where its number stands")]
pub struct NotATicketForm;

impl FromStr for TicketForm {
    type Err = NotATicketForm;

    fn from_str(text: &str) -> Result<Self, NotATicketForm> {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_/.#".contains(letter);
        let fits = (1..=40).contains(&text.len()) && text.chars().all(plain) && text.contains('#') && !text.contains("##");
        if fits { Ok(Self(text.to_owned())) } else { Err(NotATicketForm) }
    }
}

impl fmt::Display for TicketForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl TicketForm {
    /// Whether a text has a ticket of this form as a word of its own.
    fn is_in(&self, text: &str) -> bool {
        text.split(|letter: char| letter.is_whitespace() || ",;:()[]".contains(letter))
            .any(|word| fits(&self.0, word.trim_end_matches('.')))
    }
}

/// Whether a word has this form.
fn fits(form: &str, word: &str) -> bool {
    let Some((before, after)) = form.split_once('#') else { return form.eq_ignore_ascii_case(word) };
    let Some((head, rest)) = word.split_at_checked(before.len()) else { return false };
    let number = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    head.eq_ignore_ascii_case(before) && number > 0 && rest.get(number..).is_some_and(|rest| fits(after, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f20_what_says_nothing_or_was_said_before_is_doubtful() {
        let ticket: TicketForm = "TICKET-#".parse().unwrap();
        let beside =
            Beside { last: Some("TICKET-4471, the delivery."), initiator: Some("TICKET-7 schedule 3"), ticket: Some(&ticket) };
        for (reason, found) in [
            ("TICKET-4472, matches the letter", &[][..]),
            ("ok", &[Doubtful::Empty, Doubtful::NoTicket]),
            ("As agreed.", &[Doubtful::Empty, Doubtful::NoTicket]),
            ("ticket-4471  the Delivery", &[Doubtful::SameAsLast]),
            ("ticket-7 schedule 3", &[Doubtful::SameAsInitiator]),
            ("matches page 2 of the letter", &[Doubtful::NoTicket]),
            ("see TICKET-12.", &[]),
            ("see MYTICKET-12", &[Doubtful::NoTicket]),
        ] {
            assert_eq!(doubts(reason, beside), found, "{reason}");
        }
        assert_eq!(doubts("the letter asks for it", Beside::default()), []);
    }

    #[test]
    fn a_form_of_a_ticket_has_a_number() {
        for (form, word, is) in
            [("CHG#", "chg0001", true), ("A#/#", "A1/22", true), ("A#/#", "A1/", false), ("CHG#", "CHG", false)]
        {
            assert_eq!(form.parse::<TicketForm>().unwrap().is_in(word), is, "{form} {word}");
        }
        for form in ["", "TICKET", "T##", "a b#", "é#"] {
            assert!(form.parse::<TicketForm>().is_err(), "{form}");
        }
    }
}
