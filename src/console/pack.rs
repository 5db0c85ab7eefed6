//! The evidence of the transfer that is shown, as a file: for whom, where to, and what came of it.
//! It reads and writes a file of the operator's; nothing goes to anybody by itself.
//! Must not know: what evidence there is.

use super::State;
use crate::{
    app::{
        Action, Effect, Scope,
        overlay::Item,
        pack::{PackOrder, PackWritten},
        toast::Severity,
        why::Refusal,
    },
    evidence::pack::Audience,
    screens::Place,
    text::{Kind, Untrusted},
};

/// For whom a pack can be, and what that means.
const AUDIENCES: [(Audience, &str); 2] = [
    (Audience::Operator, "everything, for those who run this registry and their auditors"),
    (Audience::Counterpart, "nothing of this registry or console alone, for the registry at the other end"),
];

impl State {
    /// Gathers the evidence of the transfer: asks for whom, or does it when that was said.
    pub(super) fn pack(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let Place::Transfer(transfer) = *self.place() else { return self.refuse(&Refusal::NotHere(Scope::Transfer), effects) };
        let Some(word) = argument else {
            let item = |(audience, means): (Audience, &str)| {
                Item::noted(audience.word().to_owned(), Untrusted::new(means).gate(Kind::Name), false)
            };
            return self.pick(Action::TransferPack, AUDIENCES.map(item).into());
        };
        let Some(audience) = Audience::of_word(word.trim()) else { return self.misfit(Action::TransferPack, &word, effects) };
        let path = self.export_place(&PackOrder::file_name(transfer, audience));
        let ticket = self.tickets.issue();
        self.say(Severity::Info, format!("Gathering the evidence of {transfer}, for the {}.", audience.word()), effects);
        effects.push(Effect::Pack { ticket, order: PackOrder { transfer, audience, path } });
    }

    /// The evidence was written, or why not.
    pub(super) fn packed(&mut self, came: Result<PackWritten, String>, effects: &mut Vec<Effect>) {
        match came {
            Ok(written) => self.say(Severity::Info, written.sentence(), effects),
            Err(why) => self.say(Severity::Error, format!("No evidence was written. {why}"), effects),
        }
    }
}
