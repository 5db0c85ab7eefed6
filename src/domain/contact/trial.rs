//! Whether somebody can be tested for an answer, and about what they would be called: a role that counts, a verified card, a number that rings.
//! What nobody has verified leads no call, so there is nothing to test; the reason names what is to be verified first.
//! Must not know: who calls, or what came of earlier tests.

use super::{Address, Assignment, CardId, Channel, ChannelKind, Directory, Held, Role, Severity, Topic};
use crate::domain::RegistryId;
use jiff::Timestamp;

/// What a response test of somebody is about: that which they would be called about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The registry they would be called for.
    pub registry: RegistryId,
    /// The topic whose chain leads to them.
    pub topic: Topic,
}

/// Why somebody can't be tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Untestable {
    /// Nobody is called for what they do.
    #[error("they hold no role for which anybody is called")]
    NoRole,
    /// Nobody has verified the role.
    #[error("nobody has verified that they are {}; verify it first", .0.word())]
    RoleUnverified(Role),
    /// The role does not count yet, or not any more.
    #[error("their role of {} does not count{}", .0.word(), match .1 { Held::Until(_) => " yet", Held::Cancelled => "" })]
    RoleHeld(Role, Held),
    /// Nobody has verified the card.
    #[error("nobody has verified the card; verify it first")]
    Unverified,
    /// No number is known that was verified, rings and counts.
    #[error("no number of theirs is verified and counts; verify one first")]
    NoNumber,
}

impl Directory {
    /// What a response test of somebody would be about, at a time.
    ///
    /// # Errors
    /// [`Untestable`] says why there is nothing to test.
    pub fn trial(&self, who: &CardId, at: Timestamp) -> Result<Trial, Untestable> {
        let roles = self.assignments().filter(|(role, _)| role.who == *who && role.is_in_force(at));
        let leading = roles.filter_map(|(role, standing)| leads_to(role).map(|topic| (role, standing, topic)));
        let judged = leading.map(|(role, standing, topic)| match self.changes.held(&role.key(), at) {
            _ if standing.verified.is_none() => Err(Untestable::RoleUnverified(role.role)),
            Some(held) => Err(Untestable::RoleHeld(role.role, held)),
            None => Ok(Trial { registry: role.registry, topic }),
        });
        // Any role that counts will do; where none does, the first says why.
        let trial =
            judged.reduce(|first, next| if first.is_ok() { first } else { next.or(first) }).ok_or(Untestable::NoRole)??;
        if self.card(who).is_none_or(|(_, standing)| standing.verified.is_none()) {
            return Err(Untestable::Unverified);
        }
        self.known_address(who, Severity::High, at).map(|_| trial).ok_or(Untestable::NoNumber)
    }

    /// A verified channel of somebody that counts at a time, whether or not they can be reached on it then: one that rings, unless it is
    /// not urgent.
    pub fn known_address(&self, who: &CardId, severity: Severity, at: Timestamp) -> Option<Address> {
        let counts = |channel: &Channel| channel.is_in_use(at) && self.changes.held(&channel.key(), at).is_none();
        let rings = |channel: &Channel| severity < Severity::High || channel.address.kind() != ChannelKind::Mail;
        let own = self.channels().filter(|(channel, standing)| channel.owner == *who && standing.verified.is_some());
        own.map(|(channel, _)| channel)
            .filter(|channel| counts(channel) && rings(channel))
            .map(|channel| channel.address.clone())
            .min()
    }
}

/// The topic that somebody with a role is called about: the one whose chain begins with it, else any it is in; none outside its scope.
fn leads_to(role: &Assignment) -> Option<Topic> {
    let topics = || Topic::ALL.iter().map(|(topic, _)| *topic).filter(|topic| role.scope.includes(*topic));
    let first = topics().find(|topic| topic.roles().first() == Some(&role.role));
    first.or_else(|| topics().find(|topic| topic.roles().contains(&role.role)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::{Change, Entry, EntryKey, Standing, sample::*};

    const NOW: &str = "2026-11-25T10:00:00Z";

    fn unverify(directory: &mut Directory, key: &EntryKey) {
        if let Some(record) = directory.entries.get_mut(key) {
            record.standing = Standing { verified: None, edited: at(NOW) };
        }
    }

    fn held(directory: &mut Directory, key: EntryKey) {
        let change = Change {
            at: at("2026-11-24T10:00:00Z"),
            key,
            act: crate::domain::contact::Act::Add,
            requested_by: "amina.k".parse().unwrap(),
            confirmed_by: Some("luc.b".parse().unwrap()),
            basis: "CB/2026/7".parse().unwrap(),
            counts_from: at("2026-11-30T12:00:00Z"),
            cancelled: None,
        };
        directory.changes.push(change);
    }

    #[test]
    fn only_whoever_would_be_called_is_tested() {
        let (who, other) = (id("gha-1"), id("gha-4"));
        let role = || assignment("gha-1", Role::Administrator, "GHA01").key();
        let number = || duty("gha-1", "+233200000001").key();
        type Spoil = Box<dyn Fn(&mut Directory)>;
        let cases: [(Spoil, Result<Topic, Untestable>); 8] = [
            (Box::new(|_| {}), Ok(Topic::Operations)),
            (Box::new(|of| unverify(of, &EntryKey::Card(id("gha-1")))), Err(Untestable::Unverified)),
            (Box::new(move |of| unverify(of, &role())), Err(Untestable::RoleUnverified(Role::Administrator))),
            (
                Box::new(move |of| held(of, role())),
                Err(Untestable::RoleHeld(Role::Administrator, Held::Until(at("2026-11-30T12:00:00Z")))),
            ),
            (Box::new(move |of| unverify(of, &number())), Err(Untestable::NoNumber)),
            (Box::new(move |of| held(of, number())), Err(Untestable::NoNumber)),
            (Box::new(move |of| drop(of.entries.remove(&role()))), Err(Untestable::NoRole)),
            // A role for one topic only is tested about that.
            (
                Box::new(|of| {
                    let scope = ["infrastructure".parse().unwrap()].into_iter().collect();
                    of.add(Entry::Assignment(Assignment { scope, ..assignment("gha-1", Role::Administrator, "GHA01") }));
                }),
                Ok(Topic::Infrastructure),
            ),
        ];
        for (spoil, comes) in cases {
            let mut directory = accra();
            spoil(&mut directory);
            assert_eq!(directory.trial(&who, at(NOW)).map(|trial| trial.topic), comes);
        }
        assert_eq!(accra().trial(&other, at(NOW)), Err(Untestable::NoRole));
    }

    #[test]
    fn a_role_that_counts_is_enough_beside_one_that_does_not() {
        let mut directory = accra();
        directory.add(Entry::Assignment(assignment("gha-1", Role::NationalFocalPoint, "GHA01")));
        unverify(&mut directory, &assignment("gha-1", Role::NationalFocalPoint, "GHA01").key());
        assert_eq!(directory.trial(&id("gha-1"), at(NOW)).map(|trial| trial.topic), Ok(Topic::Operations));
    }
}
