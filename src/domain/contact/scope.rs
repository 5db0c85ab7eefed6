//! For what part of a registry's work somebody holds a role: which cooperative approaches, and which topics.
//! Where none of a kind is named, all of that kind are meant; so there is one way to say everything, and none to say nothing.
//! Must not know: which role, or who holds it.

use super::Topic;
use crate::domain::ApproachId;
use std::{collections::BTreeSet, fmt, str::FromStr};

/// One thing that a role can be limited to. Cooperative approaches come before topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScopePart {
    /// A cooperative approach.
    Approach(ApproachId),
    /// What a call is about.
    Topic(Topic),
}

/// Neither a cooperative approach nor a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a scope names cooperative approaches, such as CA0007, and topics, such as infrastructure")]
pub struct NoScopePart;

/// `CA0007`, or `infrastructure`.
impl fmt::Display for ScopePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Approach(approach) => approach.fmt(f),
            Self::Topic(topic) => f.write_str(topic.word()),
        }
    }
}

impl FromStr for ScopePart {
    type Err = NoScopePart;

    fn from_str(text: &str) -> Result<Self, NoScopePart> {
        let topic = Topic::of_word(text).map(Self::Topic);
        topic.or_else(|| text.parse().ok().map(Self::Approach)).ok_or(NoScopePart)
    }
}

/// For what part of a registry's work.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope(BTreeSet<ScopePart>);

impl FromIterator<ScopePart> for Scope {
    fn from_iter<I: IntoIterator<Item = ScopePart>>(parts: I) -> Self {
        Self(parts.into_iter().collect())
    }
}

impl Scope {
    /// All of it.
    pub const EVERYTHING: Self = Self(BTreeSet::new());

    /// Whether it is all of it.
    pub fn is_everything(&self) -> bool {
        self.0.is_empty()
    }

    /// What it is limited to, cooperative approaches first; nothing for all of it.
    pub fn parts(&self) -> impl Iterator<Item = ScopePart> {
        self.0.iter().copied()
    }

    /// The cooperative approaches it is limited to; none for all of them.
    pub fn approaches(&self) -> impl Iterator<Item = ApproachId> {
        self.parts().filter_map(|part| if let ScopePart::Approach(approach) = part { Some(approach) } else { None })
    }

    /// The topics it is limited to; none for all of them.
    pub fn topics(&self) -> impl Iterator<Item = Topic> {
        self.parts().filter_map(|part| if let ScopePart::Topic(topic) = part { Some(topic) } else { None })
    }

    /// Whether somebody with it is called about a topic.
    pub fn includes(&self, topic: Topic) -> bool {
        self.topics().next().is_none() || self.0.contains(&ScopePart::Topic(topic))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(words: &[&str]) -> Scope {
        words.iter().map(|word| word.parse::<ScopePart>().unwrap()).collect()
    }

    #[test]
    fn what_is_not_limited_is_everything() {
        for (words, includes) in [
            (&[][..], [true, true]),
            (&["CA0007"], [true, true]),
            (&["security"], [false, true]),
            (&["CA0001", "operations"], [true, false]),
            (&["operations", "security"], [true, true]),
            (&["standards"], [false, false]),
        ] {
            let scope = scope(words);
            assert_eq!([Topic::Operations, Topic::Security].map(|topic| scope.includes(topic)), includes, "{words:?}");
            assert_eq!(scope.is_everything(), words.is_empty());
        }
    }

    #[test]
    fn approaches_come_before_topics_and_topics_as_in_their_table() {
        let parts: Vec<String> =
            scope(&["changes", "security", "CA0007", "CA0001"]).parts().map(|part| part.to_string()).collect();
        assert_eq!(parts, ["CA0001", "CA0007", "security", "changes"]);
        for word in ["", "everything", "none", "Security", "CA7", "CA0001 ", "security,changes"] {
            assert_eq!(word.parse::<ScopePart>(), Err(NoScopePart), "{word:?}");
        }
    }
}
