//! Asks for everything that belongs to one transfer: its page, messages, ledger entries, order, papers, and the journal's lines about it.
//! Texts and messages are kept octet for octet; what has no octets of its own is written as the commands write it in JSON.
//! Must not know: for whom the pack is.

use super::{CREDENTIALS, Gathered, Item, PackProblem};
use crate::{
    domain::transfer::TransferId,
    evidence::pack::PackFile,
    registry::{
        Filter, Problem, ProblemKind, Query, Read, Registry, Reply, Window,
        book::{Guarded, GuardedText, GuardedVersion, OrderId, ReceivedRevocation, ReceivedText},
        query::Term,
        sheet::Card,
        traffic::{Message, Transfer},
    },
    text::Untrusted,
};

/// The most lines of the journal that are taken.
const MOST_LINES: u16 = 1_000;
/// What stands in the place of a value that is in no pack.
const REMOVED: &str = "(removed)";

/// Gathers all there is of a transfer.
///
/// # Errors
/// When the registry does not answer, or does not know the transfer. What else it does not have is noted.
pub async fn gather(registry: &dyn Registry, journal: &dyn Registry, id: TransferId) -> Result<Gathered, PackProblem> {
    let standing = registry.read(Read::Standing).await.map_err(PackProblem::Registry)?;
    let Reply::Standing(standing) = standing else { return Err(PackProblem::Registry(Problem::of_other_answer())) };
    let reply = registry.read(Read::Transfer(id)).await.map_err(PackProblem::Registry)?;
    let Reply::Transfer(transfer) = &reply else { return Err(PackProblem::Registry(Problem::of_other_answer())) };
    let transfer = (**transfer).clone();
    if let Some(veil) = &transfer.summary.veil {
        return Err(PackProblem::Withheld(veil.clone()));
    }
    let gathered = Gathered { transfer: id, registry: standing.registry, items: Vec::new(), lacking: Vec::new() };
    let mut gathering = Gathering { registry, gathered };
    gathering.card("transfer.json", true, reply)?;
    let order = gathering.order(&transfer).await?;
    gathering.messages(&transfer).await?;
    gathering.counterpart(&transfer).await?;
    gathering.entries(&transfer).await?;
    gathering.papers(&transfer).await?;
    gathering.guarded().await?;
    gathering.journal(journal, &transfer, order).await?;
    Ok(gathering.gathered)
}

struct Gathering<'r> {
    registry: &'r dyn Registry,
    gathered: Gathered,
}

