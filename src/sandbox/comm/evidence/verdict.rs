//! What was found of a proposal's evidence when it came. It is kept, because an acceptance is judged again hours later.
//! A signed order is evidence for one transfer only (T04).
//! Must not know: how it was found.

use crate::{
    domain::check::{self, ControlFacts},
    evidence::digest::Digest,
    sandbox::{comm::CommProblem, fault::StoreProblem},
    text::Untrusted,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

/// Whose signatures hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Proven {
    /// The id of the order.
    pub order: Uuid,
    /// The digest of its text.
    pub sha256: Digest,
    /// Who initiated it, by the id in the counterpart's roster.
    pub initiator: String,
    /// Who approved it last.
    pub approver: String,
    /// How many persons signed.
    pub signed: u32,
    /// How many the counterpart's policy asks for.
    pub needed: u32,
}

/// Why evidence does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Unproven {
    /// The persons' signatures don't count (C02).
    Signatures(String),
    /// They count for something else than what is proposed (C06).
    Content(String),
}

/// What was found.
pub(in crate::sandbox) type Verdict = Result<Proven, Unproven>;

impl Unproven {
    /// Why, as a sentence.
    pub fn why(&self) -> &str {
        let (Self::Signatures(why) | Self::Content(why)) = self;
        why
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Signatures(_) => "signatures",
            Self::Content(_) => "content",
        }
    }
}

/// What a verdict says of who ordered a transfer: the persons whose signatures this registry verified itself (A3).
pub(in crate::sandbox) fn control(verdict: Verdict) -> ControlFacts {
    let unproven = match verdict {
        Ok(Proven { sha256, initiator, approver, signed, needed, .. }) => {
            return ControlFacts {
                initiator: Some(Untrusted::new(initiator)),
                approver: Some(Untrusted::new(approver)),
                signatures: Some(signed),
                signatures_needed: Some(needed),
                approved_digest: Some(*sha256.octets()),
                digest: Some(*sha256.octets()),
                ..ControlFacts::default()
            };
        }
        Err(unproven) => unproven,
    };
    let why = Untrusted::new(unproven.why());
    let unproven = match unproven {
        Unproven::Signatures(_) => check::Unproven::Signatures(why),
        Unproven::Content(_) => check::Unproven::Content(why),
    };
    ControlFacts { unproven: Some(unproven), ..ControlFacts::default() }
}

/// The table, described with the others of the communication.
pub(in crate::sandbox::comm) const TABLES: &str = "
CREATE TABLE peer_guarded (
    registry TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('roster', 'policy')),
    version INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (registry, kind, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE peer_evidence (
    transfer TEXT NOT NULL PRIMARY KEY,
    order_id TEXT UNIQUE,
    sha256 TEXT,
    initiator TEXT,
    approver TEXT,
    signed INTEGER,
    needed INTEGER,
    unproven TEXT CHECK (unproven IN ('signatures', 'content')),
    why TEXT
) STRICT, WITHOUT ROWID;

CREATE TRIGGER peer_guarded_stays BEFORE UPDATE ON peer_guarded BEGIN SELECT RAISE(ABORT, 'pinned versions are append-only'); END;
CREATE TRIGGER peer_guarded_lasts BEFORE DELETE ON peer_guarded BEGIN SELECT RAISE(ABORT, 'pinned versions are append-only'); END;
CREATE TRIGGER peer_evidence_stays BEFORE UPDATE ON peer_evidence BEGIN SELECT RAISE(ABORT, 'verdicts are append-only'); END;
CREATE TRIGGER peer_evidence_lasts BEFORE DELETE ON peer_evidence BEGIN SELECT RAISE(ABORT, 'verdicts are append-only'); END;
";

/// Keeps what was found.
pub(super) fn keep(book: &Connection, transfer: &str, found: &Verdict) -> Result<(), CommProblem> {
    let sql = "INSERT INTO peer_evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let mut insert = book.prepare_cached(sql)?;
    match found {
        Ok(Proven { order, sha256, initiator, approver, signed, needed }) => {
            let none: Option<&str> = None;
            let (order, sha256) = (order.to_string(), sha256.to_string());
            insert.execute(params![transfer, order, sha256, initiator, approver, signed, needed, none, none])?;
        }
        Err(unproven) => {
            let none: Option<&str> = None;
            insert.execute(params![transfer, none, none, none, none, none, none, unproven.word(), unproven.why()])?;
        }
    }
    Ok(())
}

/// What was found of a transfer's evidence; `None` when nothing was judged.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub(in crate::sandbox) fn of_transfer(book: &Connection, transfer: &str) -> Result<Option<Verdict>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM peer_evidence WHERE transfer = ?")?;
    statement.query_row([transfer], |row| Ok(read(row))).optional()?.transpose()
}

/// The transfer that an order was evidence for.
pub(super) fn transfer_of(book: &Connection, order: Uuid) -> Result<Option<String>, CommProblem> {
    let mut statement = book.prepare_cached("SELECT transfer FROM peer_evidence WHERE order_id = ?")?;
    Ok(statement.query_row([order.to_string()], |row| row.get(0)).optional()?)
}

fn read(row: &Row<'_>) -> Result<Verdict, StoreProblem> {
    let (unproven, why): (Option<String>, Option<String>) = (row.get("unproven")?, row.get("why")?);
    match unproven.as_deref().zip(why) {
        Some(("signatures", why)) => return Ok(Err(Unproven::Signatures(why))),
        Some((_, why)) => return Ok(Err(Unproven::Content(why))),
        None => {}
    }
    let (order, sha256): (String, String) = (row.get("order_id")?, row.get("sha256")?);
    let broken = || StoreProblem::Row("the evidence of a transfer");
    Ok(Ok(Proven {
        order: order.parse().map_err(|_| broken())?,
        sha256: sha256.parse().map_err(|_| broken())?,
        initiator: row.get("initiator")?,
        approver: row.get("approver")?,
        signed: row.get("signed")?,
        needed: row.get("needed")?,
    }))
}
