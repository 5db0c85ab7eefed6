//! A registry that was restored from a backup that knows nothing of a transfer, ledger and all: what the counterpart's archive proves comes
//! back, at either side, and nothing else.

use super::two::{CHE, GHA, Two, codes, id};
use crate::{
    domain::transfer::TransferId,
    evidence::digest::Digest,
    sandbox::{
        Level,
        comm::{self, CommProblem, Replay, archive, sign},
        desk::{Me, Policy},
        exercise::{self, Booth, Differs, Plan, Stage},
        ledger,
    },
    wire::comm::{HeaderField, Message},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::SignedDuration;

fn plan(two: &Two) -> Plan {
    let ends = two.now - SignedDuration::from_hours(5 * 24);
    Plan { number: 61, transferring: id(GHA), acquiring: id(CHE), quantity: 1_000, ends }
}

/// Two books of which one has a transfer and the other lost it.
fn lost_at(of: usize) -> (Two, TransferId) {
    let two = Two::new();
    let plan = plan(&two);
    exercise::play(&two.books[1 - of], (id(1 - of), Level::A3), 0, &plan).unwrap();
    // What the backup has: accounts, authorization, and ITMOs of before the transfer.
    let nobody = exercise::rehearsal(id(1 - of), Level::A3).unwrap();
    let me = |of| Me::practice(id(of), 1, Policy { level: Level::A3, ..Policy::PRACTICE });
    let ours = Booth { book: &two.books[of], me: me(of), skew: SignedDuration::ZERO };
    let theirs = Booth { book: &nobody, me: me(1 - of), skew: SignedDuration::ZERO };
    let (transferring, acquiring) = if of == GHA { (ours, theirs) } else { (theirs, ours) };
    let stage = Stage { transferring, acquiring, now: plan.ends - SignedDuration::from_hours(2) };
    exercise::prepare(&stage, &plan, Differs::Nowhere).unwrap();
    drop(stage);
    (two, plan.transfer(0).unwrap())
}

fn ask(two: &mut Two, of: usize, transfer: &TransferId) {
    two.act(of, |desk| comm::ask_archive(desk, transfer, id(1 - of))).unwrap();
    two.settle(|two, from, sent| two.arrives(from, sent));
}

/// The digest of the completion as the counterpart keeps it.
fn completion(two: &Two, of: usize, transfer: &TransferId) -> Digest {
    let kept = archive::conversation(&two.books[1 - of], &transfer.to_string()).unwrap();
    archive::digest(kept.last().unwrap()).unwrap()
}

fn replay(two: &Two, of: usize, transfer: &TransferId, evidence: &[Digest]) -> Result<(), CommProblem> {
    let by = ["amina.k".to_owned(), "luc.b".to_owned()];
    let replay = Replay { transfer, peer: id(1 - of), by: &by, reason: "restored from a backup", evidence };
    two.act(of, |desk| comm::replay(desk, &replay))
}

fn lines(two: &Two, of: usize) -> Vec<String> {
    let mut statement = two.books[of].prepare("SELECT line FROM entries ORDER BY seq").unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn what_was_lost_comes_back_at_either_side_and_the_run_after_passes() {
    for of in [CHE, GHA] {
        let (mut two, transfer) = lost_at(of);
        let found = two.run(CHE);
        assert!(codes(&found[of]).contains(&"D13"), "{of}: {:?}", codes(&found[of]));
        let before = lines(&two, of);
        ask(&mut two, of, &transfer);
        let agreed = [completion(&two, of, &transfer)];
        replay(&two, of, &transfer, &agreed).unwrap_or_else(|why| panic!("{}: {why}", id(of)));
        let after = lines(&two, of);
        assert!(after.starts_with(&before) && after.len() > before.len(), "{of}: the ledger is only appended to");
        assert!(ledger::verify(&two.books[of]).unwrap().is_sound(), "{of}");
        let runs = two.run(CHE);
        for run in &runs {
            assert_eq!((run.summary.state.as_str(), codes(run)), ("passed", vec![]), "{of}: {:#?}", run.found);
        }
        let again = replay(&two, of, &transfer, &agreed).unwrap_err();
        assert!(again.to_string().contains("in this book already"), "{again}");
    }
}

/// In the archive of the counterpart, a message of its own names another before it, and is well signed all the same.
fn names_another_before_it(two: &Two, of: usize, transfer: &TransferId) {
    let copies = archive::copies(&two.books[of], &transfer.to_string()).unwrap();
    let shown = copies.iter().filter_map(archive::shown);
    let mut altered = shown.filter(|shown| shown.sequence > 1 && shown.path.is_some()).find_map(|shown| {
        let message: Message = serde_json::from_slice(&archive::octets(&shown)?).ok()?;
        (message.from == id(1 - of).to_string()).then_some((shown, message))
    });
    let (shown, message) = altered.as_mut().unwrap();
    message.previous = Digest::of("another").to_string();
    let body = serde_json::to_vec(message).unwrap();
    let path = shown.path.clone().unwrap();
    let signed = two.act(1 - of, |desk| sign::post(desk, id(of), &path, body.clone())).unwrap().what;
    shown.octets = STANDARD.encode(&body);
    shown.fields = signed.fields.iter().map(|(name, value)| HeaderField { name: name.into(), value: value.into() }).collect();
    let book = &two.books[of];
    book.execute_batch("DROP TRIGGER messages_stay").unwrap();
    let sql = "UPDATE messages SET octets = ?1 WHERE kind = 'copy' AND octets LIKE ?2";
    let same = format!("%\"sequence\":{}%", shown.sequence);
    assert_eq!(book.execute(sql, rusqlite::params![serde_json::to_vec(shown).unwrap(), same]).unwrap(), 1);
}

#[test]
fn what_is_not_proven_does_not_come_back() {
    for of in [CHE, GHA] {
        let (mut two, transfer) = lost_at(of);
        let agreed = [completion(&two, of, &transfer)];
        let refused = |two: &Two, evidence: &[Digest], why: &str| {
            let before = lines(two, of);
            let problem = replay(two, of, &transfer, evidence).unwrap_err();
            assert!(problem.to_string().contains(why), "{of}: {problem}");
            assert_eq!(lines(two, of), before);
        };
        refused(&two, &agreed, "not every message");
        ask(&mut two, of, &transfer);
        refused(&two, &[Digest::of("something else")], "does not name");
        // An archive in which one message was taken out, and one in which one is another's word.
        let sql = "DELETE FROM messages WHERE kind = 'copy' AND octets LIKE '%\"sequence\":3%'";
        two.taking_back(|two| {
            two.books[of].execute_batch("DROP TRIGGER messages_last").unwrap();
            assert!(two.books[of].execute(sql, []).unwrap() > 0);
            refused(two, &agreed, "not every message");
        });
        two.taking_back(|two| {
            names_another_before_it(two, of, &transfer);
            refused(two, &agreed, "not one conversation");
        });
        two.taking_back(|two| {
            // The counterpart's key is not in the directory any more: nobody knows who wrote it.
            two.books[of].execute("DELETE FROM peer_keys WHERE registry = ?", [id(1 - of).to_string()]).unwrap();
            refused(two, &agreed, "is not signed by who it says wrote it");
        });
    }
}

/// The ITMOs went elsewhere since: a second debit of the same ones does not fit the book, and the registry says so.
#[test]
fn what_does_not_fit_the_book_any_more_is_refused() {
    let (mut two, transfer) = lost_at(GHA);
    ask(&mut two, GHA, &transfer);
    let plan = plan(&two);
    let sql = "UPDATE blocks SET state = 'reserved', lock_cause = 'order GHA01-2026-000009', lock_since = 0 WHERE approach = ?";
    two.books[GHA].execute(sql, [plan.approach()]).unwrap();
    let agreed = [completion(&two, GHA, &transfer)];
    let problem = replay(&two, GHA, &transfer, &agreed).unwrap_err();
    assert!(matches!(problem, CommProblem::Ledger(_)), "{problem}");
}
