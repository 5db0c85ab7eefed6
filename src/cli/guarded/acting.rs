//! Sends a version or a revocation to the registry of the profile: printed whole, confirmed by digits, journaled, signed, sent once.
//! It is the console's act by another door: the same journal, the same signature, and the registry judges the same (promise 7).
//! Must not know: what the text says.

use super::{alarm, signing::typed};
use crate::{
    cli::{Global, connect, console, opening, start, status::End, surroundings},
    config::{Config, KeyPlace, Signing},
    console::alarms,
    domain::PersonId,
    evidence::{
        digest::Digest,
        principal::Principal,
        sshsig::{Namespace, SshSignature},
    },
    registry::{
        Access, Act, Authorised, Challenge, Confirmed, Deed, IdempotencyKey, Outcome, Receipt, Registry, Review, Reviewed,
        Unsigned, WriteCap, reviewed::Reviewable,
    },
    runtime::{
        acts::{AloneProblem, act_alone},
        journal::{Journal, Keeping},
        keys::{FoundKey, KeyPlaces, Signer},
    },
    screens::Alarm,
    text::Kind,
};
use jiff::Timestamp;
use std::sync::Arc;

/// Signs a text in a namespace as somebody.
type Signs<'a> = dyn FnMut(&Principal, Namespace, &str) -> Result<SshSignature, String> + 'a;

/// Keys that sign an act, each with whose it is.
pub(in crate::cli) type Signers = Vec<(Principal, Signer)>;

/// Where a command acts, as whom.
pub(in crate::cli) struct Desk {
    pub(in crate::cli) registry: Arc<dyn Registry>,
    access: Access,
    config: Config,
    profile: usize,
}

impl Desk {
    /// The registry of the profile, for acting. Nothing is opened yet.
    pub(in crate::cli) fn of(global: &Global) -> Result<Self, String> {
        let config = surroundings::config(global)?;
        let profile = connect::chosen(global, &config)?;
        let (registry, access) = console::actor(global, &config)?;
        Ok(Self { registry, access, config, profile })
    }

    /// Reads a text on the terminal, opens the key, and does the act.
    pub(in crate::cli) async fn act<T: Reviewable + Send + 'static>(
        &self,
        review: Review<T>,
        (person, place): (&PersonId, &KeyPlace),
        unsigned: impl FnOnce(Reviewed<T>) -> Unsigned + Send + 'static,
    ) -> End {
        let (person, place) = (person.clone(), place.clone());
        let read = move || {
            let (read, signer) = confirmed(review, &person, &place)?;
            Ok((unsigned(read), vec![(Principal::Person(person), signer)]))
        };
        self.read_and_done(read).await
    }

    /// Has something read on the terminal, then does it, signed by the keys that were opened there.
    pub(in crate::cli) async fn read_and_done(
        &self,
        read: impl FnOnce() -> Result<(Unsigned, Signers), End> + Send + 'static,
    ) -> End {
        if let Err(end) = self.may_act() {
            return end;
        }
        // Who is asked on the terminal may take their time, or leave by Ctrl-C: neither must wait for the other.
        let (unsigned, signers) = match tokio::task::spawn_blocking(read).await {
            Ok(Ok(read)) => read,
            Ok(Err(end)) => return end,
            Err(problem) => return End::NotBegun(format!("The terminal could not be asked: {problem}. Nothing was signed.")),
        };
        let mut sign = |whose: &Principal, namespace, text: &str| match signers.iter().find(|(of, _)| of == whose) {
            Some((_, signer)) => signer.sign(namespace, text.as_bytes()).map_err(|problem| problem.sentences()),
            None => Err(format!("the text names {whose}, whose key was not opened")),
        };
        self.done(Confirmed::by_review(unsigned), &mut sign).await
    }

    /// Who signs for the profile, and where, if it says so.
    pub(in crate::cli) fn signing(&self) -> Option<&Signing> {
        self.config.profiles.get(self.profile).and_then(|profile| profile.signing.as_ref())
    }

    /// Does an act that is no text, so that nothing is signed.
    pub(super) async fn unsigned(&self, confirmed: Confirmed<Act>) -> End {
        self.done(confirmed, &mut |_, _, _| Err("nothing of it is to be signed".to_owned())).await
    }

    /// Does an act of one person that changes nothing by itself: whoever typed the command has said so.
    pub(in crate::cli) async fn alone(&self, deed: Deed, reason: String) -> End {
        let subject = deed.subject();
        match Challenge::new(Act::Alone { deed, reason }, subject.clone()).accept(&subject) {
            Ok(confirmed) => self.unsigned(confirmed).await,
            Err(_) => End::NotBegun("Nothing was done.".into()),
        }
    }

    /// The capability to act, if the profile has one.
    pub(super) fn may_act(&self) -> Result<&WriteCap, End> {
        self.access.capability().ok_or_else(|| End::NotBegun("The profile only reads. Use a profile that may act.".into()))
    }

    /// Does what was confirmed: the intent in the journal first, its outcome after.
    async fn done(&self, confirmed: Confirmed<Act>, sign: &mut Signs<'_>) -> End {
        let capability = match self.may_act() {
            Ok(capability) => capability,
            Err(end) => return end,
        };
        let mut journal = match self.journal() {
            Ok(journal) => journal,
            Err(why) => return End::NotBegun(format!("{why} Nothing was signed or sent.")),
        };
        let act = Authorised::new(confirmed, capability, IdempotencyKey(uuid::Uuid::now_v7()));
        let (sent, registry) = (act.clone(), &*self.registry);
        let end = match act_alone(&mut journal, registry, act, sign).await {
            Ok(Outcome::Contradicted(key, why)) => {
                let alarm = Alarm::of_receipt(Some(sent.act()), &sent.act().in_words().subject, key, &why);
                let officers = alarm::told(&mut journal, registry, capability, &alarm).await;
                End::NotReached(format!(
                    "{} Nobody knows what the registry did. The key of the act is {key}; have the console ask the registry for it. {officers}",
                    alarms::sentence(&alarm)
                ))
            }
            Ok(Outcome::Done(receipt)) => done(&receipt),
            Ok(Outcome::Queued(place)) => {
                println!("It is kept to be sent later, as number {place}.");
                End::Done
            }
            Ok(Outcome::Unknown(key)) => unknown(key),
            Err(AloneProblem::Registry(problem)) => End::from(&problem),
            Err(problem) => End::NotBegun(format!("{problem} Nothing was sent.")),
        };
        match journal.close() {
            Ok(()) => end,
            // What had no line was neither signed nor sent, and that is said already.
            Err(_) if matches!(end, End::NotBegun(_)) => end,
            Err(problem) => {
                let came = end.sentence().unwrap_or("What came of the act stands above.");
                End::NotWritten(format!("{problem} {came}"))
            }
        }
    }

    /// The journal of this computer, opened for one act.
    fn journal(&self) -> Result<Journal, String> {
        let station = self.signing().map(|signing| start::station(&start::signer(signing), &start::keys(signing.clone())));
        let session = uuid::Uuid::now_v7().to_string();
        let (folder, program) = (surroundings::journal()?, std::env::current_exe().ok());
        Journal::open(Keeping { folder, session, station, program, first: Vec::new() }).map_err(|problem| problem.to_string())
    }
}

