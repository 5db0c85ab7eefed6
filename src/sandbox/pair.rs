//! Two practice registries that know each other: transfers go between them over real HTTP on loopback ports.
//! Each is told where the other is once both listen, since the system chooses the ports.
//! Must not know: what goes between them.

use super::{Options, Running, SandboxProblem, start as start_one};

/// Two running registries. Dropping them stops both.
#[derive(Debug)]
pub struct Pair {
    /// The first.
    pub a: Running,
    /// The second.
    pub b: Running,
}

/// Starts both and introduces them to each other.
///
/// # Errors
/// [`SandboxProblem`] says what is missing; nothing is left running then.
pub fn start(a: Options, b: Options) -> Result<Pair, SandboxProblem> {
    // Side by side, because each may have a book to invent first.
    let (a, b) = std::thread::scope(|scope| {
        let first = scope.spawn(|| start_one(a));
        let second = start_one(b);
        (first.join().unwrap_or(Err(SandboxProblem::Ended)), second)
    });
    let pair = Pair { a: a?, b: b? };
    pair.a.introduce_running(&pair.b)?;
    pair.b.introduce_running(&pair.a)?;
    Ok(pair)
}
