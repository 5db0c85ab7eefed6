//! The list of checks: id, name, rule, when it can be evaluated, and the function that does it. It is printed in docs/checks.md.
//! A check that is not here does not exist, and one that is here has a function.
//! Must not know: how a check is evaluated.

use super::{Facts, Verdict, account, answer, authorization, block, control, link, message};
use jiff::Timestamp;

/// What a check is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Link and identity.
    Link,
    /// Message and data.
    Message,
    /// Blocks.
    Block,
    /// Accounts.
    Account,
    /// Authorization and policy.
    Authorization,
    /// Control.
    Control,
    /// After sending.
    Answer,
}

impl Family {
    /// The family's heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Link => "Link and identity",
            Self::Message => "Message and data",
            Self::Block => "Blocks",
            Self::Account => "Accounts",
            Self::Authorization => "Authorization and policy",
            Self::Control => "Control",
            Self::Answer => "After sending",
        }
    }
}

/// How far a check can be evaluated before anything is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// From this registry's own facts.
    Fully,
    /// As far as the peer's facts are known here.
    Partially,
    /// Only the counterpart or a hub knows.
    Counterpart,
    /// There must be an answer first.
    Afterwards,
}

impl When {
    /// The words for it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Fully => "before sending",
            Self::Partially => "before sending, as far as the peer's facts are known",
            Self::Counterpart => "only by the counterpart or a hub",
            Self::Afterwards => "after an answer",
        }
    }
}

/// What is fixed about a check.
pub struct Spec {
    /// Its id as text.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its rule, a sentence.
    pub rule: &'static str,
    /// Its family.
    pub family: Family,
    /// When it can be evaluated.
    pub when: When,
    pub(super) judge: fn(&Facts, Timestamp) -> Verdict,
}

macro_rules! checks {
    ($($family:ident { $($id:ident $name:literal $when:ident $judge:path: $rule:literal;)+ })+) => {
        /// A check. Its id never changes its meaning; what a peer or a person reads is looked up by it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CheckId {
            $($(#[doc = $rule] $id,)+)+
        }

        impl CheckId {
            /// Every check, in the order of the list.
            pub const ALL: &'static [Self] = &[$($(Self::$id,)+)+];

            /// What is fixed about it.
            pub fn spec(self) -> &'static Spec {
                match self {
                    $($(Self::$id => &Spec {
                        id: stringify!($id), name: $name, rule: $rule, family: Family::$family, when: When::$when, judge: $judge,
                    },)+)+
                }
            }
        }
    };
}

