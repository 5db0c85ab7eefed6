//! The list of discrepancies: D between two registries, W within one. Id, name, rule, gravity, what to look at, how it is resolved.
//! A code never changes its meaning. The list is printed in docs/reconciliation.md.
//! Must not know: how a discrepancy is found.

/// How bad a discrepancy is by its kind alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravity {
    /// Not a discrepancy of substance: noted, and nobody has to act.
    Note,
    /// Clears by itself, or costs nothing while it is open.
    Low,
    /// Wrong data that moves no ITMO.
    Medium,
    /// ITMOs or their use are in doubt.
    High,
    /// The books contradict each other or themselves about ITMOs: the integrity of the registry is at stake.
    Critical,
}

impl Gravity {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// What a unit and a day of it weigh in the order of severity.
    pub fn weight(self) -> u128 {
        match self {
            Self::Note => 0,
            Self::Low => 1,
            Self::Medium => 10,
            Self::High => 100,
            Self::Critical => 1_000,
        }
    }
}

/// What is fixed about a discrepancy.
#[derive(Debug)]
pub struct Spec {
    /// Its id as text.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// When a finding is one, a sentence.
    pub rule: &'static str,
    /// How bad its kind is.
    pub gravity: Gravity,
    /// Whether the ITMOs are frozen until the case is closed.
    pub freezes: bool,
    /// What usually leads to it.
    pub usual: &'static str,
    /// Where to look first.
    pub look: &'static str,
    /// How it is resolved.
    pub resolve: &'static str,
}

const FREEZES: bool = true;
const LEAVES: bool = false;

macro_rules! codes {
    ($($id:ident $name:literal $gravity:ident $freezes:ident: $rule:literal, $usual:literal, $look:literal, $resolve:literal;)+) => {
        /// A kind of discrepancy.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $rule] $id,)+
        }

        impl Code {
            /// Every kind, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$id,)+];

            /// What is fixed about it.
            pub fn spec(self) -> &'static Spec {
                match self {
                    $(Self::$id => &Spec {
                        id: stringify!($id), name: $name, rule: $rule, gravity: Gravity::$gravity, freezes: $freezes,
                        usual: $usual, look: $look, resolve: $resolve,
                    },)+
                }
            }
        }
    };
}

