//! What a registry showed of an order that does not hold, as files: texts and signatures octet for octet, and what it said beside them.
//! They are kept as they were judged here; asked again, the registry may show something else (scenario 4).
//! Must not know: where they are kept.

use super::CaseFile;
use crate::{
    app::pack::ShownEvidence,
    evidence::pack::PackFile,
    registry::{
        Reply,
        book::{GuardedText, ReceivedText},
        sheet::Card,
    },
};

impl CaseFile {
    /// Everything that was shown, once the order is here.
    pub fn shown(&self, found: &str) -> Option<Box<ShownEvidence>> {
        let order = self.order().value()?;
        let mut files = Files::default();
        files.add("found.txt", format!("{found}\n"));
        if let Some(signed) = &order.signed {
            files.text("order/order.txt", "initiator", &signed.order);
            for (number, statement) in (1..).zip(&signed.statements) {
                files.text(&format!("order/statement-{number:02}.txt"), "person", statement);
            }
        }
        let mut card = Card::default();
        if card.add(Reply::Order(order.clone())).is_ok() {
            files.add("order/order.json", serde_json::to_vec_pretty(&card).unwrap_or_default());
        }
        let (roster, policy) = self.guards.both().unwrap_or_default();
        files.guarded("roster", roster);
        files.guarded("policy", policy);
        Some(Box::new(ShownEvidence { order: self.id(), found: found.to_owned(), files: files.0 }))
    }
}

#[derive(Default)]
struct Files(Vec<PackFile>);

impl Files {
    fn add(&mut self, name: impl Into<String>, octets: impl Into<Vec<u8>>) {
        self.0.push(PackFile { name: name.into(), octets: octets.into() });
    }

    fn text(&mut self, name: &str, person: &str, text: &ReceivedText) {
        self.add(name, text.text.octets());
        self.add(format!("{name}.{person}.sig"), text.signature.octets());
        self.add(format!("{name}.station.sig"), text.station_signature.octets());
    }

    fn guarded(&mut self, word: &str, given: Option<&GuardedText>) {
        let Some(given) = given else { return };
        self.add(format!("{word}.txt"), given.text.octets());
        for (number, signature) in (1..).zip(&given.signatures) {
            self.add(format!("{word}.txt.{number}.sig"), signature.octets());
        }
    }
}
