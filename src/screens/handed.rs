//! What became of a text that was given to be signed: on its way, done, or not done, so that it can be given again.
//! A text is known by its digest: what becomes of another one is not what became of this one.
//! Must not know: what the text is, or how it is signed or sent.

use crate::{app::why::Refusal, evidence::digest::Digest};

/// What is said of a text that is to be signed again while it is on its way; no longer so once its outcome is known.
pub const ON_ITS_WAY: &str = "It was handed over already; what came of it is said as soon as it is known.";

/// What is said of a proposal from a comparison while it is not known whether the registry recorded that; no longer so either once it is.
pub const RECORD_AWAITED: &str = "It is not known yet whether the registry recorded that this was compared; that comes first.";

/// How far a text is that is read here and signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Handed {
    /// It was not given to be signed, or was not done.
    #[default]
    Not,
    /// It was given to be signed; that may still be refused.
    Given(Digest),
    /// It is on its way.
    Over(Digest),
    /// The registry has it.
    Done,
}

impl Handed {
    /// The text was not refused when it was given: it is on its way.
    pub fn over(&mut self) {
        if let Self::Given(sha256) = *self {
            *self = Self::Over(sha256);
        }
    }

    /// The text with this digest was done. It counts whatever was heard before: a wrong passphrase and then the right one are one text.
    pub fn done(&mut self, of: Digest) {
        if matches!(*self, Self::Given(sha256) | Self::Over(sha256) if sha256 == of) {
            *self = Self::Done;
        }
    }

    /// The text with this digest was not done.
    pub fn not_done(&mut self, of: Digest) {
        if *self == Self::Over(of) {
            *self = Self::Not;
        }
    }

    /// Whether it is on its way, or done.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Over(_) | Self::Done)
    }

    /// Whether it can be given to be signed.
    ///
    /// # Errors
    /// [`Refusal`] says that it was already.
    pub fn again(self) -> Result<(), Refusal> {
        let why = match self {
            Self::Not | Self::Given(_) => return Ok(()),
            Self::Over(_) => ON_ITS_WAY,
            Self::Done => "You signed it already, and the registry has it.",
        };
        Err(Refusal::NotNow(why.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_text_says_what_became_of_it() {
        let (mine, other) = (Digest::of("mine"), Digest::of("other"));
        let over = || {
            let mut handed = Handed::Given(mine);
            handed.over();
            handed
        };
        for (became, of, expected) in [
            (Handed::done as fn(&mut Handed, Digest), mine, Handed::Done),
            (Handed::done, other, Handed::Over(mine)),
            (Handed::not_done, mine, Handed::Not),
            (Handed::not_done, other, Handed::Over(mine)),
        ] {
            let mut handed = over();
            assert!(handed.is_over() && handed.again().is_err());
            became(&mut handed, of);
            assert_eq!(handed, expected);
        }
        let mut done = Handed::Done;
        done.not_done(mine);
        assert!(done.is_over() && done.again().is_err(), "what the registry has stays there");
        let mut refused = Handed::Not;
        refused.over();
        assert!(!refused.is_over() && refused.again().is_ok(), "nothing was given");
    }
}
