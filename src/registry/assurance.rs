//! The levels of assurance: how far a registry verifies approvals by itself (promise 5).
//! A level is stored with every order and never guessed; one that nobody knows is no level.
//! Must not know: who asks a registry for it.

/// How far a registry verifies approvals by itself (promise 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assurance {
    /// No concept of approval.
    A0,
    /// Its own request and approve, by account.
    A1,
    /// Stores and verifies both signatures.
    A2,
    /// Forwards them, and the counterpart verifies them too.
    A3,
}

impl Assurance {
    const ALL: [Self; 4] = [Self::A0, Self::A1, Self::A2, Self::A3];

    /// The level with this short name; `None` when none has it.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }

    /// The level's short name.
    pub fn word(self) -> &'static str {
        match self {
            Self::A0 => "A0",
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::A3 => "A3",
        }
    }

    /// What the level means, in a few words for the title bar.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::A0 => "approvals not verified",
            Self::A1 => "approvals by account",
            Self::A2 => "server verifies",
            Self::A3 => "counterpart verifies",
        }
    }
}
