//! The form of a new order: what is to be done, where to, which ITMOs, on what document and why.
//! It begins empty: no quantity, no counterpart and nothing of an earlier order is filled in (F36).
//! Must not know: the book, or whether what was typed can be done.

use crate::{
    app::{
        Key, KeyCode,
        field::{Accepts, Edit, Field, FieldProblem},
        why::Refusal,
    },
    domain::BlockRange,
};

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
pub(super) enum Row {
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
    /// What the row is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Kind => "What",
            Self::Registry => "To registry",
            Self::Account => "To account",
            Self::Year => "Calendar year",
            Self::Purpose => "Purpose",
            Self::Units => "ITMOs",
            Self::Document => "Document",
            Self::Reason => "Reason",
        }
    }

    /// What stands there while nothing is typed.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Kind => "left and right choose",
            Self::Registry => "such as GHA01",
            Self::Account => "the whole account id, from the document",
            Self::Year => "such as 2026",
            Self::Purpose => "one word, such as CORSIA",
            Self::Units => "how many, or which: 12 500 · 120001..132500 · whole ids, apart by ;",
            Self::Document => "path of the document; only its name and digest go into the order",
            Self::Reason => "why, such as a ticket and what it says",
        }
    }

    fn limit(self) -> usize {
        match self {
            Self::Kind => 0,
            Self::Registry | Self::Year => 8,
            Self::Purpose => 32,
            Self::Account => 64,
            Self::Units => 4_000,
            Self::Document => 1_000,
            Self::Reason => 400,
        }
    }
}

/// What came of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Nothing else is to be done.
    Nothing,
    /// What is typed is another; which row.
    Changed(Row),
    /// A row was left.
    Left(Row),
    /// The last row was ended.
    Ended,
    /// The field does not take it.
    Refused(FieldProblem),
}

/// The form as far as it is filled in.
#[derive(Debug)]
pub(super) struct Form {
    kind: Option<usize>,
    fields: Vec<(Row, Field)>,
    at: Row,
}

impl Form {
    /// An empty form. ITMOs that somebody marked and ordered about are named; how many they are was their choice.
    pub fn new(marked: &[BlockRange]) -> Self {
        let rows = [Row::Registry, Row::Account, Row::Year, Row::Purpose, Row::Units, Row::Document, Row::Reason];
        let accepts = |row| if matches!(row, Row::Document | Row::Reason) { Accepts::Prose } else { Accepts::Critical };
        let mut fields: Vec<(Row, Field)> = rows.map(|row| (row, Field::new(accepts(row), row.limit()))).into();
        if let Some((_, units)) = fields.iter_mut().find(|(row, _)| *row == Row::Units) {
            units.set(&marked.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "));
        }
        Self { kind: None, fields, at: Row::Kind }
    }

    /// The word of what is to be done, once it is chosen.
    pub fn kind(&self) -> Option<&'static str> {
        self.kind.and_then(|at| KINDS.get(at)).map(|(word, _)| *word)
    }

    /// The same in words.
    pub fn kind_in_words(&self) -> Option<&'static str> {
        self.kind.and_then(|at| KINDS.get(at)).map(|(_, words)| *words)
    }

    /// The row that has the keys.
    pub fn at(&self) -> Row {
        self.at
    }

    /// The field of a row.
    pub fn field(&self, row: Row) -> Option<&Field> {
        self.fields.iter().find(|(of, _)| *of == row).map(|(_, field)| field)
    }

    /// What was typed into a row, without spaces around it.
    pub fn text(&self, row: Row) -> &str {
        self.field(row).map_or("", |field| field.text().trim())
    }

    /// The rows there are for what is to be done.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = vec![Row::Kind];
        let Some(kind) = self.kind() else { return rows };
        if matches!(kind, "transfer" | "adaptation-fund-mandatory" | "adaptation-fund-voluntary") {
            rows.push(Row::Registry);
        }
        rows.push(Row::Account);
        match kind {
            "ndc-use" => rows.push(Row::Year),
            "oimp-use" => rows.push(Row::Purpose),
            _ => {}
        }
        rows.extend([Row::Units, Row::Document, Row::Reason]);
        rows
    }

    /// Takes a key; `None` when it means nothing here.
    pub fn typed(&mut self, key: Key) -> Option<Typed> {
        match key.code {
            KeyCode::Enter if self.at == Row::Reason => return Some(Typed::Ended),
            KeyCode::Enter | KeyCode::Tab | KeyCode::Down => return Some(self.go(true)),
            KeyCode::BackTab | KeyCode::Up => return Some(self.go(false)),
            KeyCode::Left | KeyCode::Right if self.at == Row::Kind => return Some(self.choose(key.code == KeyCode::Right)),
            KeyCode::Char(' ') if self.at == Row::Kind => return Some(self.choose(true)),
            _ => {}
        }
        let at = self.at;
        let (_, field) = self.fields.iter_mut().find(|(row, _)| *row == at)?;
        match field.key(key) {
            Edit::Changed => Some(Typed::Changed(at)),
            Edit::Moved => Some(Typed::Nothing),
            Edit::Refused(problem) => Some(Typed::Refused(problem)),
            Edit::Unused => None,
        }
    }

    /// Takes a paste into the row that has the keys.
    pub fn pasted(&mut self, text: &str) -> Result<Row, Refusal> {
        let at = self.at;
        let (_, field) = self.fields.iter_mut().find(|(row, _)| *row == at).ok_or(Refusal::NoField)?;
        field.paste(text)?;
        Ok(at)
    }

    fn choose(&mut self, forward: bool) -> Typed {
        let last = KINDS.len() - 1;
        self.kind = Some(match self.kind {
            None if forward => 0,
            None => last,
            Some(at) if forward => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            Some(at) => at.checked_sub(1).unwrap_or(last),
        });
        Typed::Changed(Row::Kind)
    }

    fn go(&mut self, forward: bool) -> Typed {
        let (rows, left) = (self.rows(), self.at);
        let at = rows.iter().position(|row| *row == self.at).unwrap_or(0);
        let next = if forward { at.checked_add(1) } else { at.checked_sub(1) };
        match next.and_then(|next| rows.get(next)) {
            Some(row) => {
                self.at = *row;
                Typed::Left(left)
            }
            None => Typed::Nothing,
        }
    }
}
