//! Texts between review and registry: reviewed and not signed yet, then signed by the person and the station.
//! A signed text is made of a reviewed one and of nothing else; which signatures it needs, and in which namespaces, is decided here.
//! Must not know: where keys are, or how a text travels.

mod revocation;

pub use revocation::SignedRevocation;

use super::{
    Act, Authorised, Confirmed, ContactDraft, Recording, Reviewed, SignedAs, SignedContact, Write,
    book::{Guarded, OrderId},
    reviewed::Reviewable,
    words::InWords,
};
use crate::{
    domain::PersonId,
    evidence::{
        confirmation::{ConfirmationKind, ConfirmationText},
        digest::Digest,
        edition::Edition,
        order::OrderText,
        principal::Principal,
        resolution::{Resolution, ResolutionText},
        revocation::RevocationText,
        sshsig::{Namespace, SshSignature},
        statement::{StatementKind, StatementText},
    },
};

/// A text with the signature of a person and of the station it was signed at, both over its exact octets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed<T> {
    text: T,
    person: SshSignature,
    station: SshSignature,
}

impl<T> Signed<T> {
    /// The text.
    pub fn text(&self) -> &T {
        &self.text
    }

    /// The person's signature.
    pub fn person(&self) -> &SshSignature {
        &self.person
    }

    /// The station's signature (F03).
    pub fn station(&self) -> &SshSignature {
        &self.station
    }
}

/// A version of the roster or the policy as a security officer is to sign it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuardDraft {
    /// Which of the two.
    pub guarded: Guarded,
    /// Which version it is, as the journal names it.
    pub edition: Edition,
    /// The exact text.
    pub text: String,
    /// The officer whose key signs it.
    pub officer: PersonId,
}

impl GuardDraft {
    /// Its signing in words.
    fn in_words(&self, sha256: Option<Digest>) -> InWords {
        let word = self.guarded.word();
        let named = format!("version {} of the {word}", self.edition.version);
        InWords {
            subject: word.to_owned(),
            what: format!("sign {named}"),
            doing: format!("signing {named}"),
            done: format!("the signature under {named} is taken"),
            not_done: format!("the signature under {named} was not taken"),
            reason: None,
            sha256,
        }
    }
}

/// A version of the roster or the policy with an officer's signature (F27).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedGuard {
    draft: GuardDraft,
    signature: SshSignature,
}

impl SignedGuard {
    /// What was signed.
    pub fn draft(&self) -> &GuardDraft {
        &self.draft
    }

    /// The officer's signature.
    pub fn signature(&self) -> &SshSignature {
        &self.signature
    }
}

/// A text that was reviewed whole and waits for its signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsigned {
    /// An order to be submitted.
    Order(Reviewed<OrderText>),
    /// A statement about an order.
    Statement {
        /// The registry's number of the order.
        on: OrderId,
        /// The statement.
        text: Reviewed<StatementText>,
    },
    /// A version of the roster or the policy.
    Guard(Reviewed<GuardDraft>),
    /// A key that is to count no more (F15).
    Revocation(Reviewed<RevocationText>),
    /// How a case is to be resolved.
    Resolution(Reviewed<ResolutionText>),
    /// What is said about the resolution another person proposed.
    Confirmation(Reviewed<ConfirmationText>),
    /// A change of contacts, or the confirmation of one.
    Contact(Reviewed<ContactDraft>),
}

impl Unsigned {
    /// The exact text that is to be signed.
    pub fn text(&self) -> &str {
        match self {
            Self::Order(order) => order.text().text(),
            Self::Statement { text, .. } => text.text().text(),
            Self::Guard(draft) => draft.text().text(),
            Self::Revocation(text) => text.text().text(),
            Self::Resolution(text) => text.text().text(),
            Self::Confirmation(text) => text.text().text(),
            Self::Contact(draft) => draft.text().text(),
        }
    }

    /// SHA-256 of the text.
    pub fn sha256(&self) -> Digest {
        Digest::of(self.text())
    }

