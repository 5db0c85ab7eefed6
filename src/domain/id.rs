//! Identifiers of the field as types that can only hold a well-formed value (domain catalogue: Party, registry, approach …).
//! A well-formed identifier is printable ASCII, so it may be shown without the gate.
//! Must not know: which identifiers exist; a registry says that.

use std::{fmt, str::FromStr};

/// Why a text is not the identifier it should be. `got` is not kept: it may be hostile; the caller has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdProblem {
    /// A Party is three capital letters (ISO 3166-1 alpha-3, or a reserved code such as `EUE`).
    #[error("a Party code is three capital letters, such as CHE")]
    Party,
    /// A registry is a Party code and two digits (common nomenclature, table 28).
    #[error("a registry id is a Party code and two digits, such as CHE01")]
    Registry,
    /// A cooperative approach is `CA` and four digits (table 9(a)).
    #[error("a cooperative approach id is CA and four digits, such as CA0007")]
    Approach,
    /// A vintage is a calendar year; ITMOs exist from 2021 onward (2/CMA.3, annex, paragraph 1(e)).
    #[error("a vintage is a year from 2021 to 9999")]
    Vintage,
    /// An account id is 1 to 64 ASCII letters, digits or `-./_`.
    #[error("an account id is 1 to 64 ASCII letters, digits or - . / _")]
    Account,
    /// An authorization id is 1 to 64 ASCII letters, digits, spaces inside or `-./` (table 7; the last two are seen in filings).
    #[error("an authorization id is 1 to 64 ASCII letters, digits, inner spaces or - . /")]
    Authorization,
    /// A serial is a whole number from 1.
    #[error("a serial is a whole number from 1 to 18 446 744 073 709 551 615")]
    Serial,
    /// The first serial of a range is after its last.
    #[error("a range of serials begins with the smaller one")]
    Range,
    /// The text is not an ITMO id in the dialect it was read in.
    #[error("an ITMO id reads like CA0001-CHE01-THA-1-2022: approach, registry, Party, serial, vintage")]
    Itmo,
    /// The text is not a run of ITMO ids.
    #[error("a run of ITMO ids reads like CA0007-CHE01-CHE-120001-132500-2023: approach, registry, Party, first, last, vintage")]
    Run,
    /// First and last id of a block differ in more than the serial.
    #[error("the first and the last id of a block differ in more than the serial")]
    Series,
}

/// Three capital letters: a Party to the Paris Agreement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartyCode([u8; 3]);

/// A Party's ITMO registry: Party code and registry number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegistryId {
    party: PartyCode,
    number: u8,
}

/// A cooperative approach, as allocated by the centralized accounting and reporting platform.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApproachId(u16);

/// The calendar year in which the mitigation outcome occurred.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Vintage(u16);

/// An account in a registry. Exact octets: two ids are the same account only if every octet agrees (T18).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(Box<str>);

/// An authorization, as numbered by the Party that gave it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorizationId(Box<str>);

impl PartyCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

/// Reads three capital letters, nothing around them.
///
/// # Errors
/// [`IdProblem::Party`] for anything else.
impl FromStr for PartyCode {
    type Err = IdProblem;
    fn from_str(text: &str) -> Result<Self, IdProblem> {
        let letters: [u8; 3] = text.as_bytes().try_into().map_err(|_| IdProblem::Party)?;
        if letters.iter().all(u8::is_ascii_uppercase) { Ok(Self(letters)) } else { Err(IdProblem::Party) }
    }
}

impl RegistryId {
    /// The Party the registry belongs to.
    pub fn party(self) -> PartyCode {
        self.party
    }
}

/// Reads a Party code and two digits.
///
/// # Errors
/// [`IdProblem::Registry`] for anything else.
impl FromStr for RegistryId {
    type Err = IdProblem;
    fn from_str(text: &str) -> Result<Self, IdProblem> {
        let (party, number) = text.split_at_checked(3).ok_or(IdProblem::Registry)?;
        if number.len() != 2 || !number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IdProblem::Registry);
        }
        let party = party.parse().map_err(|_| IdProblem::Registry)?;
        Ok(Self { party, number: number.parse().map_err(|_| IdProblem::Registry)? })
    }
}

