//! Chains of escalation, distribution lists and the scope of roles as they were typed.
//! Steps and members are roles, never persons: whoever holds the role then is called, or told.
//! Must not know: offices and channels.

use super::{
    entries::{Lack, Typed, lack},
    task::{About, Row},
};
use crate::domain::contact::{
    Assignment, DistributionList, Entry, EntryKey, EscalationChain, ListId, Role, Rung, Scope, ScopePart, Severity, Tlp, Topic,
};
use std::collections::BTreeSet;

impl Typed<'_> {
    /// Whom the registry wants to be called about a topic, from a severity on.
    pub(super) fn chain(&self) -> Result<Entry, Lack> {
        let About::Registry(registry) = self.about else { return Err(lack(Row::Task, "this is about a registry")) };
        let (topic, severity) = (self.of_table(Row::Topic, Topic::ALL)?, self.of_table(Row::Severity, Severity::ALL)?);
        let step = |word: &str| word.parse::<Rung>().map_err(|why| lack(Row::Steps, why));
        let rungs = self.words(Row::Steps).map(step).collect::<Result<Vec<_>, _>>()?;
        if rungs.is_empty() {
            return Err(lack(Row::Steps, "a chain has a step, or nobody would be called"));
        }
        Ok(Entry::Chain(EscalationChain { registry: *registry, topic, severity, rungs }))
    }

    /// A list that is not there yet.
    pub(super) fn new_list(&self) -> Result<Entry, Lack> {
        let id: ListId = self.parsed(Row::Id)?;
        if self.directory.entry(&EntryKey::List(id.clone())).is_some() {
            return Err(lack(Row::Id, "a list has this id already"));
        }
        self.list_of(id)
    }

    /// A list that is there, with its topic, members and ceiling as they were typed.
    pub(super) fn list(&self) -> Result<Entry, Lack> {
        match self.which()? {
            Entry::List(list) => self.list_of(list.id.clone()),
            _ => Err(lack(Row::Which, "this is no list")),
        }
    }

    fn list_of(&self, id: ListId) -> Result<Entry, Lack> {
        let role = |word: &str| Role::of_word(word).ok_or_else(|| lack(Row::Roles, format!("there is no such role as {word}")));
        let topic = self.of_table(Row::Topic, Topic::ALL)?;
        let roles: BTreeSet<Role> = self.words(Row::Roles).map(role).collect::<Result<_, _>>()?;
        if roles.is_empty() {
            return Err(lack(Row::Roles, "is still to be typed"));
        }
        Ok(Entry::List(DistributionList { id, topic, roles, ceiling: self.of_table(Row::Ceiling, Tlp::ALL)? }))
    }

    /// A role for another part of the work.
    pub(super) fn scope(&self) -> Result<Entry, Lack> {
        match self.which()? {
            Entry::Assignment(role) => Ok(Entry::Assignment(Assignment { scope: self.scope_typed()?, ..role.clone() })),
            _ => Err(lack(Row::Which, "this is no role")),
        }
    }

    /// The cooperative approaches and topics that a role is for; where none is named, everything.
    pub(super) fn scope_typed(&self) -> Result<Scope, Lack> {
        Ok(self.several::<ScopePart>(Row::Scope)?.into_iter().collect())
    }
}
