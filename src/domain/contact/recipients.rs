//! Who gets a message to a list: everybody who holds one of its roles, at an address that was verified.
//! No message goes to a list whose ceiling it is above, and nobody is left out without being named.
//! Must not know: what the message says.

use super::{Address, CardId, CardKind, CardState, Directory, DistributionList, Left, LeftOut, MailAddress, Role, Tlp};
use crate::domain::RegistryId;
use jiff::Timestamp;

/// Somebody who gets a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recipient {
    /// For which registry.
    pub registry: RegistryId,
    /// In which role.
    pub role: Role,
    /// Who.
    pub who: CardId,
    /// Where.
    pub mail: MailAddress,
}

/// Who gets a message, and who would and can't.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipients {
    /// Who gets it, each person once, ascending by registry and role.
    pub to: Vec<Recipient>,
    /// Who holds a role of the list and gets nothing, and why.
    pub left_out: Vec<LeftOut>,
}

/// Nobody may get it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRecipients {
    /// It is more confidential than the list allows.
    #[error("a message with {} is above the ceiling of this list, {}; choose another list or another label", .label.word(), .ceiling.word())]
    AboveCeiling {
        /// The label of the message.
        label: Tlp,
        /// The ceiling of the list.
        ceiling: Tlp,
    },
    /// Nobody on it can be written to.
    #[error("nobody who holds a role of this list has a verified mail address that may get this label")]
    Nobody,
}

/// Who gets a message with a label to a list, at a time.
///
/// # Errors
/// [`NoRecipients`]; then nobody gets it.
pub fn recipients(directory: &Directory, list: &DistributionList, label: Tlp, at: Timestamp) -> Result<Recipients, NoRecipients> {
    if label > list.ceiling {
        return Err(NoRecipients::AboveCeiling { label, ceiling: list.ceiling });
    }
    let verified = directory.assignments().filter(|(_, standing)| standing.verified.is_some()).map(|(assignment, _)| assignment);
    let of_list = verified.filter(|assignment| list.roles.contains(&assignment.role) && assignment.scope.includes(list.topic));
    let members = of_list.filter(|assignment| assignment.is_in_force(at));
    let counting = members.filter(|assignment| directory.changes.held(&assignment.key(), at).is_none());
    let mut members: Vec<_> = counting.map(|assignment| (assignment.registry, assignment.role, assignment.who.clone())).collect();
    members.sort();
    let mut recipients = Recipients::default();
    for (registry, role, who) in members {
        if recipients.to.iter().any(|recipient| recipient.who == who) || recipients.left_out.iter().any(|other| other.who == who)
        {
            continue;
        }
        match mail(directory, &who, label, at) {
            Ok(mail) => recipients.to.push(Recipient { registry, role, who, mail }),
            Err(why) => recipients.left_out.push(LeftOut { registry, role, who, why }),
        }
    }
    if recipients.to.is_empty() { Err(NoRecipients::Nobody) } else { Ok(recipients) }
}

/// The mail address of somebody that was verified last and counts, if a message with this label may go there.
fn mail(directory: &Directory, who: &CardId, label: Tlp, at: Timestamp) -> Result<MailAddress, Left> {
    match directory.card_state(who, at) {
        CardState::Active => {}
        CardState::TemporarilyInvalid if label <= Tlp::Green => {}
        CardState::TemporarilyInvalid | CardState::Invalid => return Err(Left::Late),
    }
    let is_desk = directory.card(who).is_some_and(|(card, _)| card.kind == CardKind::Desk);
    if label == Tlp::Red && is_desk {
        return Err(Left::Desk);
    }
    let own = directory.channels().filter(|(channel, _)| channel.owner == *who && channel.is_in_use(at));
    let usable = own.filter_map(|(channel, standing)| match &channel.address {
        Address::Mail(mail) if directory.changes.held(&channel.key(), at).is_none() => {
            let verified = standing.verified.as_ref()?;
            Some((verified.at, mail, verified.by.are_two()))
        }
        _ => None,
    });
    match usable.max() {
        None => Err(Left::NoMail),
        Some((_, _, false)) if label.takes_two() => Err(Left::OnePerson),
        Some((_, mail, _)) => Ok(mail.clone()),
    }
}
