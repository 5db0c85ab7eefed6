//! Which attributes of the same ITMOs differ in two books, and what each book says.
//! What one of the books leaves out is compared with nothing. A difference of capitals, spaces or punctuation alone is one of spelling.
//! Must not know: what kind of discrepancy a difference is.

use super::position::{Amount, Attributes};
use crate::{
    domain::{Metric, words},
    text::Untrusted,
};

/// What can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The registry that holds the ITMOs.
    Holder,
    /// The account.
    Account,
    /// The class of the account.
    Class,
    /// The authorization.
    Authorization,
    /// Its version.
    AuthorizationVersion,
    /// Its state.
    AuthorizationState,
    /// The metric.
    Metric,
    /// The amount of a block of another metric.
    Amount,
    /// The unit of another metric.
    NonGhg,
    /// The values of the global warming potential.
    Gwp,
    /// The mitigation type.
    MitigationType,
    /// The sector.
    Sector,
    /// The activity type.
    ActivityType,
    /// The underlying units.
    Underlying,
    /// Whether the underlying units are marked.
    UnderlyingMarked,
    /// The first transfer.
    FirstTransferred,
    /// Message and receipt.
    Evidence,
    /// The spelling of the ids.
    Dialect,
    /// The registry's part of the ids.
    Registry,
    /// The first transferring Party, a part of the ids.
    Party,
    /// The vintage, a part of the ids.
    Vintage,
    /// The cooperative approach, a part of the ids.
    Approach,
    /// The serials.
    Serials,
    /// How many.
    Quantity,
    /// A state.
    State,
    /// Whether the report has it, or what the report has.
    Reported,
    /// A time.
    Time,
    /// A digest.
    Digest,
    /// A person.
    Person,
    /// What a lock names.
    Lock,
    /// What ITMOs are used for.
    Purpose,
}

words!(
    Field, "field",
    Holder "holder",
    Account "account",
    Class "account class",
    Authorization "authorization",
    AuthorizationVersion "authorization version",
    AuthorizationState "authorization state",
    Metric "metric",
    Amount "amount (t CO2 eq)",
    NonGhg "non-GHG metric",
    Gwp "GWP values",
    MitigationType "mitigation type",
    Sector "sector",
    ActivityType "activity type",
    Underlying "underlying units",
    UnderlyingMarked "underlying units marked",
    FirstTransferred "first transferred",
    Evidence "message and receipt",
    Dialect "spelling of ids",
    Registry "registry in the id",
    Party "first transferring Party",
    Vintage "vintage",
    Approach "cooperative approach",
    Serials "serials",
    Quantity "quantity",
    State "state",
    Reported "in the report",
    Time "time",
    Digest "digest",
    Person "person",
    Lock "lock",
    Purpose "purpose",
);

/// What each side says of one field; `None` when it says nothing. The words may be a file's or a counterpart's, so they are untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Of what.
    pub field: Field,
    /// By our book.
    pub ours: Option<Untrusted>,
    /// By their book.
    pub theirs: Option<Untrusted>,
}

impl Said {
    /// What both say.
    pub fn both(field: Field, ours: impl ToString, theirs: impl ToString) -> Self {
        Self { field, ours: Some(Untrusted::new(ours.to_string())), theirs: Some(Untrusted::new(theirs.to_string())) }
    }

    /// What one side says, of which the other says nothing.
    pub fn one(field: Field, is_ours: bool, value: impl ToString) -> Self {
        let value = Some(Untrusted::new(value.to_string()));
        let (ours, theirs) = if is_ours { (value, None) } else { (None, value) };
        Self { field, ours, theirs }
    }