impl Gathering<'_> {
    /// Asks; `None`, and a note, when the registry has no such thing or does not show it to this operator.
    async fn ask(&mut self, what: impl Into<String>, ask: Read) -> Result<Option<Reply>, PackProblem> {
        match self.registry.read(ask).await {
            Ok(reply) => Ok(Some(reply)),
            Err(Problem { kind: ProblemKind::Missing | ProblemKind::Forbidden, .. }) => {
                self.gathered.lacking.push(what.into());
                Ok(None)
            }
            Err(problem) => Err(PackProblem::Registry(problem)),
        }
    }

    fn add(&mut self, name: impl Into<String>, own: bool, octets: impl Into<Vec<u8>>) {
        let file = PackFile { name: name.into(), octets: octets.into() };
        self.gathered.items.push(Item { file, own, removed: Vec::new() });
    }

    /// Adds an answer as the commands write it.
    fn card(&mut self, name: impl Into<String>, own: bool, reply: Reply) -> Result<(), PackProblem> {
        let mut card = Card::default();
        card.add(reply).map_err(PackProblem::Registry)?;
        let json = serde_json::to_vec_pretty(&card).unwrap_or_default();
        self.add(name, own, json);
        Ok(())
    }

    /// The order that began it, with its text, its statements and all signatures, where the registry has them.
    async fn order(&mut self, transfer: &Transfer) -> Result<Option<OrderId>, PackProblem> {
        let Some(id) = transfer.order else {
            self.gathered.lacking.push("an order of this registry: the transfer was begun elsewhere".into());
            return Ok(None);
        };
        let Some(reply) = self.ask("the order", Read::Order(id)).await? else { return Ok(None) };
        if let Reply::Order(order) = &reply {
            match &order.signed {
                None => self.gathered.lacking.push("signatures of the order: the registry stores none".into()),
                Some(signed) => {
                    self.text("order/order.txt", "initiator", &signed.order);
                    for (number, statement) in (1..).zip(&signed.statements) {
                        self.text(&format!("order/statement-{number:02}.txt"), "person", statement);
                    }
                }
            }
        }
        self.card("order/order.json", true, reply)?;
        Ok(Some(id))
    }

    fn text(&mut self, name: &str, person: &str, text: &ReceivedText) {
        self.add(name, false, text.text.octets());
        self.add(format!("{name}.{person}.sig"), false, text.signature.octets());
        self.add(format!("{name}.station.sig"), false, text.station_signature.octets());
    }

    /// Every message, as it travelled and as the registry judged it.
    async fn messages(&mut self, transfer: &Transfer) -> Result<(), PackProblem> {
        for rung in &transfer.messages {
            let name = format!("messages/{:06}", rung.message.number());
            let asked = self.ask(format!("message {}", rung.message), Read::Message(rung.message)).await?;
            let Some(Reply::Message(mut message)) = asked else { continue };
            self.add(format!("{name}.body"), false, message.octets.clone());
            let removed = without_credentials(&mut message);
            self.card(format!("{name}.json"), false, Reply::Message(message))?;
            if let Some(item) = self.gathered.items.last_mut() {
                item.removed = removed;
            }
        }
        Ok(())
    }

    /// The registry at the other end as this one knows it, with the keys its messages are signed with.
    async fn counterpart(&mut self, transfer: &Transfer) -> Result<(), PackProblem> {
        let Some(registry) = transfer.summary.counterpart() else { return Ok(()) };
        let asked = self.ask(format!("the keys of {registry}"), Read::Peer(registry)).await?;
        asked.map_or(Ok(()), |reply| self.card(format!("peers/{registry}.json"), true, reply))
    }

    /// The ledger's lines, each with its place in the chain in its name.
    async fn entries(&mut self, transfer: &Transfer) -> Result<(), PackProblem> {
        for entry in &transfer.entries {
            let asked = self.ask(format!("entry {} of the ledger", entry.entry), Read::Entry(entry.entry)).await?;
            let Some(Reply::Entry(found)) = asked else { continue };
            self.add(format!("ledger/{:08}.line", entry.entry), true, found.line.octets());
            self.card(format!("ledger/{:08}.json", entry.entry), true, Reply::Entry(found))?;
        }
        Ok(())
    }

    /// The cooperative approaches of its ITMOs, and the authorizations of their blocks.
    async fn papers(&mut self, transfer: &Transfer) -> Result<(), PackProblem> {
        let (mut approaches, mut authorizations) = (Vec::new(), Vec::new());
        for span in transfer.picks.spans() {
            if !approaches.contains(&span.series.approach) {
                approaches.push(span.series.approach);
            }
            let block = self.registry.read(Read::Block(span.first_id())).await;
            if let Ok(Reply::Block(block)) = block
                && !authorizations.contains(&block.authorization)
            {
                authorizations.push(block.authorization);
            }
        }
        for approach in approaches {
            let asked = self.ask(format!("cooperative approach {approach}"), Read::Approach(approach)).await?;
            if let Some(reply) = asked {
                self.card(format!("approaches/{approach}.json"), false, reply)?;
            }
        }
        for (number, id) in (1..).zip(authorizations) {
            let asked = self.ask(format!("authorization {id}"), Read::Authorization(id)).await?;
            if let Some(reply) = asked {
                self.card(format!("authorizations/{number:02}.json"), false, reply)?;
            }
        }
        Ok(())
    }

    /// The roster and the policy in force, with the officers' signatures, and every version before: each text is judged by those of its time.
    async fn guarded(&mut self) -> Result<(), PackProblem> {
        for (guarded, folder) in [(Guarded::Roster, "rosters"), (Guarded::Policy, "policies")] {
            let word = guarded.word();
            let asked = self.ask(word, Read::Guarded(guarded, GuardedVersion::InForce)).await?;
            let Some(reply) = asked else { continue };
            let Reply::Guarded(Some(in_force)) = reply else {
                self.gathered.lacking.push(word.into());
                continue;
            };
            self.guarded_text(word, &in_force);
            for number in 1..in_force.version {
                let what = format!("{word} v{number}");
                let asked = self.ask(what.as_str(), Read::Guarded(guarded, GuardedVersion::Number(number))).await?;
                match asked {
                    Some(Reply::Guarded(Some(text))) => self.guarded_text(&format!("{folder}/{number:04}"), &text),
                    Some(_) => self.gathered.lacking.push(what),
                    None => {}
                }
            }
        }
        Ok(())
    }

    fn guarded_text(&mut self, name: &str, text: &GuardedText) {
        self.add(format!("{name}.txt"), false, text.text.octets());
        for (number, signature) in (1..).zip(&text.signatures) {
            self.add(format!("{name}.txt.{number}.sig"), false, signature.octets());
        }
        // Without them a reader would count what was signed with a key that somebody had revoked (F15).
        text.revocations.iter().for_each(|revoked| self.revocation(revoked));
    }

    /// A revocation, once: more than one version may have had the key.
    fn revocation(&mut self, revoked: &ReceivedRevocation) {
        let known: Vec<&PackFile> = self.gathered.items.iter().map(|item| &item.file).collect();
        let is_one = |file: &&&PackFile| file.name.starts_with("revocations/") && file.name.ends_with(".txt");
        if known.iter().filter(is_one).any(|file| file.octets == revoked.text.octets().as_bytes()) {
            return;
        }
        let name = format!("revocations/{:02}.txt", known.iter().filter(is_one).count() + 1);
        self.add(name.clone(), false, revoked.text.octets());
        self.add(format!("{name}.person.sig"), false, revoked.signature.octets());
    }

    /// The lines of this console's journal that name the transfer or its order.
    async fn journal(&mut self, journal: &dyn Registry, transfer: &Transfer, order: Option<OrderId>) -> Result<(), PackProblem> {
        let mut numbers: Vec<u64> = Vec::new();
        for word in [Some(transfer.summary.id.to_string()), order.map(|id| id.to_string())].into_iter().flatten() {
            let term = Term { field: None, value: word, negated: false };
            let window = Window { limit: MOST_LINES, ..Window::default() };
            let query = Query { filter: Filter { terms: vec![term] }, sort: None, window };
            match journal.read(Read::Journal(query)).await {
                Ok(Reply::Journal(page)) => numbers.extend(page.rows.iter().map(|row| row.seq)),
                _ => self.gathered.lacking.push("this console's journal: it could not be read".into()),
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        let mut lines = String::new();
        for number in numbers {
            if let Ok(Reply::JournalLine(line)) = journal.read(Read::JournalLine(number)).await {
                lines.push_str(line.text.octets());
                lines.push('\n');
            }
        }
        match lines.is_empty() {
            true => self.gathered.lacking.push("lines of this console's journal about it".into()),
            false => self.add("journal.jsonl", true, lines),
        }
        Ok(())
    }
}

/// Replaces what says how somebody signed in; what was replaced.
fn without_credentials(message: &mut Message) -> Vec<String> {
    let mut removed = Vec::new();
    for (name, value) in &mut message.headers {
        if CREDENTIALS.iter().any(|credential| name.octets().eq_ignore_ascii_case(credential)) {
            removed.push(format!("header {}", name.octets()));
            *value = Untrusted::new(REMOVED);
        }
    }
    removed
}