/// Reads `CA` and four digits.
///
/// # Errors
/// [`IdProblem::Approach`] for anything else.
impl FromStr for ApproachId {
    type Err = IdProblem;
    fn from_str(text: &str) -> Result<Self, IdProblem> {
        let digits = text.strip_prefix("CA").filter(|d| d.len() == 4 && d.bytes().all(|b| b.is_ascii_digit()));
        digits.and_then(|d| d.parse().ok()).map(Self).ok_or(IdProblem::Approach)
    }
}

impl Vintage {
    /// A year from 2021 to 9999.
    ///
    /// # Errors
    /// [`IdProblem::Vintage`] for any other year.
    pub fn new(year: u16) -> Result<Self, IdProblem> {
        if (2021..=9999).contains(&year) { Ok(Self(year)) } else { Err(IdProblem::Vintage) }
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.0
    }
}

/// Reads four digits, a year from 2021.
///
/// # Errors
/// [`IdProblem::Vintage`] for anything else.
impl FromStr for Vintage {
    type Err = IdProblem;
    fn from_str(text: &str) -> Result<Self, IdProblem> {
        if text.len() != 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IdProblem::Vintage);
        }
        text.parse().map_err(|_| IdProblem::Vintage).and_then(Self::new)
    }
}

impl AccountId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Takes 1 to 64 ASCII letters, digits or `-./_` as they are; case matters.
///
/// # Errors
/// [`IdProblem::Account`] for anything else.
impl FromStr for AccountId {
    type Err = IdProblem;
    fn from_str(text: &str) -> Result<Self, IdProblem> {
        let fits = (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-./_".contains(&b));
        if fits { Ok(Self(text.into())) } else { Err(IdProblem::Account) }
    }
}

impl AuthorizationId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Takes 1 to 64 ASCII letters, digits, `-./` or single inner spaces as they are; case matters.
///
/// # Errors
/// [`IdProblem::Authorization`] for anything else.
impl FromStr for AuthorizationId {
    type Err = IdProblem;
    fn from_str(text: &str) -> Result<Self, IdProblem> {
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b" -./".contains(&b));
        let fits = (1..=64).contains(&text.len()) && plain && text.trim() == text && !text.contains("  ");
        if fits { Ok(Self(text.into())) } else { Err(IdProblem::Authorization) }
    }
}

impl fmt::Display for PartyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for RegistryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}{:02}", self.party, self.number))
    }
}

impl fmt::Display for ApproachId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("CA{:04}", self.0))
    }
}

