//! A resolution while it is written: its kind, until when, the documents it rests on, the orders that correct the book.
//! It becomes a text about the case as it was read, and lives no longer than the policy lets an order live (F13).
//! Must not know: how its parts are asked for.

use crate::{
    app::Signer,
    domain::{
        case::{Case, Resolution, ResolutionKind},
        reconcile::Code,
    },
    evidence::{
        confirmation::{Confirmation, ConfirmationKind, ConfirmationText},
        lines::Prose,
        moment::Moment,
        order::SourceDocument,
        resolution::{self, ResolutionText},
        statement::Display,
    },
    registry::ReadDocument,
    screens::dossier::Verified,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use std::num::NonZeroU64;

/// What was written so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub kind: Option<ResolutionKind>,
    pub until: Option<Timestamp>,
    pub evidence: Vec<SourceDocument>,
    pub orders: Vec<crate::domain::transfer::OrderId>,
}

/// Who speaks, and on which screen.
pub(crate) struct Speaker<'a> {
    pub signer: &'a Signer,
    pub screen: (u16, u16),
    pub reason: &'a str,
}

impl Draft {
    /// Takes the kind by its number among those that suit what was found.
    pub fn take_kind(&mut self, text: &str, found: Code) -> Result<ResolutionKind, String> {
        let number: Option<usize> = text.parse().ok();
        let kinds = ResolutionKind::of(found);
        let kind = number.and_then(|number| kinds.get(number.checked_sub(1)?).copied());
        let kind = kind.ok_or_else(|| format!("Type a number from 1 to {}.", kinds.len()))?;
        self.kind = Some(kind);
        Ok(kind)
    }

    /// Takes the day until which a difference is accepted: until it ends, in the registry's own zone.
    pub fn take_until(&mut self, text: &str, verified: &Verified, now: Timestamp) -> Result<(), String> {
        let day: Date = text.parse().map_err(|_| "A day reads like 2027-03-31.".to_owned())?;
        let zone = &verified.policy.policy().calendar.zone;
        let end = day.tomorrow().ok().and_then(|next| zone.moment(next, jiff::civil::Time::midnight()));
        let end = end.filter(|end| *end > now).ok_or_else(|| "That day is over.".to_owned())?;
        self.until = Some(end);
        Ok(())
    }

    /// Takes the digest of a document.
    pub fn take_document(&mut self, read: &ReadDocument) -> Result<(), String> {
        if self.evidence.iter().any(|known| known.sha256 == read.sha256) {
            return Err("That document is named already.".to_owned());
        }
        let document = SourceDocument::new(&read.name, read.sha256).map_err(|why| format!("It can't be named: {why}."))?;
        self.evidence.push(document);
        Ok(())
    }

    /// Takes the numbers of orders.
    pub fn take_orders(&mut self, text: &str) -> Result<(), String> {
        let orders: Result<Vec<_>, _> = text.split([' ', ',']).filter(|part| !part.is_empty()).map(str::parse).collect();
        self.orders = orders.map_err(|_| "An order reads like CHE01-2026-000124.".to_owned())?;
        Ok(())
    }

    /// What is to be done.
    fn resolution(&self) -> Result<Resolution, String> {
        let kind = self.kind.ok_or_else(|| "Say how it is resolved.".to_owned())?;
        kind.with(self.until).ok_or_else(|| "An accepted difference has a day until when, and nothing else has one.".to_owned())
    }

    /// The text that is signed.
    ///
    /// # Errors
    /// Why it can't be written, as a sentence.
    pub fn text(&self, case: &Case, verified: &Verified, by: &Speaker<'_>, now: Timestamp) -> Result<ResolutionText, String> {
        let roster = verified.roster.roster();
        let said = resolution::Resolution {
            case: case.id,
            registry: roster.registry,
            environment: roster.environment,
            counterpart: case.found.peer,
            code: case.found.code,
            about: case.found.about.names(),
            quantity: case.found.quantity,
            resolution: self.resolution()?,
            evidence: self.evidence.clone(),
            orders: self.orders.clone(),
            reason: prose(by.reason)?,
            policy: verified.policy.edition(),
            roster: verified.roster.edition(),
            person: by.signer.person.clone(),
            station: by.signer.station.clone(),
            made: Moment::of(now),
            not_after: Moment::of(end(verified, now)),
            seq: seq(now),
        };
        said.write().map_err(|why| format!("It can't be written as a resolution: {why}."))
    }
}

/// What is said about a resolution, as the text that is signed.
///
/// # Errors
/// Why it can't be written, as a sentence.
pub(crate) fn confirmation(
    kind: ConfirmationKind,
    (of, verified): (&ResolutionText, &Verified),
    by: &Speaker<'_>,
    now: Timestamp,
) -> Result<ConfirmationText, String> {
    let resolution = of.resolution();
    let compared = if kind == ConfirmationKind::Confirm { resolution.digests() } else { Vec::new() };
    let not_after = end(verified, now).min(resolution.not_after.timestamp());
    // A decline may come when the resolution is over; it only takes risk away (F15).
    let not_after = if not_after <= now { end(verified, now) } else { not_after };
    let said = Confirmation {
        resolution_sha256: of.sha256(),
        case: resolution.case,
        kind,
        person: by.signer.person.clone(),
        station: by.signer.station.clone(),
        roster: verified.roster.edition(),
        policy: verified.policy.edition(),
        compared,
        display: Display { columns: by.screen.0, rows: by.screen.1 },
        reason: prose(by.reason)?,
        made: Moment::of(now),
        not_after: Moment::of(not_after),
        seq: seq(now),
    };
    said.write().map_err(|why| format!("It can't be written as a confirmation: {why}."))
}

fn prose(reason: &str) -> Result<Prose, String> {
    let why = "The reason has a character that could not be shown as it is, or a space too many; write it otherwise.";
    Prose::new(reason.trim()).map_err(|_| why.to_owned())
}

/// For so long the policy lets an order live.
fn end(verified: &Verified, now: Timestamp) -> Timestamp {
    let life = SignedDuration::from_hours(verified.policy.policy().life_online.into());
    now.saturating_add(life).unwrap_or(Timestamp::MAX)
}

/// The time in seconds: it grows without a counter to be kept.
fn seq(now: Timestamp) -> NonZeroU64 {
    u64::try_from(now.as_second()).ok().and_then(NonZeroU64::new).unwrap_or(NonZeroU64::MIN)
}
