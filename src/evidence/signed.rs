//! A text with the signatures of a person and of the station it was signed at, and what a registry saw when it took it in.
//! That there are signatures says nothing yet; whether they are good, and whose they are, `standing` judges.
//! Must not know: the roster.

use super::{
    confirmation::ConfirmationText,
    lines::LineProblem,
    order::OrderText,
    resolution::ResolutionText,
    sshsig::{SshSignature, SshsigProblem},
    statement::StatementText,
};
use jiff::Timestamp;

/// A signed text: an order or a statement, a resolution or what was said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed<T> {
    /// The text.
    pub text: T,
    /// The person's signature.
    pub person: SshSignature,
    /// The station's signature, over the same octets (F03).
    pub station: SshSignature,
    /// What the registry saw that took it in; nothing for who reads it elsewhere.
    pub taken: Option<Taken>,
}

/// What a registry saw when it took a text in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// When, by the registry's clock: a text can claim to be older than it is, and delays count from here.
    pub at: Timestamp,
    /// Through whose login and session.
    pub sitting: Sitting,
}

/// A login's session at some computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The login.
    pub login: Box<str>,
    /// The session, by a name the registry gives it.
    pub session: Box<str>,
    /// Computer and account of its operating system, if the registry knows them.
    pub host: Option<Box<str>>,
}

/// Why a signed text can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSigned {
    /// The text itself.
    #[error("{0}")]
    Text(#[from] LineProblem),
    /// The person's signature.
    #[error("the person's signature: {0}")]
    Person(SshsigProblem),
    /// The station's signature.
    #[error("the station's signature: {0}")]
    Station(SshsigProblem),
}

impl Signed<OrderText> {
    /// Reads a signed order: text, the person's signature, the station's.
    ///
    /// # Errors
    /// [`NotSigned`] for the first part that is not as it must be.
    pub fn order(text: &str, person: &str, station: &str) -> Result<Self, NotSigned> {
        Self::read(OrderText::parse(text.as_bytes())?, person, station)
    }
}

impl Signed<StatementText> {
    /// Reads a signed statement: text, the person's signature, the station's.
    ///
    /// # Errors
    /// [`NotSigned`] for the first part that is not as it must be.
    pub fn statement(text: &str, person: &str, station: &str) -> Result<Self, NotSigned> {
        Self::read(StatementText::parse(text.as_bytes())?, person, station)
    }
}

impl Signed<ResolutionText> {
    /// Reads a signed resolution: text, the person's signature, the station's.
    ///
    /// # Errors
    /// [`NotSigned`] for the first part that is not as it must be.
    pub fn resolution(text: &str, person: &str, station: &str) -> Result<Self, NotSigned> {
        Self::read(ResolutionText::parse(text.as_bytes())?, person, station)
    }
}

impl Signed<ConfirmationText> {
    /// Reads a signed confirmation: text, the person's signature, the station's.
    ///
    /// # Errors
    /// [`NotSigned`] for the first part that is not as it must be.
    pub fn confirmation(text: &str, person: &str, station: &str) -> Result<Self, NotSigned> {
        Self::read(ConfirmationText::parse(text.as_bytes())?, person, station)
    }
}

impl<T> Signed<T> {
    fn read(text: T, person: &str, station: &str) -> Result<Self, NotSigned> {
        let person = SshSignature::parse(person).map_err(NotSigned::Person)?;
        let station = SshSignature::parse(station).map_err(NotSigned::Station)?;
        Ok(Self { text, person, station, taken: None })
    }

    /// The same with what the registry saw.
    #[must_use]
    pub fn taken(self, taken: Taken) -> Self {
        Self { taken: Some(taken), ..self }
    }

    /// Since when it stands: since it was taken in by the registry's clock, else since it says it was made.
    pub(super) fn since(&self, made: Timestamp) -> Timestamp {
        self.taken.as_ref().map_or(made, |taken| taken.at)
    }
}