    /// Whether the two differ in spelling alone: capitals, spaces and punctuation. Accounts and ids are never alike (T18).
    pub fn is_spelling(&self) -> bool {
        let spelled = matches!(
            self.field,
            Field::Dialect
                | Field::NonGhg
                | Field::Gwp
                | Field::MitigationType
                | Field::Sector
                | Field::ActivityType
                | Field::Underlying
        );
        let (Some(ours), Some(theirs)) = (&self.ours, &self.theirs) else { return false };
        spelled && (self.field == Field::Dialect || letters(ours.octets()).eq(letters(theirs.octets())))
    }
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Every field that both books state and in which they differ.
pub fn differing(ours: &Attributes, theirs: &Attributes) -> Vec<Said> {
    // Most lines of two books share no pointer and are equal all the same: one comparison decides that.
    if ours == theirs {
        return Vec::new();
    }
    if ours.holder != theirs.holder {
        return vec![Said::both(Field::Holder, ours.holder, theirs.holder)];
    }
    let mut found = Found(Vec::new());
    found.ids(ours, theirs);
    found.texts(ours, theirs);
    found.states(ours, theirs);
    found.0
}

struct Found(Vec<Said>);

impl Found {
    fn add<T: PartialEq>(&mut self, field: Field, ours: Option<&T>, theirs: Option<&T>, word: impl Fn(&T) -> String) {
        if let (Some(ours), Some(theirs)) = (ours, theirs)
            && ours != theirs
        {
            self.0.push(Said::both(field, word(ours), word(theirs)));
        }
    }

    fn ids(&mut self, a: &Attributes, b: &Attributes) {
        self.add(Field::Account, a.account.as_ref(), b.account.as_ref(), ToString::to_string);
        self.add(Field::Class, a.class.as_ref(), b.class.as_ref(), |class| class.word().to_owned());
        self.add(Field::Authorization, a.authorization.as_ref(), b.authorization.as_ref(), ToString::to_string);
        let versions = (a.authorization_version.as_ref(), b.authorization_version.as_ref());
        self.add(Field::AuthorizationVersion, versions.0, versions.1, u32::to_string);
        self.add(Field::Metric, a.metric.as_ref(), b.metric.as_ref(), |metric: &Metric| metric.word().to_owned());
    }

    /// Underlying units belong to a block as a whole: they are compared only where both books have the same block. An amount does too,
    /// but such a block is never cut, so another block is a difference in itself.
    fn texts(&mut self, a: &Attributes, b: &Attributes) {
        let text = |text: &Untrusted| text.octets().to_owned();
        self.add(Field::Amount, a.amount.as_ref(), b.amount.as_ref(), Amount::to_string);
        self.add(Field::NonGhg, a.non_ghg.as_ref(), b.non_ghg.as_ref(), text);
        self.add(Field::Gwp, a.gwp.as_ref(), b.gwp.as_ref(), text);
        self.add(Field::MitigationType, a.mitigation_type.as_ref(), b.mitigation_type.as_ref(), text);
        self.add(Field::Sector, a.sector.as_ref(), b.sector.as_ref(), text);
        self.add(Field::ActivityType, a.activity_type.as_ref(), b.activity_type.as_ref(), text);
        if a.underlying.as_ref().zip(b.underlying.as_ref()).is_none_or(|(ours, theirs)| ours.of == theirs.of) {
            self.add(Field::Underlying, a.underlying.as_ref(), b.underlying.as_ref(), |units| units.units.octets().to_owned());
        }
        self.add(Field::Dialect, a.dialect.as_ref(), b.dialect.as_ref(), ToString::to_string);
    }

    fn states(&mut self, a: &Attributes, b: &Attributes) {
        let states = (a.authorization_state.as_ref(), b.authorization_state.as_ref());
        self.add(Field::AuthorizationState, states.0, states.1, |state| state.word().to_owned());
        self.add(Field::FirstTransferred, a.first_transferred.as_ref(), b.first_transferred.as_ref(), |date| {
            date.map_or_else(|| "not yet".to_owned(), |date| date.to_string())
        });
        let yes = |yes: &bool| if *yes { "yes" } else { "no" }.to_owned();
        self.add(Field::UnderlyingMarked, a.underlying_marked.as_ref(), b.underlying_marked.as_ref(), yes);
        self.add(Field::Evidence, a.evidence.as_ref(), b.evidence.as_ref(), yes);
    }
}