codes! {
    D01 "Missing in ours" High LEAVES: "Their book has a line about these ITMOs and ours has none.",
        "a message of theirs that never arrived or is quarantined, or an error of theirs",
        "our archive of received messages, and what is quarantined", "import the message that was missed; else the counterpart corrects its book";
    D02 "Missing in theirs" High FREEZES: "Our book has a line about these ITMOs and theirs has none.",
        "a Final of ours that never arrived, or that they lost",
        "our archive of sent messages, the receipt, and whether the transfer is final", "send Final again; else complete by hand with evidence";
    D03 "In both books" Critical FREEZES: "Each registry's book says that it holds these ITMOs itself.",
        "a crash between debit and credit, or a backup that was restored",
        "the evidence of the final message; a restored backup", "the later entry that has no evidence is corrected by a new transaction";
    D04 "In neither book" Critical FREEZES: "Each registry's book says that another holds these ITMOs.",
        "a Final that was lost after the debit",
        "the histories of both registries", "a joint statement of both, then booked again";
    D05 "Amount differs" Medium LEAVES: "The same block of another metric stands for another amount of tonnes.",
        "another conversion factor, or decimals rounded otherwise",
        "conversion factors and decimals", "agree on the factor of the authorization; keep both amounts until then";
    D06 "Range off by one" Medium LEAVES: "A block has exactly one ITMO more at one end in one of the books.",
        "a last serial that one side counts in and the other does not",
        "the message as it was received", "correct the entry that is wrong";
    D07 "Split or merged differently" Note LEAVES: "The same ITMOs with the same attributes are cut into other blocks.",
        "a block that was split or merged in one book only",
        "nothing", "nothing has to be done";
    D08 "Overlap in one book" Critical FREEZES: "Two lines of one book are about the same ITMOs.",
        "serials that were given out twice, or a line that was copied",
        "the log of issuances and splits", "freeze the cooperative approach; correct the numbering in a correction both registries know";
    D09 "Same serials, other registry in the id" High FREEZES: "The same serials stand in both books under ids that differ only in the registry.",
        "a wrong registry in the id, or national ids that collide",
        "how the ids were read and written", "correct the registry's part of the id where it is wrong";
    D10 "Holder or account differs" Medium LEAVES: "Both books know the ITMOs and name another account, or another registry that holds them.",
        "accounts that are mapped otherwise, or a move that one book lacks",
        "the mapping of accounts", "an internal transfer at the side that is wrong";
    D11 "Account class differs" Critical FREEZES: "ITMOs that are used or cancelled in one book are not so, or otherwise, in the other.",
        "a use or a cancellation of which the other registry was not told",
        "the notification of use or cancellation", "correct the side that is wrong; two uses of one ITMO are a critical incident";
    D12 "Attribute differs" Medium LEAVES: "An attribute of the ITMOs differs: metric, sector, mitigation type, authorization, vintage, Party.",
        "a change that was made in one book only",
        "the authorization's documents", "an agreed change of the attribute, logged by both";
    D13 "State of a transfer differs" High LEAVES: "One registry says that a transfer was completed and the other that it ended otherwise, or does not know it.",
        "a transfer that one side completed while the other gave it up",
        "the messages of the transfer, side by side", "two persons complete the transfer or end it, as one in doubt";
    D14 "In flight" Low LEAVES: "The difference is what a transfer moves that was on its way at the time of the snapshot.",
        "a transfer that was on its way at the time of the snapshot",
        "nothing, until it should have cleared", "checked again by the next run; what is still there after it should have cleared counts as what it would be without the transfer";
    D15 "First transfer differs" Medium LEAVES: "The ITMOs have been first transferred by one book and not by the other.",
        "an authorization that is read otherwise: which event is the first transfer",
        "the authorization's definition of first transfer", "correct the rows of the agreed electronic format";
    D16 "Reporting year differs" Medium LEAVES: "The same action is in another calendar year (UTC) in the other book.",
        "an action at the turn of a year, or a wrong clock",
        "the times of the action in both registries", "agree on the year; explain it in both reports";
    D17 "No acquisition for a transfer" Medium LEAVES: "A Party reports a transfer to the other, which reports no acquisition of these ITMOs, or the reverse.",
        "a row that was left out of one report",
        "the reports of both Parties", "a new version of the report that lacks it";
    D18 "State of the authorization differs" High FREEZES: "The authorization is in force by one book and not by the other.",
        "a suspension or revocation that one registry has not recorded",
        "the history of the cooperative approach and of its authorizations", "between the Parties";
    D19 "Underlying units not marked" High FREEZES: "The units the ITMOs stand for are not retired or marked in the underlying registry.",
        "a mark that was not asked for, or is not made yet",
        "the public page of the underlying registry", "ask for the mark";
    D20 "Snapshots not of one moment" Medium LEAVES: "The two extracts are of different times, are not complete, or are not of these registries.",
        "a clock or a time zone, or an extract that was cut short",
        "the heads of the extracts", "run it again with the same time";
    D21 "Evidence missing" Medium LEAVES: "The books agree, and message or receipt is missing on one side.",
        "a message that the archive never stored or has lost",
        "the archives of both", "obtain the signed receipt once more";
    D22 "Spelled differently" Note LEAVES: "The ids or values say the same and are spelled in another way.",
        "another system that writes ids and names in its own way",
        "how the counterpart writes ids", "a rule of mapping; no case";
    W1 "Conservation" Critical FREEZES: "Issued and received, less sent away, is what all accounts hold together.",
        "a line that was added or lost past the ledger, or booked twice",
        "the ledger since the last run that agreed", "a correction by two persons";
    W2 "Overlap" Critical FREEZES: "No two blocks share an ITMO.",
        "serials that were given out twice, or a block that was copied",
        "the log of issuances and splits", "freeze the cooperative approach; a correction by two persons";
    W3 "Gap" High LEAVES: "Every ITMO that was issued is held here or was sent away.",
        "a block, or the line of what was sent away, that was lost",
        "the transfers of this series", "find the entry that is missing";
    W4 "Book is not the ledger" Critical FREEZES: "The book is what the ledger adds up to.",
        "a row that was changed past the ledger, or a book restored without its ledger",
        "the entries of these ITMOs", "make the book again from the ledger";
    W5 "Quantity is not the serials" High LEAVES: "The quantity of a GHG block is last − first + 1.",
        "a row that was changed by hand, or a split that was booked wrongly",
        "the row as it was written", "correct the row";
    W6 "Id is not the columns" High LEAVES: "The parts of the id are those in the columns beside it.",
        "a row or an authorization that was changed by hand",
        "the row as it was written", "correct the row";
    W7 "Outside the authorization" High LEAVES: "No more is first transferred than was authorized, of vintages and for purposes that are.",
        "an authorization that was reduced after the transfer, or a check that was passed over",
        "the authorization and its versions", "between the Party and whoever holds the authorization";
    W8 "First transfer not once" High LEAVES: "An ITMO that was first transferred has exactly one event of it, and one that was not has none.",
        "a split that lost the mark, or an event that was booked twice",
        "the life of the block; whether a split lost the mark", "correct the mark";
    W9 "Left a terminal account" Critical FREEZES: "Nothing leaves an account of use or cancellation.",
        "a move that was booked past the checks",
        "the entry that moved it", "a correction by two persons; a critical incident";
    W10 "Underlying units" High LEAVES: "Underlying units stand for one ITMO only, and are retired or marked in their registry.",
        "a mark that is not made yet, or units that were issued twice",
        "the public page of the underlying registry", "ask for the mark, or freeze what was made of them twice";
    W11 "Lock without a reason" Medium LEAVES: "Every lock belongs to a transfer, an order or a case that is open.",
        "a lock that was left behind when what it names was over",
        "what the lock names", "release it by two persons";
    W12 "Report is not the ledger" High LEAVES: "The report of a year is what the ledger says, and its frozen snapshot has not changed.",
        "an entry of a year that was reported, or a report that was changed",
        "the snapshot of 31 December and the entries since", "a new version of the report";
    W13 "Ledger not whole" Critical LEAVES: "Every entry of the ledger carries the digest of the one before.",
        "a file that was changed, or restored in part",
        "the first entry that does not", "restore from a copy whose head is witnessed";
    W14 "One person alone" Critical LEAVES: "Nobody approved what the same person initiated (F01).",
        "a check that was passed over, or a statement that was changed",
        "the statements of the order", "a security incident; the order is looked into by two others";
}

impl Code {
    /// Its id: `D03`.
    pub fn id(self) -> &'static str {
        self.spec().id
    }

    /// The kind of an id; `None` when there is none.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.iter().find(|code| code.id() == id).copied()
    }

    /// How bad its kind is.
    pub fn gravity(self) -> Gravity {
        self.spec().gravity
    }
}
