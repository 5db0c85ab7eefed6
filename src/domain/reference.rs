//! What a person may mean by something typed or pasted: an account, a transfer, an ITMO in any of its spellings, a serial.
//! Every reading that fits is given, the most specific first; which of them exist, only a registry knows.
//! Must not know: screens, or how a thing is looked up.

mod address;
mod tidy;

#[cfg(test)]
mod tests;

use super::{
    AccountId, ApproachId, AuthorizationId, BlockRange, ItmoId, PartyCode, RegistryId, SerialRange, Series, Vintage,
    case::CaseId,
    contact::CardId,
    itmo_id::{
        Dialect,
        dialect::{Composite, National, Spelling, read_block},
    },
    reconcile::RunId,
    transfer::{OrderId, TransferId},
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
    /// An order. It shares its numbering with the transfers.
    Order(OrderId),
    /// A reconciliation run.
    Reconciliation(RunId),
    /// A case of reconciliation.
    Case(CaseId),
    /// A cooperative approach.
    Approach(ApproachId),
    /// A registry.
    Registry(RegistryId),
    /// An account.
    Account(AccountId),
    /// An authorization.
    Authorization(AuthorizationId),
    /// A person or a desk of the directory of contacts.
    Contact(CardId),
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
            Self::Order(_) => "order",
            Self::Reconciliation(_) => "reconciliation run",
            Self::Case(_) => "case",
            Self::Approach(_) => "cooperative approach",
            Self::Registry(_) => "registry",
            Self::Account(_) => "account",
            Self::Authorization(_) => "authorization",
            Self::Contact(_) => "contact",
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
            Self::Transfer(id) | Self::Order(id) => fmt::Display::fmt(id, f),
            Self::Reconciliation(id) => fmt::Display::fmt(id, f),
            Self::Case(id) => fmt::Display::fmt(id, f),
            Self::Approach(id) => fmt::Display::fmt(id, f),
            Self::Registry(id) => fmt::Display::fmt(id, f),
            Self::Account(id) => fmt::Display::fmt(id, f),
            Self::Authorization(id) => fmt::Display::fmt(id, f),
            Self::Contact(id) => fmt::Display::fmt(id, f),
            Self::Message(number) | Self::Entry(number) => fmt::Display::fmt(number, f),
            Self::Digest(digest) => f.write_str(digest),
        }
    }
}

/// Everything a text may mean, the most specific first; nothing when it can be none of it.
///
/// A word before it (`transfer GHA01-2026-000123`, `account: …`) says which kind is meant, and so does a web address the id stands
/// in. Around it quotes, brackets, white space and a full stop at the end are taken away, dashes of any length are read as hyphens;
/// capital letters are tried where the text has small ones, and hyphens where it has spaces.
pub fn read(text: &str) -> Vec<Reference> {
    let text = tidy::tidy(text);
    let Some(address) = address::parts(&text) else { return plain(&text) };
    for part in &address.named {
        let found = plain(part);
        if !found.is_empty() {
            return found;
        }
    }
    address.bare.iter().map(|part| plain(part)).find(|found| found.iter().any(is_certain)).unwrap_or_default()
}

/// Everything a text that is no web address may mean.
fn plain(text: &str) -> Vec<Reference> {
    let (kind, text) = tidy::kind(text);
    let text = &tidy::tidy(text);
    let fits = |reference: &Reference| kind.is_none_or(|kind| reference.kind().starts_with(kind));
    let readings = |text: &String| readings(text).into_iter().filter(fits).collect::<Vec<Reference>>();
    let spellings = spellings(text);
    let certain = spellings.iter().map(readings).find(|found| found.iter().any(is_certain));
    let mut found = certain.unwrap_or_else(|| {
        let mut found: Vec<Reference> = Vec::new();
        // Accounts and contacts are as they are written; authorizations that say so are written in capitals.
        let in_capitals = |spelling: &String| *spelling == text.to_ascii_uppercase() && spelling != text;
        let all = spellings.iter().flat_map(|spelling| {
            let capitals = in_capitals(spelling);
            readings(spelling).into_iter().filter(move |reference| !capitals || is_called_authorization(reference))
        });
        for reference in all {
            // Nothing says which spelling is the registry's own, so each of them is offered. Who says the kind has chosen one.
            if !found.contains(&reference) && (kind.is_none() || found.is_empty()) {
                found.push(reference);
            }
        }
        found
    });
    if kind.is_none() {
        found.retain(|reference| !matches!(reference, Reference::Contact(_)) || text.bytes().any(|octet| octet.is_ascii_digit()));
        // What begins with a registry is an account of it, if nobody says otherwise.
        if found.iter().any(Reference::is_account_of_a_registry) {
            found.retain(|reference| !matches!(reference, Reference::Authorization(_)));
        }
        found.sort_by_key(|reference| !is_called_authorization(reference));
    }
    found
}

/// Whether the form alone says what it is. An account, an authorization and a contact may be called anything.
fn is_certain(reference: &Reference) -> bool {
    match reference {
        Reference::Account(_) => reference.is_account_of_a_registry(),
        Reference::Authorization(_) | Reference::Contact(_) => false,
        _ => true,
    }
}

/// Whether it is an authorization that says so in its id, such as `GHA-AUTH-0007`.
fn is_called_authorization(reference: &Reference) -> bool {
    matches!(reference, Reference::Authorization(id) if id.as_str().contains("AUTH"))
}

/// The ways a text is tried, as it stands first.
fn spellings(text: &str) -> Vec<String> {
    let mut spellings = vec![text.to_owned(), text.to_ascii_uppercase()];
    let has = |one: fn(&u8) -> bool| text.as_bytes().iter().any(one);
    if has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic) && text.contains(' ') {
        let joined = text.replace(" - ", "-").replace(' ', "-");
        spellings.extend([joined.clone(), joined.to_ascii_uppercase()]);
    }
    spellings.dedup();
    spellings
}

/// Every reading of a tidy text.
fn readings(text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    if let Ok(reading) = Composite.read(text) {
        found.push(Reference::Itmo(reading.block.first_id()));
    }
    found.extend(run(text).or_else(|| run_of_series(text)).map(Reference::Run));
    found.extend(text.parse().ok().map(Reference::Transfer));
    found.extend(text.parse().ok().map(Reference::Order));
    found.extend(text.parse().ok().map(Reference::Reconciliation));
    found.extend(text.parse().ok().map(Reference::Case));
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
        found.extend(text.parse().ok().map(Reference::Contact));
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

/// A run as lists show it: the series, then the serials and the vintage in either order, such as
/// `CA0001-CHE01-GHA 400000..440000 2021`.
fn run_of_series(text: &str) -> Option<BlockRange> {
    let (series, rest) = text.split_once(' ')?;
    let mut ids = series.splitn(3, '-');
    let (approach, registry, party) = (ids.next()?.parse().ok()?, ids.next()?.parse().ok()?, ids.next()?.parse().ok()?);
    let ends = [rest.rsplit_once(' '), rest.split_once(' ').map(|(vintage, serials)| (serials, vintage))];
    let (range, vintage): (SerialRange, Vintage) = ends
        .into_iter()
        .flatten()
        .find_map(|(serials, vintage)| Some((serials.trim_matches([' ', ',']).parse().ok()?, vintage.parse().ok()?)))?;
    Some(BlockRange { series: Series { approach, registry, party, vintage }, range })
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
