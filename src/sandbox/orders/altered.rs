//! An order as a lying registry shows it: its ITMOs go to another account, and everything that follows from that is right again.
//! What can't be made anew are the signatures: they are those over what was really written (F05).
//! Must not know: when the registry lies.

use crate::{
    domain::AccountId,
    evidence::order::{Body, OrderText},
    wire::{convert::order_text, order::Served},
};

/// The order with another acquiring account. One that moves nothing, or was not signed, stays as it is.
pub(in crate::sandbox) fn altered(served: Served) -> Served {
    shown_otherwise(&served).unwrap_or(served)
}

fn shown_otherwise(served: &Served) -> Option<Served> {
    let mut lie = served.clone();
    let signed = lie.signed.as_mut()?;
    let mut order = OrderText::parse(signed.order.text.as_bytes()).ok()?.order().clone();
    let Body::Movement(movement) = &mut order.body else { return None };
    movement.acquiring_account = neighbour(&movement.acquiring_account)?;
    let text = order_text::bound(order).ok()?;
    lie.order.act = order_text::act(text.order()).ok()?;
    lie.digest = text.sha256().to_string();
    signed.review.text_sha256.clone_from(&lie.digest);
    signed.order.text = text.as_str().to_owned();
    Some(lie)
}

/// An account that is easily taken for this one: the last digit is the next.
fn neighbour(account: &AccountId) -> Option<AccountId> {
    let text = account.to_string();
    let (rest, last) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let digit: u8 = last.parse().ok()?;
    format!("{rest}{}", (digit + 1) % 10).parse().ok()
}
