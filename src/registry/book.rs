//! What the book of a registry says beyond accounts and blocks, as the console sees it: papers, orders, entries, lives, rules, what waits.
//! Ids are ids, counts are counts, a known word is a value; every other text is untrusted.
//! Must not know: how it was asked for, or how it is shown.

mod account;
mod approach;
mod authorization;
mod broadcast;
mod change_row;
mod contact_row;
mod contacts;
mod entry;
mod finding;
mod order;
mod ordered;
mod overview;
mod report;
mod signed;
mod telling;
mod veil;

pub use account::{
    AccountLocks, AccountRules, ExecutionWindow, Limits, LockedBlocks, Representative, RepresentativeRole, TrustedAccount,
};
pub use approach::{ApproachInFull, ApproachSummary};
pub use authorization::{AuthorizationInFull, AuthorizationSummary, AuthorizationVersion};
pub use broadcast::{Broadcast, Broadcasts, Delivery};
pub use change_row::{ChangeRow, ChangeSaid};
pub use contact_row::{ContactInFull, ContactRow, contact_rows};
pub use contacts::{ContactProposal, Contacts, HeardContacts, RecordedAttempt, RecordedBundle};
pub use entry::{Entry, EntrySummary, LifeEvent};
pub use finding::{CheckFinding, CheckResult};
pub use order::{Agreed, OrderId, OrderInFull, OrderKind, OrderState, OrderSummary, Recorded};
pub use ordered::{Decision, IssuedBlock, OrderDestination, OrderedAccount, OrderedAct, OrderedTransfer};
pub use overview::{Link, Need, NeedKind, Oldest, Overview, Pile};
pub use report::{AuthorizedEntity, Report, ReportRows, ReportWindow, ReportedAction};
pub use signed::{Guarded, GuardedText, GuardedVersion, ReceivedRevocation, ReceivedText, RegistryCount, SignedOrder};
pub use telling::Telling;
pub use veil::{KEPT_BACK, Veil, withheld};
