//! Going to whatever an id names, typed or pasted, in any of its spellings.
//! Several readings are offered to choose from; which of them exists only the registry knows, so nothing is asked before one is chosen.
//! Must not know: how ids are read.

use super::State;
use crate::{
    app::{
        Action, Effect,
        field::{Accepts, Field},
        overlay::{Item, Overlay, OverlayOutcome, Prompt},
    },
    domain::reference::{self, Reference},
    registry::traffic::MessageId,
    screens::Place,
};

/// Characters an id may have with what stands around it.
const LONGEST: usize = 300;

impl State {
    /// Goes to what a text names, or asks for it.
    pub(super) fn jump(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let Some(text) = argument else { return self.ask_where() };
        let mut found = reference::read(&text);
        // Only this registry's own orders are kept here.
        let own = self.standing.value().map(|standing| standing.registry);
        found.retain(|reference| !matches!(reference, Reference::Order(id) if own.is_some_and(|own| own != id.registry())));
        match (found.len(), found.pop()) {
            (1, Some(reference)) => self.go_to_reference(reference, effects),
            (0, _) | (_, None) => self.misfit(Action::Jump, &text, effects),
            (_, Some(last)) => {
                found.push(last);
                let item = |reference: &Reference| Item::named(format!("{} {reference}", reference.kind()));
                let items = found.iter().map(item).collect();
                self.pick(Action::Jump, items);
            }
        }
    }

    /// A pasted id opens the question where to go, with the id in it; Enter goes there. Says whether the text was one.
    ///
    /// A word that could be anything is none: only what has the form of an id of the field opens it.
    pub(super) fn jump_to_pasted(&mut self, text: &str) -> bool {
        if text.len() > LONGEST || !reference::read(text).iter().any(is_formed) {
            return false;
        }
        self.ask_where();
        !matches!(self.overlays.paste(text.trim()), Some(OverlayOutcome::Refused(_)) | None)
    }

    fn ask_where(&mut self) {
        // Prose: typeset dashes and quotation marks come with pasted ids.
        let field = Field::new(Accepts::Prose, LONGEST);
        self.overlays.push(Overlay::Prompt(Box::new(Prompt::new(Action::Jump, field))));
    }

    /// Goes to where a thing is shown.
    pub(super) fn go_to_reference(&mut self, reference: Reference, effects: &mut Vec<Effect>) {
        match reference {
            Reference::Itmo(id) => self.go(Place::Block(id), effects),
            Reference::Run(run) => {
                let series = run.series;
                let serials = serials(run.range.first().number(), run.range.last().number());
                let filter = format!(
                    "{serials} approach:{} registry:{} party:{} vintage:{}",
                    series.approach, series.registry, series.party, series.vintage
                );
                self.go_filtered(Place::Blocks, &filter, effects);
            }
            Reference::National { party, vintage, range } => {
                let party = party.map_or_else(String::new, |party| format!(" party:{party}"));
                let serials = serials(range.first().number(), range.last().number());
                self.go_filtered(Place::Blocks, &format!("{serials} vintage:{vintage}{party}"), effects);
            }
            Reference::Serials(range) => {
                let filter = serials(range.first().number(), range.last().number());
                self.go_filtered(Place::Blocks, &filter, effects);
            }
            Reference::Transfer(id) => self.go(Place::Transfer(id), effects),
            Reference::Order(id) => self.go(Place::Order(id), effects),
            Reference::Case(id) => self.go(Place::Case(id), effects),
            Reference::Contact(id) => self.go(Place::Contact(id), effects),
            Reference::Reconciliation(id) => self.go(Place::Run(id), effects),
            Reference::Approach(id) => self.go(Place::Approach(id), effects),
            Reference::Registry(id) => self.go(Place::Peer(id), effects),
            Reference::Account(id) => self.go(Place::Account(id), effects),
            Reference::Authorization(id) => self.go(Place::Authorization(id), effects),
            Reference::Message(number) => match MessageId::new(number) {
                Some(id) => self.go(Place::Message(id), effects),
                None => self.misfit(Action::Jump, &number.to_string(), effects),
            },
            Reference::Entry(number) => self.go(Place::Entry(number), effects),
            Reference::Digest(digest) => self.go_filtered(Place::Messages, &format!("digest:{digest}"), effects),
        }
    }
}

/// The filter for serials.
fn serials(first: u64, last: u64) -> String {
    if first == last { format!("serial:{first}") } else { format!("serial:{first}..{last}") }
}

/// Whether it has the form of an id of the field, and is not just a word that could be one.
fn is_formed(reference: &Reference) -> bool {
    match reference {
        Reference::Account(_) => reference.is_account_of_a_registry(),
        Reference::Authorization(_) | Reference::Contact(_) => false,
        _ => true,
    }
}
