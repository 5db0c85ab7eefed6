//! What a registry's answer carries, read out of it in one way: an answer to another question carries nothing of it.
//! Whoever shows such a value says no more than that it is theirs.
//! Must not know: who asked.

use super::{
    Page, Reply,
    book::{Broadcast, Contacts, HeardContacts, Overview, RecordedAttempt, RecordedBundle},
    bundle_file::BundleFile,
    traffic::TransferSummary,
};

/// A value that an answer of the registry carries.
pub trait InReply: Sized {
    /// The value; `None` when the answer is to another question.
    fn of(reply: Reply) -> Option<Self>;
}

/// Reads a value out of the answer that carries it.
macro_rules! carried {
    ($($reply:ident => $value:ty;)*) => {
        $(impl InReply for $value {
            fn of(reply: Reply) -> Option<Self> {
                if let Reply::$reply(value) = reply { Some(value) } else { None }
            }
        })*
    };
}

carried! {
    Contacts => Box<Contacts>;
    ContactAttempts => Vec<RecordedAttempt>;
    ContactBundles => Vec<RecordedBundle>;
    Broadcasts => Vec<Broadcast>;
    HeardContacts => Option<Box<HeardContacts>>;
    Bundle => Box<Result<BundleFile, String>>;
    TextFile => Box<Result<String, String>>;
    Overview => Box<Overview>;
    Transfers => Page<TransferSummary>;
}
