//! `roster withdraw` and `policy withdraw`: an officer takes back the version that waits for a second one (F15): it was never in force.
//! It is named by its digest as the registry gives it, and taken back when its first digits were typed; nothing is signed.
//! Must not know: how an act is journaled and sent.

use super::{
    Withdraw,
    acting::Desk,
    fetch,
    signing::{self, DIGITS},
};
use crate::{
    cli::{Global, registries, status::End},
    evidence::guarded::GuardedKind,
    registry::{
        Act, Challenge, Confirmed, Deed,
        book::{Guarded, GuardedText, GuardedVersion},
    },
};
use std::process::ExitCode;

const UNDONE: &str = "Nothing was taken back.";

/// Takes back the version that waits.
pub(super) fn run(global: &Global, kind: GuardedKind, withdraw: &Withdraw) -> ExitCode {
    match Desk::of(global) {
        Ok(desk) => registries::until_signal(withdrawn(&desk, kind, withdraw)).say(),
        Err(sentence) => End::NotBegun(sentence).say(),
    }
}

async fn withdrawn(desk: &Desk, kind: GuardedKind, withdraw: &Withdraw) -> End {
    if let Err(end) = desk.may_act() {
        return end;
    }
    let guarded = fetch::guarded(kind);
    let reason = withdraw.reason.trim().to_owned();
    if reason.is_empty() {
        return End::NotBegun(format!("Say why with --reason (F20). {UNDONE}"));
    }
    let waiting = match fetch::asked(&*desk.registry, guarded, GuardedVersion::Waiting).await {
        Ok(Some(waiting)) => waiting,
        Ok(None) => return End::Refused(format!("No version of the {} waits. {UNDONE}", kind.word())),
        Err(end) => return end,
    };
    // Who is asked on the terminal may take their time, or leave by Ctrl-C: neither must wait for the other.
    match tokio::task::spawn_blocking(move || confirmed(guarded, &waiting, reason)).await {
        Ok(Ok(confirmed)) => desk.unsigned(confirmed).await,
        Ok(Err(end)) => end,
        Err(problem) => End::NotBegun(format!("The terminal could not be asked: {problem}. {UNDONE}")),
    }
}

/// Says which version it is, and has the first digits of its digest typed.
fn confirmed(guarded: Guarded, waiting: &GuardedText, reason: String) -> Result<Confirmed<Act>, End> {
    let (word, digest) = (guarded.word(), waiting.sha256);
    println!("Version {} of the {word} waits for a second officer.\nSHA-256 {digest}\n", waiting.version);
    println!(
        "Taken back, it waits no more; what is in force stays. It can be proposed again, and then begins without signatures.\n"
    );
    let expected: String = digest.to_string().chars().take(DIGITS).collect();
    let act = Act::Alone { deed: Deed::WithdrawVersion { guarded, sha256: digest }, reason };
    let asks = format!("To take it back, type the first {DIGITS} digits of its SHA-256: ");
    let typed = signing::answer(&asks, UNDONE).map_err(|ended| End::NotBegun(ended.sentence()))?;
    let differs = |_| End::NotBegun(format!("That is not how its digest begins. {UNDONE}"));
    Challenge::new(act, expected).accept(&typed).map_err(differs)
}
