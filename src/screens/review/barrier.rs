//! Why an order is not reviewed here: the viewer may not approve it, or what the registry sent is not what its initiator signed.
//! Of an order the viewer may not approve, nothing is shown but the reason; a lie is shown line by line (scenario 4).
//! Must not know: how an order is verified.

use crate::{
    app::why::Refusal,
    domain::{BlockRange, PersonId},
    evidence::{
        order::{Body, OrderText},
        standing::Objection,
    },
    registry::book::{OrderInFull, OrderedAct},
    screens::case::Doubt,
    text::{Kind, Shown, Untrusted, time},
};
use jiff::{SignedDuration, Timestamp};

/// Why there is no review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Barrier {
    /// What the registry sent does not hold: an alarm.
    Lie(Lie),
    /// A reason, as a sentence with its rule.
    Because(String),
    /// A rule forbids it; trying all the same goes into the journal with its id.
    Rule {
        /// The rule's id.
        rule: &'static str,
        /// Why, without the end stop.
        why: String,
        /// Who may, and what the viewer may do instead: sentences, where there are any.
        instead: Vec<String>,
    },
    /// The order's time is over (F13).
    Expired {
        /// Since when.
        since: Timestamp,
        /// Who initiated it, and can give a new one.
        initiator: PersonId,
    },
}

/// What does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lie {
    /// What was found, as a clause.
    pub found: String,
    /// What the registry says and the signed text does not.
    pub said: Vec<String>,
    /// What the text says in its place.
    pub signed: Vec<String>,
}

impl Barrier {
    /// Why nobody goes on from a doubt; the lines that differ where the registry says something else than the text.
    pub fn of(doubt: &Doubt, order: Option<&OrderInFull>) -> Self {
        if !doubt.is_alarm() {
            return Self::Because(format!("{}.", capital(&doubt.to_string())));
        }
        let (said, signed) = order.map(differing).unwrap_or_default();
        Self::Lie(Lie { found: doubt.to_string(), said, signed })
    }

    /// Why somebody may not speak.
    pub fn by(objection: &Objection, instead: Vec<String>) -> Self {
        Self::Rule { rule: objection.rule(), why: capital(&objection.to_string()), instead }
    }

    /// The text is another one than when the review began: the lines of both that differ.
    pub fn changed(begun: &str, now: &str) -> Self {
        let found = "the registry sends another text for this order than when the review began (T02)".to_owned();
        let only = |of: &str, other: &str| {
            let others: Vec<&str> = other.lines().collect();
            of.lines().filter(|line| !others.contains(line)).map(str::to_owned).collect()
        };
        Self::Lie(Lie { found, said: only(now, begun), signed: only(begun, now) })
    }

    /// The registry shows something else of what the order is about than its text says.
    pub fn shown(found: String) -> Self {
        Self::Lie(Lie { found, said: Vec::new(), signed: Vec::new() })
    }

    /// The profile is for another environment than the order (T33).
    pub fn elsewhere() -> Self {
        let found = "the order is for another environment than this profile (T33)".to_owned();
        Self::Lie(Lie { found, said: Vec::new(), signed: Vec::new() })
    }

    /// What a key says that does nothing, when it is pressed now.
    pub fn refusal(&self, now: Timestamp) -> Refusal {
        match self {
            Self::Expired { since, initiator } => {
                let seconds = now.duration_since(*since).as_secs().max(0);
                let ago = if seconds < 60 { format!("{seconds} s") } else { time::span(SignedDuration::from_secs(seconds)) };
                let why = format!("The order expired {ago} ago; nothing was signed. Ask {initiator} for a fresh order");
                Refusal::Rule { rule: "F13", why }
            }
            Self::Lie(lie) => Refusal::NotNow(format!("{}.", capital(&lie.found))),
            Self::Because(why) => Refusal::NotNow(why.clone()),
            Self::Rule { rule, why, .. } => Refusal::Rule { rule, why: why.clone() },
        }
    }
}

/// A clause as the beginning of a sentence; an id stays as it is.
fn capital(clause: &str) -> String {
    let is_word = clause.starts_with("the ") || clause.starts_with("it ");
    let mut letters = clause.chars();
    match letters.next().filter(|_| is_word) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => clause.to_owned(),
    }
}

/// Lines of the text that the registry says otherwise: how it says them, and how the text does.
fn differing(order: &OrderInFull) -> (Vec<String>, Vec<String>) {
    let text = order.signed.as_ref().and_then(|signed| OrderText::parse(signed.order.text.octets().as_bytes()).ok());
    let Some(text) = text else { return Default::default() };
    let (OrderedAct::Transfer(said), Body::Movement(signed)) = (&order.act, &text.order().body) else {
        return Default::default();
    };
    let runs = |runs: &[BlockRange]| runs.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let pairs = [
        ("transferring-account", said.from.to_string(), signed.transferring_account.to_string()),
        ("acquiring-account", said.to.account().to_string(), signed.acquiring_account.to_string()),
        ("units", runs(&said.ranges), runs(signed.units.runs())),
        ("quantity", said.quantity.count().to_string(), signed.units.quantity().count().to_string()),
    ];
    let differing = pairs.into_iter().filter(|(_, said, signed)| said != signed);
    differing.map(|(key, said, signed)| (format!("{key}: {said}"), format!("{key}: {signed}"))).unzip()
}

/// A line of a text from outside, as it may be shown.
pub(super) fn gated(line: &str) -> Shown {
    Untrusted::new(line).gate(Kind::Prose)
}
