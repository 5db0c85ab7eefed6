//! The form of a new order: what is to be done, where to, which ITMOs, on what document and why.
//! It begins empty: no quantity, no counterpart and nothing of an earlier order is filled in (F36).
//! Must not know: the book, or whether what was typed can be done.

use crate::{
    domain::BlockRange,
    screens::form::{Form, Row as Asked},
};

/// Cells for the name of a row.
const LABEL: usize = 13;

/// What can be done with ITMOs, by the word of an order's text and in words. A first transfer is not chosen: it is worked out.
pub(super) const KINDS: [(&str, &str); 10] = [
    ("transfer", "transfer to another registry"),
    ("internal-transfer", "move within this registry"),
    ("ndc-use", "use towards the NDC"),
    ("oimp-use", "use for other international mitigation purposes"),
    ("cancellation-voluntary", "cancel voluntarily"),
    ("cancellation-omge-mandatory", "cancel to deliver OMGE, mandatory"),
    ("cancellation-omge-voluntary", "cancel to deliver OMGE, voluntary"),
    ("cancellation-other", "cancel for another reason"),
    ("adaptation-fund-mandatory", "to the Adaptation Fund, mandatory share"),
    ("adaptation-fund-voluntary", "to the Adaptation Fund, voluntary"),
];

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Row {
    /// What is to be done.
    Kind,
    /// The registry they go to.
    Registry,
    /// The account they go to.
    Account,
    /// The calendar year they are used for.
    Year,
    /// The purpose they are used for.
    Purpose,
    /// How many, or which.
    Units,
    /// The path of the document the order rests on (F21).
    Document,
    /// Why (F20).
    Reason,
}

impl Row {
    const ALL: [Self; 8] =
        [Self::Kind, Self::Registry, Self::Account, Self::Year, Self::Purpose, Self::Units, Self::Document, Self::Reason];

    /// The row as it stands in the form, with nothing in it.
    fn asked(self) -> Asked<Self> {
        let path = "path of the document; only its name and digest go into the order";
        let units = "how many, or which: 12 500 · 120001..132500 · ids, apart by ;";
        match self {
            Self::Kind => Asked::choice(self, "What", KINDS.iter().map(|(_, words)| (*words).to_owned()).collect()),
            Self::Registry => Asked::exact(self, "To registry", "such as GHA01").up_to(8),
            Self::Account => Asked::exact(self, "To account", "the whole account id, from the document").up_to(64),
            Self::Year => Asked::exact(self, "Calendar year", "such as 2026").up_to(8),
            Self::Purpose => Asked::exact(self, "Purpose", "one word, such as CORSIA").up_to(32),
            Self::Units => Asked::exact(self, "ITMOs", units).up_to(5_000),
            Self::Document => Asked::prose(self, "Document", path).up_to(1_000),
            Self::Reason => Asked::prose(self, "Reason", "why, such as a ticket and what it says"),
        }
    }

    /// Whether it is asked for, by what is to be done.
    fn is_asked(self, kind: Option<&str>) -> bool {
        match (self, kind) {
            (Self::Kind, _) => true,
            (_, None) => false,
            (Self::Registry, Some(kind)) => {
                matches!(kind, "transfer" | "adaptation-fund-mandatory" | "adaptation-fund-voluntary")
            }
            (Self::Year, Some(kind)) => kind == "ndc-use",
            (Self::Purpose, Some(kind)) => kind == "oimp-use",
            (Self::Account | Self::Units | Self::Document | Self::Reason, Some(_)) => true,
        }
    }
}

/// An empty form. ITMOs that somebody marked and ordered about are named; how many they are was their choice.
pub(super) fn of(marked: &[BlockRange]) -> Form<Row> {
    let units = marked.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let asked = |row: Row| if row == Row::Units { row.asked().with_text(&units) } else { row.asked() };
    let mut form = Form::labelled(LABEL);
    form.ask(Row::ALL.into_iter().map(asked).collect(), |_| true);
    shape(&mut form);
    form
}

/// Asks for the rows there are for what is to be done.
pub(super) fn shape(form: &mut Form<Row>) {
    let kind = kind(form);
    form.ask(Row::ALL.into_iter().filter(|row| row.is_asked(kind)).map(Row::asked).collect(), |_| true);
}

/// The word of what is to be done, once it is chosen.
pub(super) fn kind(form: &Form<Row>) -> Option<&'static str> {
    form.chosen(Row::Kind).and_then(|at| KINDS.get(at)).map(|(word, _)| *word)
}
