//! The people behind counterpart registries: who may be called about what, how and when, and how that is kept true (F14–F16).
//! What is called is verified; what was merely edited never displaces it. Nothing here is personal but names, numbers and hours.
//! Must not know: how contacts are sent, stored, shown or signed, or what time it is.

mod absence;
mod assignment;
mod attempt;
mod attestation;
mod call;
mod change;
mod channel;
mod checked;
mod delivery;
mod difference;
mod directory;
mod draft;
mod entry;
mod escalation;
mod fields;
mod import;
mod key;
mod list;
mod old_way;
mod organisation;
mod person;
mod proposal;
mod proposing;
mod reach;
mod recipients;
mod record;
mod registry;
mod response;
mod risk;
mod role;
mod route;
#[cfg(test)]
pub(crate) mod sample;
mod scope;
mod seek;
mod signer;
mod stand_in;
mod subject;
mod suggested;
mod takeover;
mod term;
mod undo;
mod verification;

pub use absence::Absence;
pub use assignment::{Assignment, AssignmentState};
pub use attempt::{Attempt, AttemptResult, Matter, NoMatter};
pub use attestation::{Attestation, CardState, Due};
pub use call::{LocalClock, Obstacle, Reach, Reached};
pub use change::{Act, Change, ChangeLog, Held, SHOWN_DAYS};
pub use channel::{Address, Channel, ChannelKind, STALE_DAYS};
pub use checked::{CardId, Fingerprint, Handle, Language, ListId, MailAddress, NotSo, OrganisationId, PaperRef, Phone};
pub use delivery::{DeliveryMark, Left, LeftOut};
pub use difference::{Difference, FieldChange, Verdict};
pub use directory::Directory;
pub use draft::Draft;
pub use entry::{Entry, EntryKey};
pub use escalation::{EscalationChain, NoRung, Rung, Severity, When};
pub use fields::Field;
pub use import::{Agreement, Import, NoSpeaker, NotAgreed, Speaker, import};
pub use key::{ContactKey, ContactKeyKind, KeyOwner};
pub use list::{DistributionList, Tlp};
pub use organisation::{Organisation, OrganisationKind, WorkingHours};
pub use person::{Card, CardKind};
pub use proposal::{Improper, NoWay, PROPOSAL_DAYS, ProposalKind, ProposalState, Through};
pub use proposing::end_of;
pub use reach::{HORIZON_DAYS, reach};
pub use recipients::{NoRecipients, Recipient, Recipients, recipients};
pub use record::{Conflict, Record, Standing};
pub use registry::{Feature, RegistryEntry};
pub use response::{ResponseTest, TEST_DAYS};
pub use risk::{counts_from, raises_risk};
pub use role::{Role, Topic};
pub use route::{Call, OtherWork, Route, route};
pub use scope::{NoScopePart, Scope, ScopePart};
pub use seek::Seek;
pub use subject::Subject;
pub use suggested::{Suggested, Suggestion, suggested};
pub use takeover::{Batch, Later, Takeover, takeover};
pub use term::{NeverHolds, Term};
pub use undo::undone;
pub use verification::{Method, SamePerson, Verification, Verifiers};

#[cfg(test)]
mod tests;