impl fmt::Display for Vintage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for AuthorizationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// `Debug` of an identifier is the identifier: assertion messages and logs read like the field.
macro_rules! debug_as_display {
    ($($id:ty),*) => { $(impl fmt::Debug for $id {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
    })* };
}
debug_as_display!(PartyCode, RegistryId, ApproachId, Vintage, AccountId, AuthorizationId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_formed_ids_read_back_as_they_were_written() {
        assert_eq!("CHE".parse::<PartyCode>().unwrap().to_string(), "CHE");
        assert_eq!("GHA01".parse::<RegistryId>().unwrap().to_string(), "GHA01");
        assert_eq!("CA0007".parse::<ApproachId>().unwrap().to_string(), "CA0007");
        assert_eq!("2023".parse::<Vintage>().unwrap().to_string(), "2023");
        assert_eq!("GHA01-100-0045".parse::<AccountId>().unwrap().to_string(), "GHA01-100-0045");
        assert_eq!("AUTH-2025/31 b".parse::<AuthorizationId>().unwrap().to_string(), "AUTH-2025/31 b");
    }

    #[test]
    fn the_limits_are_inside() {
        for text in ["2021", "9999"] {
            assert_eq!(text.parse::<Vintage>().unwrap().year().to_string(), text);
        }
        assert_eq!((Vintage::new(2020), Vintage::new(10_000)), (Err(IdProblem::Vintage), Err(IdProblem::Vintage)));
        for text in ["a", "a/b.c_D-9", &"x".repeat(64)] {
            assert_eq!(text.parse::<AccountId>().unwrap().as_str(), text);
        }
        for text in ["A", "A B/c.9-d", &"x".repeat(64)] {
            assert_eq!(text.parse::<AuthorizationId>().unwrap().as_str(), text);
        }
        assert_eq!("GHA00".parse::<RegistryId>().unwrap().party(), "GHA".parse().unwrap());
        assert_eq!("CA0000".parse::<ApproachId>().unwrap().to_string(), "CA0000");
    }

    #[test]
    fn ids_are_the_same_only_octet_by_octet() {
        let account = |text: &str| text.parse::<AccountId>().unwrap();
        assert_ne!(account("GHA01-100-0045"), account("GHA01-100-0054"));
        assert_ne!(account("gha01"), account("GHA01"));
        assert!("CHE01".parse::<RegistryId>().unwrap() < "CHE02".parse().unwrap());
    }

    #[test]
    fn every_id_pads_and_is_its_own_debug_form() {
        let padded = |id: &dyn Fn() -> [String; 2], text: &str| assert_eq!(id(), [format!("{text:<16}|"), text.to_owned()]);
        let (party, registry): (PartyCode, RegistryId) = ("CHE".parse().unwrap(), "CHE01".parse().unwrap());
        let (approach, vintage): (ApproachId, Vintage) = ("CA0007".parse().unwrap(), "2023".parse().unwrap());
        let (account, authorization): (AccountId, AuthorizationId) = ("CHE01-1".parse().unwrap(), "A 1".parse().unwrap());
        padded(&|| [format!("{party:<16}|"), format!("{party:?}")], "CHE");
        padded(&|| [format!("{registry:<16}|"), format!("{registry:?}")], "CHE01");
        padded(&|| [format!("{approach:<16}|"), format!("{approach:?}")], "CA0007");
        padded(&|| [format!("{vintage:<16}|"), format!("{vintage:?}")], "2023");
        padded(&|| [format!("{account:<16}|"), format!("{account:?}")], "CHE01-1");
        padded(&|| [format!("{authorization:<16}|"), format!("{authorization:?}")], "A 1");
    }

    #[test]
    fn anything_else_is_refused_by_name() {
        for text in ["", "CH", "che", "CHEX", "C\u{415}E", "C H", " CHE", "CHE ", "CH1", "CH\u{e9}"] {
            assert_eq!(text.parse::<PartyCode>(), Err(IdProblem::Party), "{text}");
        }
        for text in ["CHE", "CHE1", "CHE001", "CHE0x", "che01", "\u{415}H01", "CHE+1", "CHE 1", "C\u{e9}01", " CHE01"] {
            assert_eq!(text.parse::<RegistryId>(), Err(IdProblem::Registry), "{text}");
        }
        for text in ["CA007", "CA00007", "ca0007", "CA-007", "XX0007", "CA+007"] {
            assert_eq!(text.parse::<ApproachId>(), Err(IdProblem::Approach), "{text}");
        }
        for text in ["2020", "02023", "+2023", "20 23", "99999"] {
            assert_eq!(text.parse::<Vintage>(), Err(IdProblem::Vintage), "{text}");
        }
        for text in ["", "a b", " a", "a\n", "a:b", "GHA\u{200b}01", "é", &"x".repeat(65)] {
            assert_eq!(text.parse::<AccountId>(), Err(IdProblem::Account), "{text}");
        }
        for text in ["", " ", " A", "A ", "A  B", "A;B", "A\nB", "A_B", "A\u{a0}B", "\u{391}", &"x".repeat(65)] {
            assert_eq!(text.parse::<AuthorizationId>(), Err(IdProblem::Authorization), "{text}");
        }
    }
}
