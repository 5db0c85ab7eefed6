//! Going to a thing by its name: an account, a serial, a row, a profile, an order; and opening what is selected.
//! Without an argument the action asks for it; with one that does not fit it says what it takes.
//! Must not know: which key or palette line asked.

use super::{State, perform::ANYWAY};
use crate::{
    app::{
        Action, Desk, Effect, ProfileId,
        confirm::{Confirm, Typed},
        field::{Accepts, Field},
        overlay::{Item, Overlay, Picker, Prompt},
        why::Refusal,
    },
    domain::{
        Quantity, SerialRange,
        reference::{self, Reference},
    },
    registry::{Sort, query::BLOCK_FIELDS},
    screens::Place,
    text::{Kind, Untrusted},
};
use std::str::FromStr;

/// Characters an argument may have.
const ARGUMENT: usize = 200;

impl State {
    /// Asks for the argument of an action.
    pub(super) fn ask_for(&mut self, action: Action) {
        let field = Field::new(Accepts::Prose, ARGUMENT);
        self.overlays.push(Overlay::Prompt(Box::new(Prompt::new(action, field))));
    }

    fn prompt(&mut self, action: Action) {
        let field = Field::new(Accepts::Critical, ARGUMENT);
        self.overlays.push(Overlay::Prompt(Box::new(Prompt::new(action, field))));
    }

    /// Says that an argument does not fit, and gives it back to be mended where it was typed into a line.
    pub(super) fn misfit(&mut self, action: Action, given: &str, effects: &mut Vec<Effect>) {
        let shown = Untrusted::new(given.trim()).gate(Kind::Name).to_string();
        self.refuse(&Refusal::Misfit { given: shown, needs: action.spec().argument }, effects);
        if is_typed(action) {
            let field = Field::new(Accepts::Prose, ARGUMENT).with_text(given.trim());
            self.overlays.push(Overlay::Prompt(Box::new(Prompt::new(action, field))));
        }
    }

    pub(super) fn pick(&mut self, action: Action, items: Vec<Item>) {
        self.overlays.push(Overlay::Picker(Box::new(Picker::new(action, items))));
    }

    /// Opens one thing by its id; `place` is where a thing of that kind is shown.
    pub(super) fn open_by_id<T: FromStr>(
        &mut self,
        action: Action,
        argument: Option<String>,
        place: impl FnOnce(T) -> Place,
        effects: &mut Vec<Effect>,
    ) {
        let Some(text) = argument else { return self.prompt(action) };
        match text.trim().parse() {
            Ok(id) => self.go(place(id), effects),
            Err(_) => self.misfit(action, &text, effects),
        }
    }

    /// Shows where a serial, a range or an ITMO id is.
    pub(super) fn find_serial(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        // Typeset dashes come with pasted ranges.
        let Some(text) = argument else { return self.ask_for(Action::FindSerial) };
        let text = text.trim();
        let in_series = |found: &Reference| matches!(found, Reference::Itmo(_) | Reference::Run(_) | Reference::National { .. });
        if let Some(reference) = reference::read(text).into_iter().find(in_series) {
            return self.go_to_reference(reference, effects);
        }
        // As people and filings write a range, with a dash and with thousands grouped; else as a filter does, with an open end.
        let serials = match text.parse::<SerialRange>() {
            Ok(range) => format!("{}..{}", range.first().number(), range.last().number()),
            Err(_) => text.replace(['"', '\\'], ""),
        };
        let filter = format!("serial:\"{serials}\"");
        if crate::registry::Filter::parse(&filter, BLOCK_FIELDS).is_err() {
            return self.misfit(Action::FindSerial, text, effects);
        }
        self.go_filtered(Place::Blocks, &filter, effects);
    }

    /// Goes to a list and shows the rows a filter selects.
    pub(super) fn go_filtered(&mut self, place: Place, filter: &str, effects: &mut Vec<Effect>) {
        self.leave_for(&place);
        self.remember_look(effects);
        // The list is asked once, by the filter, and not first as a whole.
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        self.stage.go(place, &mut desk);
        self.on_list(effects, |list, desk| list.filter_by(filter, desk).is_ok());
        self.fit(effects);
    }

