//! What an approver types again from their own copy before the order is shown: the fields that the policy names (F07).
//! The values go into the blind check and nowhere else; what is asked for is said without them.
//! Must not know: what was typed.

use super::about::About;
use crate::{
    domain::RegistryId,
    evidence::{
        order::{Act, Body, Movement, Order},
        policy::Requirements,
        statement::RekeyField,
    },
    registry::Blind,
};

/// What is told when it did not match three times (F08).
pub(super) const FAILED: &str =
    "What was typed again did not match three times. The order is not what the approver has on paper, or somebody guesses (F08)";

/// The values that the policy asks for, with what each is called.
pub(super) fn blind(order: &Order, asked: &Requirements, about: Option<&About>) -> Blind {
    Blind::new(asked.rekey.iter().flat_map(|field| fields(order, *field, about)))
}

fn fields(order: &Order, field: RekeyField, about: Option<&About>) -> Vec<(String, String)> {
    match &order.body {
        Body::Movement(moved) => of_movement(moved, order.registry, field),
        Body::Act(_) if field != RekeyField::Subject => about.map(|about| about.fields(field)).unwrap_or_default(),
        Body::Act(act) => vec![("What it is about: the id".to_owned(), subject(act))],
    }
}

fn of_movement(moved: &Movement, own: RegistryId, field: RekeyField) -> Vec<(String, String)> {
    let one = |name: &str, value: String| vec![(name.to_owned(), value)];
    match field {
        RekeyField::Quantity => one("How many ITMOs", moved.units.quantity().count().to_string()),
        RekeyField::AcquiringRegistry => one("Acquiring registry", moved.to.registry(own).to_string()),
        RekeyField::AcquiringAccount => one("Acquiring account", moved.acquiring_account.to_string()),
        RekeyField::Units => {
            let runs = moved.units.runs();
            let name = |at: usize| match runs.len() {
                1 => "First and last serial, as 1-100".to_owned(),
                many => format!("Serials of run {} of {many}, as 1-100", at + 1),
            };
            let serials =
                |run: &crate::domain::BlockRange| format!("{}-{}", run.range.first().number(), run.range.last().number());
            runs.iter().enumerate().map(|(at, run)| (name(at), serials(run))).collect()
        }
        RekeyField::Subject => Vec::new(),
    }
}

/// Where the id of what an act is about stands, the most telling first: who is to be trusted says more than who trusts.
const SUBJECTS: [&str; 7] = ["trusted", "transfer", "account.id", "account", "authorization.id", "approach.id", "registry"];

/// The id of what an act is about, as it is spelled in the text; its first value where it has none.
fn subject(act: &Act) -> String {
    let named = SUBJECTS.iter().find_map(|path| act.leaves.iter().find(|leaf| leaf.path() == *path));
    let value = named.or(act.leaves.first()).map(|leaf| leaf.value()).unwrap_or_default();
    value.trim_matches('"').to_owned()
}
