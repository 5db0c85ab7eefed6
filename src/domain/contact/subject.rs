//! What a call is about: a topic, and the cooperative approaches it concerns as far as they are known.
//! Whoever holds a role for other work only is not called about it; where no cooperative approach is known, none is left out for one.
//! Must not know: whom that leads to, or how bad it is.

use super::{Scope, Topic};
use crate::domain::ApproachId;
use std::collections::BTreeSet;

/// What a call is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The topic.
    pub topic: Topic,
    /// The cooperative approaches; none where nobody knows them, or it is about none.
    pub approaches: BTreeSet<ApproachId>,
}

impl From<Topic> for Subject {
    fn from(topic: Topic) -> Self {
        Self { topic, approaches: BTreeSet::new() }
    }
}

impl Scope {
    /// Whether somebody with it is called about this: about its topic, and about one of its cooperative approaches at least.
    pub fn covers(&self, subject: &Subject) -> bool {
        self.includes(subject.topic) && self.concerns(&subject.approaches)
    }

    fn concerns(&self, approaches: &BTreeSet<ApproachId>) -> bool {
        let is_limited = self.approaches().next().is_some();
        !is_limited || approaches.is_empty() || self.approaches().any(|own| approaches.contains(&own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::ScopePart;

    #[test]
    fn a_scope_covers_what_is_of_its_topics_and_of_its_cooperative_approaches() {
        for (scope, about, covers) in [
            (&[][..], &["CA0007"][..], true),
            (&["CA0007"], &["CA0007"], true),
            (&["CA0007"], &["CA0012"], false),
            (&["CA0007"], &["CA0007", "CA0012"], true),
            (&["CA0001", "CA0012"], &["CA0012"], true),
            (&["CA0007"], &[], true),
            (&["CA0007", "security"], &["CA0007"], false),
            (&["CA0007", "operations"], &["CA0007"], true),
            (&["CA0007", "operations"], &["CA0012"], false),
            (&["operations"], &["CA0012"], true),
        ] {
            let scope: Scope = scope.iter().map(|part| part.parse::<ScopePart>().unwrap()).collect();
            let approaches = about.iter().map(|id| id.parse().unwrap()).collect();
            let subject = Subject { topic: Topic::Operations, approaches };
            assert_eq!(scope.covers(&subject), covers, "{scope:?} {about:?}");
        }
    }
}