    /// Switches the registry.
    pub(super) fn choose_profile(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let Some(name) = argument else {
            let current = self.tickets.profile().0;
            let item = |(at, profile): (usize, &super::ProfileCard)| {
                let environment = Untrusted::new(profile.environment.word()).gate(Kind::Name);
                Item::noted(profile.name.clone(), environment, at == current)
            };
            let items = self.profiles.iter().enumerate().map(item).collect();
            return self.pick(Action::Profile, items);
        };
        let known = |name: &str| self.profiles.iter().position(|profile| profile.name == name);
        // What was answered with yes comes back with a word before the name.
        let agreed = name.strip_prefix(ANYWAY).and_then(|name| known(name.strip_prefix(' ')?));
        match (known(&name), agreed) {
            (Some(_), _) if self.asks_what_goes(Action::Profile, format!("{ANYWAY} {name}")) => {}
            (Some(at), _) | (None, Some(at)) => self.switch(ProfileId(at), effects),
            (None, None) => self.misfit(Action::Profile, &name, effects),
        }
    }

    /// Moves the cursor to a row by its number, from 1.
    pub(super) fn go_row(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let Some(text) = argument else { return self.prompt(Action::GoRow) };
        match Quantity::parse(text.trim()) {
            Ok(number) => self.on_list(effects, |list, desk| list.go_to(number.count().saturating_sub(1), desk)),
            Err(_) => self.misfit(Action::GoRow, &text, effects),
        }
    }

    /// Asks for another order.
    pub(super) fn sort(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let (current, fields) = (self.list_order(), self.list_fields());
        let Some(name) = argument else {
            let item = |field: &crate::registry::query::Field| {
                // The rest of the field's help is about filtering.
                let what = field.doc.split_once(", ").map_or(field.doc, |(what, _)| what);
                let sorted = current.is_some_and(|sort| sort.by == field.name);
                Item::noted(field.name.to_owned(), Untrusted::new(what).gate(Kind::Name), sorted)
            };
            let items = fields.iter().filter(|field| field.sortable).map(item).collect();
            return self.pick(Action::Sort, items);
        };
        match fields.iter().find(|field| field.sortable && field.name == name) {
            Some(field) => {
                // The same column again turns the order round.
                let descending = current.is_some_and(|sort| sort.by == field.name && !sort.descending);
                self.put_in_order(Sort { by: field.name, descending }, effects);
            }
            None => self.misfit(Action::Sort, &name, effects),
        }
    }

    /// Reverses the order; without one, the first column's.
    pub(super) fn reverse_sort(&mut self, effects: &mut Vec<Effect>) {
        let first = self.list_fields().iter().find(|field| field.sortable).map(|field| field.name);
        let sort = match (self.list_order(), first) {
            (Some(sort), _) => Sort { descending: !sort.descending, ..sort },
            (None, Some(by)) => Sort { by, descending: true },
            (None, None) => return,
        };
        self.put_in_order(sort, effects);
    }

    /// Opens the selected row.
    pub(super) fn open_row(&mut self, effects: &mut Vec<Effect>) {
        let did = self.screen().open_selected();
        self.do_next(did, effects);
    }

    /// Puts the page before an act of one person on the screen. It holds what the act is about, not a place in a list.
    pub(super) fn ask_before(&mut self, action: Action) {
        let (Some(profile), Some(standing)) = (self.profile(), self.standing.value()) else { return };
        let Ok(intent) = self.intent(action) else { return };
        let stakes = intent.stakes(action.spec().title, standing.name.gate(Kind::Name), profile.environment);
        self.overlays.push(Overlay::Confirm(Box::new(Confirm::Typed(Box::new(Typed::new(action, intent, stakes))))));
    }
}

/// Whether the argument of an action is typed into a line, and not picked from a list.
fn is_typed(action: Action) -> bool {
    use Action::{FindSerial, GoRow, Jump, OpenAccount, OpenApproach, OpenAuthorization, OpenCase, OpenContact, OpenEntry};
    use Action::{OpenContactsOf, OpenIncident, OpenLine, OpenMessage, OpenOrder, OpenPeer, OpenTransfer};
    matches!(
        action,
        FindSerial
            | GoRow
            | Jump
            | OpenAccount
            | OpenApproach
            | OpenAuthorization
            | OpenCase
            | OpenContact
            | OpenContactsOf
            | OpenEntry
            | OpenIncident
            | OpenLine
            | OpenMessage
            | OpenOrder
            | OpenPeer
            | OpenTransfer
    )
}