checks! {
    Link {
        L01 "Link active" Fully link::active: "The link to the peer is active; a test link carries nothing real.";
        L02 "Peer in service" Partially link::in_service: "The peer has announced no maintenance for now and is not suspended.";
        L03 "Standard version" Fully link::version: "Both registries speak the same major version of the communication standard.";
        L04 "Own signing key" Fully link::own_key: "Our signing key is valid, not revoked, and stays valid for 24 hours.";
        L05 "Peer's key" Fully link::peer_key: "The peer's key is in the directory, was verified over a second channel, and is valid.";
        L06 "Clocks" Fully link::clocks: "Our clock is at most 5 s off, and the peer's at most 60 s from ours.";
        L07 "Nomenclature version" Partially link::nomenclature: "Both registries use the common nomenclature of the same date.";
        L08 "Operator's permission" Fully link::permission: "The operator's role allows this action, its amount and its counterpart.";
    }
    Message {
        M01 "Schema" Fully message::schema: "The message reads by the schema, with nothing missing, doubled or unknown.";
        M02 "Transfer id new" Fully message::id_is_new: "No other transfer has this id.";
        M03 "Sequence" Fully message::sequence: "The message is the one that is due in this transfer.";
        M04 "Values" Fully message::values: "Every value is in its table of the common nomenclature, spelled exactly so.";
        M05 "Subtype of its type" Fully message::subtype: "The action subtype is one of its action type.";
        M06 "Party codes" Fully message::parties: "Every Party code is three capital letters.";
        M07 "Cooperative approaches" Fully message::approaches: "Every cooperative approach id is well formed and known to this registry.";
        M08 "Registries" Fully message::registries: "Every registry id is well formed and known to this registry.";
        M09 "Dates" Fully message::dates: "The message is not from the future, has not expired, and no vintage lies ahead.";
        M10 "Authorization ids" Fully message::authorizations: "Every authorization id is made of the characters allowed for it.";
        M11 "Quantity" Fully message::quantity: "The quantity is a whole number of units above zero.";
        M12 "Conditional columns" Fully message::columns: "Parties, year and purpose are given exactly where the action type asks for them.";
    }
    Block {
        B01 "Units named" Fully block::named: "At least one span of units is named, and not more than a transfer takes.";
        B02 "First before last" Fully block::in_order: "In each span the first serial is not after the last.";
        B03 "Same id prefix" Fully block::same_prefix: "In each span the two ids differ in nothing but the serial.";
        B04 "Size is quantity" Fully block::size: "The spans hold exactly as many units as are stated.";
        B05 "Ids are columns" Fully block::columns: "The parts of the ids say the same as the columns beside them.";
        B06 "No overlap" Fully block::overlap: "No unit is named twice.";
        B07 "Held by the account" Fully block::held: "Every unit is held by the account it is to leave.";
        B08 "Not locked" Fully block::locked: "No unit is locked by another transfer or order, and every block's state is known.";
        B09 "Not frozen" Fully block::frozen: "No unit is frozen by a reconciliation or by an administrator, or stands in an open case.";
        B10 "Not used or cancelled" Fully block::spent: "No unit has been used or cancelled.";
        B11 "One metric" Fully block::metric: "All units have one metric, and a block of another metric than GHG moves whole.";
        B12 "Attributes as in the book" Fully block::attributes: "What is stated of the units is what the book says of them.";
        B13 "Known to the hub" Counterpart block::at_hub: "The hub has the units with the same attributes.";
        B14 "Not held elsewhere" Partially block::elsewhere: "No other book has the units, as far as books and the last reconciliation say.";
        B15 "Underlying units" Partially block::underlying: "The underlying units exist and stand behind these units only.";
        B16 "Vintage" Fully block::vintage: "Every vintage lies in its authorization's timeframe and in the period of the contribution.";
    }
    Account {
        A01 "Sending account open" Fully account::sending_open: "The account that the units leave exists and is open.";
        A02 "Sending account free" Fully account::sending_free: "The account that the units leave is neither blocked for moves out nor suspended.";
        A03 "Sending account's type" Fully account::sending_kind: "Units leave holding accounts only; what is used or cancelled stays.";
        A04 "Account's restrictions" Fully account::restrictions: "Units enter only accounts that take their metric and their cooperative approach.";
        A05 "Receiving account open" Partially account::receiving_open: "The account that the units go to exists and is open.";
        A06 "Receiving account's type" Partially account::receiving_kind: "The account that the units go to is of the type that the action ends in.";
        A07 "Same or other registry" Fully account::registries: "A transfer to another registry goes to another registry, and every other action stays in this one.";
        A08 "Trusted account" Fully account::trusted: "The receiving account is on the list of trusted accounts, and the delay after its entry is over.";
        A09 "Holder as ordered" Partially account::holder: "The receiving account's holder is the one that the order names.";
        A10 "Representatives" Fully account::representatives: "At least two different persons represent the account.";
    }
    Authorization {
        Z01 "Authorization in force" Fully authorization::in_force: "The authorization exists, is in force, and has the version that is named.";
        Z02 "Purpose" Fully authorization::purpose: "The authorized purpose covers what the units are to be used for.";
        Z03 "First transfer defined" Fully authorization::definition: "For other international mitigation purposes the Party has said what the first transfer is.";
        Z04 "Authorized quantity" Fully authorization::quantity: "What was first transferred, with this, is not above what is authorized.";
        Z05 "Authorized Party" Fully authorization::party: "The acquiring Party is one that the authorization allows.";
        Z06 "Authorized entity" Fully authorization::entity: "An entity that acts is one that the authorization names.";
        Z07 "Approach active" Fully authorization::approach: "The cooperative approach is active.";
        Z08 "Initial report" Fully authorization::report: "The initial report of the cooperative approach has been submitted.";
        Z09 "First or later transfer" Fully authorization::classification: "What is called a first transfer is one, and what is not called so is not.";
        Z10 "Year of use" Fully authorization::year: "The year of use is not before the vintage and lies in the period of the contribution.";
        Z11 "Nothing deducted" Fully authorization::nothing_deducted: "Exactly what was ordered moves; overall mitigation and share of proceeds are never applied by themselves.";
        Z12 "Export limit" Partially authorization::export: "The first transferring Party's limit on units that leave is kept.";
    }
    Control {
        C01 "Two persons" Fully control::persons: "The person who approves is not the person who ordered.";
        C02 "Enough signatures" Fully control::signatures: "As many persons have signed as the amount asks for, and never fewer than two.";
        C03 "Within limits" Fully control::limit: "The amount is within the limits of operator, account and system.";
        C04 "Execution window" Fully control::window: "Orders are executed only while the window is open.";
        C05 "Delay over" Fully control::cooling: "The delay after the last change of contact, key, account or representative is over.";
        C06 "Approved is sent" Fully control::digest: "What is sent is, octet for octet, what was approved.";
        C07 "Approval fresh" Fully control::approval: "The approval has not expired.";
        C08 "No security case" Fully control::cases: "No security case is open on peer, account or operator.";
    }
    Answer {
        R01 "Answer signed" Afterwards answer::signed: "The answer's signature holds, and it names the digest of what we sent.";
        R02 "Time plausible" Afterwards answer::time: "The answer was given after we sent, and not in the future.";
        R03 "States agree" Afterwards answer::states: "The peer's state can stand beside ours.";
        R04 "Taken by the hub" Counterpart answer::hub: "The hub has taken the transfer.";
    }
}

impl CheckId {
    /// The id: `B07`.
    pub fn id(self) -> &'static str {
        self.spec().id
    }

    /// The name.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// The rule, a sentence.
    pub fn rule(self) -> &'static str {
        self.spec().rule
    }

    /// What it is about.
    pub fn family(self) -> Family {
        self.spec().family
    }

    /// When it can be evaluated.
    pub fn when(self) -> When {
        self.spec().when
    }

    /// The name of the problem on the wire: `urn:a6:err:B07`.
    pub fn urn(self) -> String {
        format!("urn:a6:err:{}", self.id())
    }

    /// The check of an id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|check| check.id() == id)
    }
}
