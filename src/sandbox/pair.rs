//! Two practice registries that know each other: transfers go between them over real HTTP on loopback ports.
//! Each is told where the other is once both listen, since the system chooses the ports.
//! Must not know: what goes between them.

use super::{Options, Reserved, Running, SandboxProblem, start_on as start_one};

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
    start_on((a, None), (b, None))
}

/// Starts both, each on the port that was taken for it, and introduces them to each other.
///
/// # Errors
/// [`SandboxProblem`] says what is missing; nothing is left running then.
pub fn start_on(a: (Options, Option<Reserved>), b: (Options, Option<Reserved>)) -> Result<Pair, SandboxProblem> {
    // Side by side, because each may have a book to invent first.
    let (a, b) = std::thread::scope(|scope| {
        let first = scope.spawn(|| start_one(a.0, a.1));
        let second = start_one(b.0, b.1);
        (first.join().unwrap_or(Err(SandboxProblem::Ended)), second)
    });
    let pair = Pair { a: a?, b: b? };
    pair.a.introduce_running(&pair.b)?;
    pair.b.introduce_running(&pair.a)?;
    Ok(pair)
}
