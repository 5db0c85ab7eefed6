//! Going to a place and back, and switching registries.
//! After a switch nothing of the old registry stays on the screen and nothing of it is waited for.
//! Must not know: which key asked for it.

use super::State;
use crate::{
    app::{Desk, Effect, List, ProfileId},
    registry::Read,
    screens::{AccountCard, Accounts, BlockCard, Blocks, Place},
};

/// Places to go back to that are kept.
const REMEMBERED: usize = 32;

impl State {
    /// Goes to a place, remembering the present one.
    pub(super) fn go(&mut self, place: Place, effects: &mut Vec<Effect>) {
        if place != self.place {
            let left = std::mem::replace(&mut self.place, place);
            self.behind.push(left);
            if self.behind.len() > REMEMBERED {
                self.behind.remove(0);
            }
        }
        self.arrive(effects);
    }

    /// Goes to the first level of a screen, forgetting the way there.
    pub(super) fn go_tab(&mut self, place: Place, effects: &mut Vec<Effect>) {
        self.behind.clear();
        self.place = place;
        self.arrive(effects);
    }

    /// Goes back. Says whether there was anywhere to go.
    pub(super) fn go_back(&mut self, effects: &mut Vec<Effect>) -> bool {
        let Some(place) = self.behind.pop() else { return false };
        self.place = place;
        self.arrive(effects);
        true
    }

    /// Makes the place's data be asked for, if they are not here.
    pub(super) fn arrive(&mut self, effects: &mut Vec<Effect>) {
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        match &self.place {
            Place::Accounts => self.accounts.list.open(&mut desk),
            Place::Blocks => self.blocks.list.open(&mut desk),
            Place::Account(id) if self.account.as_ref().is_none_or(|card| card.id != *id) => {
                if let Some(mut left) = self.account.take() {
                    left.give_up(&mut desk);
                }
                let mut card = AccountCard::of(id.clone());
                card.refresh(&mut desk);
                self.account = Some(card);
            }
            Place::Block(id) if self.block.as_ref().is_none_or(|card| card.id != *id) => {
                if let Some(mut left) = self.block.take() {
                    left.block.give_up(&mut desk);
                }
                let mut card = BlockCard::of(id.clone());
                card.refresh(&mut desk);
                self.block = Some(card);
            }
            Place::Account(_) | Place::Block(_) => {}
        }
        self.fit(effects);
    }

    /// Asks for everything the place shows again.
    pub(super) fn refresh(&mut self, effects: &mut Vec<Effect>) {
        self.ask_for_act(effects);
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        if self.standing.value().is_none() || self.standing.problem().is_some() {
            self.standing.ask(Read::Standing, &mut desk);
        }
        match self.place {
            Place::Accounts => self.accounts.list.refresh(&mut desk),
            Place::Blocks => self.blocks.list.refresh(&mut desk),
            Place::Account(_) => {
                if let Some(card) = &mut self.account {
                    card.refresh(&mut desk);
                }
            }
            Place::Block(_) => {
                if let Some(card) = &mut self.block {
                    card.refresh(&mut desk);
                }
            }
        }
    }

    /// Switches to another registry: nothing of the old one stays on the screen, and nothing of it is waited for.
    pub(super) fn switch(&mut self, profile: ProfileId, effects: &mut Vec<Effect>) {
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        self.standing.give_up(&mut desk);
        List::give_up(&mut self.accounts.list, &mut desk);
        List::give_up(&mut self.blocks.list, &mut desk);
        if let Some(mut card) = self.account.take() {
            card.give_up(&mut desk);
        }
        if let Some(mut card) = self.block.take() {
            card.block.give_up(&mut desk);
        }
        self.tickets.switch(profile);
        self.standing = Default::default();
        self.accounts = Accounts::default();
        self.blocks = Blocks::default();
        self.behind.clear();
        self.place = Place::Accounts;
        self.problem = None;
        self.environment_warned = false;
        self.connect(effects);
    }

    /// Asks who the registry is, and for what the place shows.
    pub(super) fn connect(&mut self, effects: &mut Vec<Effect>) {
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        self.standing.ask(Read::Standing, &mut desk);
        self.arrive(effects);
    }
}