/// The text as it was read, and the key that signs it.
fn confirmed<T: Reviewable>(review: Review<T>, person: &PersonId, place: &KeyPlace) -> Result<(Reviewed<T>, Signer), End> {
    let read = read(review)?;
    let signer = opened(person, place).map_err(|why| End::NotBegun(format!("{why} Nothing was signed.")))?;
    Ok((read, signer))
}

/// A text that is printed whole, and whose digest is typed, was read.
pub(in crate::cli) fn read<T: Reviewable>(mut review: Review<T>) -> Result<Reviewed<T>, End> {
    let text = review.text().map(|text| text.text().to_owned()).unwrap_or_default();
    println!("{text}");
    typed(&Digest::of(&text)).map_err(|ended| End::NotBegun(ended.sentence()))?;
    let now = Timestamp::now();
    review.show(0..review.lines(), now);
    review.finish(now).map_err(|(_, why)| End::NotBegun(format!("{why} Nothing was signed.")))
}

/// The keys of the person and the station of a profile, opened for signing.
pub(in crate::cli) fn both(signing: &Signing) -> Result<Signers, End> {
    let unsigned = |why: String| End::NotBegun(format!("{why} Nothing was signed."));
    let station = Principal::Station(signing.station.clone());
    let found = FoundKey::find(&station, &signing.station_key, &KeyPlaces::of_session());
    let found = found.map_err(|problem| unsigned(problem.sentences()))?;
    let person = opened(&signing.person, &signing.key).map_err(unsigned)?;
    Ok(vec![(Principal::Person(signing.person.clone()), person), (station, opening::opened(&found).map_err(unsigned)?)])
}

/// The key of a person, opened for signing.
pub(in crate::cli) fn opened(person: &PersonId, place: &KeyPlace) -> Result<Signer, String> {
    let found = FoundKey::find(&Principal::Person(person.clone()), place, &KeyPlaces::of_session());
    opening::opened(&found.map_err(|problem| problem.sentences())?)
}

/// What is said of an act that the registry has done.
fn done(receipt: &Receipt) -> End {
    println!("The registry says: {}. Entry {} of {}.", receipt.said.gate(Kind::Name), receipt.entry, receipt.at);
    End::Done
}

/// What is said of an act for which no receipt came, or none that reads as one.
fn unknown(key: IdempotencyKey) -> End {
    End::NotReached(format!(
        "It was sent, and no receipt came: nobody knows what became of it. Its key is {key}; the console asks the registry for it."
    ))
}