    /// The digests of the text once it is signed, which its receipt must name (F06).
    pub fn signed_as(&self) -> SignedAs {
        match self {
            Self::Order(_) | Self::Guard(_) | Self::Revocation(_) | Self::Resolution(_) => SignedAs::alone(self.text()),
            Self::Statement { text, .. } => SignedAs::about(self.text(), text.text().statement().order_sha256),
            Self::Confirmation(text) => SignedAs::about(self.text(), text.text().confirmation().resolution_sha256),
            Self::Contact(draft) => draft.text().signed_as(),
        }
    }

    /// What kind of thing it is about, as an alarm names it.
    pub fn thing(&self) -> &'static str {
        match self {
            Self::Order(_) | Self::Statement { .. } => "order",
            Self::Guard(_) => "version of the",
            Self::Revocation(_) => "key of",
            Self::Resolution(_) | Self::Confirmation(_) => "case",
            Self::Contact(_) => "change",
        }
    }

    /// The act in words.
    pub fn in_words(&self) -> InWords {
        let sha256 = Some(self.sha256());
        match self {
            Self::Order(order) => {
                let order = order.text().order();
                let id = order.id.to_string();
                InWords {
                    what: format!("submit order {id} ({})", order.action()),
                    doing: format!("submitting order {id}"),
                    done: format!("order {id} is submitted"),
                    not_done: format!("order {id} was not submitted"),
                    subject: id,
                    reason: None,
                    sha256,
                }
            }
            Self::Statement { on, text } => {
                let statement = text.text().statement();
                let [what, doing, done, not_done] = said(statement.kind, *on);
                let what = format!("{what}, order text sha256:{}", statement.order_sha256);
                InWords { subject: on.to_string(), what, doing, done, not_done, reason: None, sha256 }
            }
            Self::Revocation(text) => revocation::in_words(text.text(), self.sha256()),
            Self::Guard(draft) => draft.text().in_words(sha256),
            Self::Resolution(text) => proposing(text.text().resolution(), sha256),
            Self::Confirmation(text) => {
                let said = text.text().confirmation();
                let (case, resolution) = (said.case, said.resolution_sha256);
                let [verb, doing, done, not_done] = match said.kind {
                    ConfirmationKind::Confirm => ["confirm", "confirming", "is confirmed by you", "was not confirmed"],
                    ConfirmationKind::Decline => ["decline", "declining", "is declined", "was not declined"],
                };
                let of = format!("the resolution of case {case}");
                let what = format!("{verb} {of}, resolution text sha256:{resolution}");
                let [doing, done, not_done] = [format!("{doing} {of}"), format!("{of} {done}"), format!("{of} {not_done}")];
                InWords { subject: case.to_string(), what, doing, done, not_done, reason: None, sha256 }
            }
            Self::Contact(draft) => draft.text().in_words(sha256),
        }
    }
}

/// A resolution that is proposed, in words.
fn proposing(resolution: &Resolution, sha256: Option<Digest>) -> InWords {
    let (case, kind) = (resolution.case, resolution.resolution.kind());
    let others = if kind.persons() > 2 { "two other persons" } else { "another person" };
    InWords {
        subject: case.to_string(),
        what: format!("propose to resolve case {case} ({})", kind.word()),
        doing: format!("proposing to resolve case {case}"),
        done: format!("the resolution of case {case} waits for {others}"),
        not_done: format!("the resolution of case {case} was not proposed"),
        reason: None,
        sha256,
    }
}

/// In which namespace a statement of a kind is signed: a signature for one purpose is worth nothing for another.
fn namespace(kind: StatementKind) -> Namespace {
    match kind {
        StatementKind::Approve | StatementKind::WithdrawApproval => Namespace::Approve,
        StatementKind::Reject | StatementKind::Stop => Namespace::Reject,
        StatementKind::Withdraw => Namespace::Withdraw,
        StatementKind::Release => Namespace::Release,
    }
}

fn said(kind: StatementKind, on: OrderId) -> [String; 4] {
    let [verb, doing, done, not_done] = match kind {
        StatementKind::Approve => ["approve", "approving", "is approved by you", "was not approved"],
        StatementKind::Reject => ["reject", "rejecting", "is rejected", "was not rejected"],
        StatementKind::Withdraw => ["withdraw", "withdrawing", "is withdrawn", "was not withdrawn"],
        StatementKind::WithdrawApproval => {
            let taken = ["take back the approval of", "taking back the approval of"];
            return [
                format!("{} order {on}", taken[0]),
                format!("{} order {on}", taken[1]),
                format!("your approval of order {on} is taken back"),
                format!("your approval of order {on} was not taken back"),
            ];
        }
        StatementKind::Release => ["release", "releasing", "is released", "was not released"],
        StatementKind::Stop => ["stop", "stopping", "is stopped", "was not stopped"],
    };
    [format!("{verb} order {on}"), format!("{doing} order {on}"), format!("order {on} {done}"), format!("order {on} {not_done}")]
}

