//! What a person may mean by something typed or pasted: an account, a transfer, an ITMO in any of its spellings, a serial.
//! Every reading that fits is given, the most specific first; which of them exist, only a registry knows.
//! Must not know: screens, or how a thing is looked up.

mod tidy;

#[cfg(test)]
mod tests;

use super::{
    AccountId, ApproachId, AuthorizationId, BlockRange, ItmoId, PartyCode, RegistryId, SerialRange, Vintage,
    itmo_id::{
        Dialect,
        dialect::{Composite, National, Spelling, read_block},
    },
    reconcile::RunId,
    transfer::TransferId,
};
use std::fmt;

/// One thing a text may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// One ITMO.
    Itmo(ItmoId),
    /// A run of ITMOs of one series.
    Run(BlockRange),
    /// A run in a national dialect, which names neither cooperative approach nor registry. Two letters stand for a Party that
    /// nobody here can name; then there is none.
    National {
        /// The first transferring Party.
        party: Option<PartyCode>,
        /// The vintage.
        vintage: Vintage,
        /// The serials, as that dialect counts them.
        range: SerialRange,
    },
    /// Serials of whatever series.
    Serials(SerialRange),
    /// A transfer.
    Transfer(TransferId),
    /// A reconciliation run.
    Reconciliation(RunId),
    /// A cooperative approach.
    Approach(ApproachId),
    /// A registry.
    Registry(RegistryId),
    /// An account.
    Account(AccountId),
    /// An authorization.
    Authorization(AuthorizationId),
    /// A message, by its number in the registry's archive.
    Message(u64),
    /// An entry of the ledger, by its number.
    Entry(u64),
    /// SHA-256 of a message's octets.
    Digest(String),
}

impl Reference {
    /// Whether it is an account whose id begins with a registry, such as `GHA01-100-0045`.
    pub fn is_account_of_a_registry(&self) -> bool {
        let Self::Account(id) = self else { return false };
        id.as_str().split_once('-').is_some_and(|(registry, _)| registry.parse::<RegistryId>().is_ok())
    }

    /// What kind of thing it is.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Itmo(_) => "ITMO",
            Self::Run(_) => "ITMO block",
            Self::National { .. } => "ITMO block in a national spelling",
            Self::Serials(_) => "serials",
            Self::Transfer(_) => "transfer",
            Self::Reconciliation(_) => "reconciliation run",
            Self::Approach(_) => "cooperative approach",
            Self::Registry(_) => "registry",
            Self::Account(_) => "account",
            Self::Authorization(_) => "authorization",
            Self::Message(_) => "message",
            Self::Entry(_) => "ledger entry",
            Self::Digest(_) => "message with this digest",
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Itmo(id) => fmt::Display::fmt(id, f),
            Self::Run(run) => write!(f, "{} to {}", run.first_id(), run.last_id()),
            Self::National { vintage, range, .. } => {
                write!(f, "{}..{}, vintage {vintage}", range.first().number(), range.last().number())
            }
            Self::Serials(range) if range.first() == range.last() => write!(f, "{}", range.first().number()),
            Self::Serials(range) => write!(f, "{}..{}", range.first().number(), range.last().number()),
            Self::Transfer(id) => fmt::Display::fmt(id, f),
            Self::Reconciliation(id) => fmt::Display::fmt(id, f),
            Self::Approach(id) => fmt::Display::fmt(id, f),
            Self::Registry(id) => fmt::Display::fmt(id, f),
            Self::Account(id) => fmt::Display::fmt(id, f),
            Self::Authorization(id) => fmt::Display::fmt(id, f),
            Self::Message(number) | Self::Entry(number) => fmt::Display::fmt(number, f),
            Self::Digest(digest) => f.write_str(digest),
        }
    }
}

/// Everything a text may mean, the most specific first; nothing when it can be none of it.
///
/// A word before it (`transfer GHA01-2026-000123`, `account: …`) says which kind is meant. Around it quotes, brackets, white space
/// and a full stop at the end are taken away, dashes of any length are read as hyphens, and capital letters are tried where the
/// text has small ones.
pub fn read(text: &str) -> Vec<Reference> {
    let text = tidy::tidy(text);
    let (kind, text) = tidy::kind(&text);
    let text = &tidy::tidy(text);
    let mut found = readings(text);
    if found.iter().all(|reference| matches!(reference, Reference::Account(_) | Reference::Authorization(_))) {
        // An id of another kind in small letters looks like an account; only if capitals make nothing of it, it is one.
        let capital = readings(&text.to_ascii_uppercase());
        let specific = |reference: &Reference| !matches!(reference, Reference::Account(_) | Reference::Authorization(_));
        if capital.iter().any(specific) {
            found = capital;
        }
    }
    match kind {
        Some(kind) => found.retain(|reference| reference.kind().starts_with(kind)),
        // What begins with a registry is an account of it, if nobody says otherwise.
        None if found.iter().any(Reference::is_account_of_a_registry) => {
            found.retain(|reference| !matches!(reference, Reference::Authorization(_)));
        }
        None => {}
    }
    found
}

/// Every reading of a tidy text.
fn readings(text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    if let Ok(reading) = Composite.read(text) {
        found.push(Reference::Itmo(reading.block.first_id()));
    }
    found.extend(run(text).map(Reference::Run));
    found.extend(text.parse().ok().map(Reference::Transfer));
    found.extend(text.parse().ok().map(Reference::Reconciliation));
    found.extend(text.parse().ok().map(Reference::Approach));
    found.extend(text.parse().ok().map(Reference::Registry));
    let named = !found.is_empty();
    found.extend([Spelling::Hyphens, Spelling::Colon].into_iter().find_map(|spelling| national(text, spelling)));
    found.extend(text.parse().ok().map(Reference::Serials));
    if let Ok(number) = text.parse::<u64>()
        && number > 0
    {
        found.extend([Reference::Message(number), Reference::Entry(number)]);
    }
    if text.len() == 64 && text.bytes().all(|octet| octet.is_ascii_digit() || matches!(octet, b'a'..=b'f')) {
        found.push(Reference::Digest(text.to_owned()));
    }
    let numeric = text.bytes().all(|octet| octet.is_ascii_digit() || octet == b'.');
    if !named && !numeric {
        found.extend(text.parse().ok().map(Reference::Account));
        found.extend(text.parse().ok().map(Reference::Authorization));
    }
    found
}

/// Two ids of one series with something between them.
fn run(text: &str) -> Option<BlockRange> {
    [" to ", "..", " - ", "/", ";", " "].into_iter().find_map(|between| {
        let (first, last) = text.split_once(between)?;
        read_block(&Composite, first.trim(), last.trim()).ok()
    })
}

/// A national spelling. What it leaves unsaid is filled in for reading and not given on.
fn national(text: &str, spelling: Spelling) -> Option<Reference> {
    let unsaid = ("CA0000".parse().ok()?, "XXX00".parse().ok()?);
    let code = text.split('-').next()?;
    let nobody: PartyCode = "XXX".parse().ok()?;
    let two = [(code, nobody)];
    let is_two = code.len() == 2 && code.bytes().all(|octet| octet.is_ascii_uppercase());
    let parties = if is_two { &two[..] } else { &[] };
    let block = National { spelling, parties, approach: unsaid.0, registry: unsaid.1 }.read(text).ok()?.block;
    let party = Some(block.series.party).filter(|party| *party != nobody);
    Some(Reference::National { party, vintage: block.series.vintage, range: block.range })
}
