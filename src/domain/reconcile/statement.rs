//! Everything two books say of the same ITMOs, field by field, also where they say the same: what a person reads side by side.
//! What neither book says is left out. Which of it differs is another question: [`super::differing`] answers it.
//! Must not know: what is done about a difference.

use super::{
    field::{Field, Said},
    position::Attributes,
};
use crate::text::Untrusted;

/// How a field is read out of a line.
type Reads = fn(&Attributes) -> Option<String>;

/// Every field a line has, in the order it is read in.
const FIELDS: [(Field, Reads); 16] = [
    (Field::Holder, |line| Some(line.holder.to_string())),
    (Field::Account, |line| line.account.as_ref().map(ToString::to_string)),
    (Field::Class, |line| line.class.map(|class| class.word().to_owned())),
    (Field::Authorization, |line| line.authorization.as_ref().map(ToString::to_string)),
    (Field::AuthorizationVersion, |line| line.authorization_version.map(|version| version.to_string())),
    (Field::AuthorizationState, |line| line.authorization_state.map(|state| state.word().to_owned())),
    (Field::FirstTransferred, |line| {
        line.first_transferred.map(|day| day.map_or_else(|| "not yet".to_owned(), |day| day.to_string()))
    }),
    (Field::Metric, |line| line.metric.map(|metric| metric.word().to_owned())),
    (Field::Amount, |line| line.amount.map(|amount| amount.to_string())),
    (Field::NonGhg, |line| text(line.non_ghg.as_ref())),
    (Field::Gwp, |line| text(line.gwp.as_ref())),
    (Field::MitigationType, |line| text(line.mitigation_type.as_ref())),
    (Field::Sector, |line| text(line.sector.as_ref())),
    (Field::ActivityType, |line| text(line.activity_type.as_ref())),
    (Field::Underlying, |line| line.underlying.as_ref().map(|units| units.units.octets().to_owned())),
    (Field::UnderlyingMarked, |line| line.underlying_marked.map(|yes| if yes { "yes" } else { "no" }.to_owned())),
];

fn text(text: Option<&Untrusted>) -> Option<String> {
    text.map(|text| text.octets().to_owned())
}

/// What both say, as far as there is a line at all.
pub fn statements(ours: Option<&Attributes>, theirs: Option<&Attributes>) -> Vec<Said> {
    let every = FIELDS.iter().map(|(field, reads)| {
        let read = |side: Option<&Attributes>| side.and_then(reads).map(Untrusted::new);
        Said { field: *field, ours: read(ours), theirs: read(theirs) }
    });
    every.filter(|said| said.ours.is_some() || said.theirs.is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reconcile::AccountClass;

    #[test]
    fn each_side_is_read_whole_and_what_neither_says_is_left_out() {
        let held = |by: &str| Attributes::held_by(by.parse().unwrap());
        let ours = Attributes { class: Some(AccountClass::Holding), ..held("CHE01") };
        let theirs = Attributes { sector: Some(Untrusted::new("Energy")), ..held("GHA01") };
        let said = [
            Said::both(Field::Holder, "CHE01", "GHA01"),
            Said::one(Field::Class, true, "holding"),
            Said::one(Field::Sector, false, "Energy"),
        ];
        assert_eq!(statements(Some(&ours), Some(&theirs)), said);
        assert_eq!(statements(None, Some(&theirs)), [Said::one(Field::Holder, false, "GHA01"), said[2].clone()]);
        assert_eq!(statements(None, None), []);
    }
}