impl Confirmed<Act> {
    /// A review is the confirmation of a text: nobody is asked once more.
    pub fn by_review(text: Unsigned) -> Self {
        Self::trusting(Act::Sign(text))
    }

    /// What is evidence and changes nothing else is recorded by one key, and nobody is asked once more.
    pub fn by_recording(recording: Recording, reason: String) -> Self {
        Self::trusting(Act::Alone { deed: recording.into(), reason })
    }
}

impl Authorised<Act> {
    /// Makes it what a registry takes: a text is signed by everybody who must, an act of one person needs no signature. `sign` makes one
    /// signature over the text it is given; whose it is to be says the text itself, so that nobody signs in another's name.
    ///
    /// # Errors
    /// What `sign` says; no signature that anybody could use leaves this function then.
    pub fn sign<E>(
        self,
        sign: &mut dyn FnMut(&Principal, Namespace, &str) -> Result<SshSignature, E>,
    ) -> Result<Authorised<Write>, E> {
        self.try_map(|act| {
            Ok(match act {
                Act::Alone { deed, reason } => Write::Alone { deed, reason },
                Act::Sign(Unsigned::Order(text)) => {
                    let text = text.into_text();
                    let order = text.order();
                    let person = sign(&Principal::Person(order.initiator.clone()), Namespace::Initiate, text.text())?;
                    let station = sign(&Principal::Station(order.station.clone()), Namespace::Station, text.text())?;
                    Write::Submit(Box::new(Signed { text, person, station }))
                }
                Act::Sign(Unsigned::Statement { on, text }) => {
                    let text = text.into_text();
                    let statement = text.statement();
                    let purpose = namespace(statement.kind);
                    let person = sign(&Principal::Person(statement.person.clone()), purpose, text.text())?;
                    let station = sign(&Principal::Station(statement.station.clone()), Namespace::Station, text.text())?;
                    Write::State { on, statement: Box::new(Signed { text, person, station }) }
                }
                Act::Sign(Unsigned::Resolution(text)) => {
                    let text = text.into_text();
                    let said = text.resolution();
                    let person = sign(&Principal::Person(said.person.clone()), Namespace::Resolve, text.text())?;
                    let station = sign(&Principal::Station(said.station.clone()), Namespace::Station, text.text())?;
                    Write::Resolve(Box::new(Signed { text, person, station }))
                }
                Act::Sign(Unsigned::Confirmation(text)) => {
                    let text = text.into_text();
                    let said = text.confirmation();
                    let person = sign(&Principal::Person(said.person.clone()), Namespace::Resolve, text.text())?;
                    let station = sign(&Principal::Station(said.station.clone()), Namespace::Station, text.text())?;
                    Write::Confirm(Box::new(Signed { text, person, station }))
                }
                Act::Sign(Unsigned::Guard(draft)) => {
                    let draft = draft.into_text();
                    let purpose = match draft.guarded {
                        Guarded::Roster => Namespace::Roster,
                        Guarded::Policy => Namespace::Policy,
                    };
                    let signature = sign(&Principal::Person(draft.officer.clone()), purpose, &draft.text)?;
                    Write::Guard(Box::new(SignedGuard { draft, signature }))
                }
                Act::Sign(Unsigned::Revocation(text)) => {
                    let text = text.into_text();
                    let person = Principal::Person(text.revocation().person.clone());
                    let signature = sign(&person, Namespace::Revoke, text.text())?;
                    Write::Revoke(Box::new(SignedRevocation { text, signature }))
                }
                Act::Sign(Unsigned::Contact(draft)) => {
                    let draft = draft.into_text();
                    let signature = sign(&Principal::Person(draft.person().clone()), Namespace::Contact, draft.text())?;
                    Write::Contact(Box::new(SignedContact::new(draft, signature)))
                }
            })
        })
    }
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
