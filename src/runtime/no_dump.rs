//! Keeps what is in memory off the disk: a program that crashes leaves no core dump, in which keys and passphrases would stand (T10).
//! It is the limit of the process that says so, which every handler of dumps keeps, and which nothing here can raise again.
//! Must not know: what is in memory.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Gives up the right to dump for this process and whatever it starts; said to the system once, before any secret is read. Where the system
/// does not allow even that, its own limit stays.
pub fn forbid_core_dumps() {
    // Nothing can be done about a refusal, and a console that does not start would help nobody.
    if setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).is_err() {
        let most = getrlimit(Resource::Core).maximum;
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: most });
    }
}
