//! An action as help and palette offer it: with the keys that work here and the reason when it can't run.
//! What can't run is listed all the same: an operator who looks for it learns why, and does not think it is missing.
//! Must not know: how a reason is found; the caller judges.

use super::{
    action::{Action, Scope},
    keymap::Keymap,
    why::Refusal,
};

/// One action, here and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The action.
    pub action: Action,
    /// The keys that run it here; empty when only the palette does.
    pub keys: Vec<String>,
    /// Why it can't run now, if it can't.
    pub refusal: Option<Refusal>,
}

/// Every action of the table, in its order. An action of a scope that is not active is refused with [`Refusal::NotHere`].
pub fn offers(scopes: &[Scope], keymap: &Keymap, judge: impl Fn(Action) -> Result<(), Refusal>) -> Vec<Offer> {
    Action::SPECS
        .iter()
        .map(|spec| {
            let here = scopes.contains(&spec.scope);
            let refusal = if here { judge(spec.action).err() } else { Some(Refusal::NotHere(spec.scope)) };
            let keys = if here { keymap.live_keys(scopes, spec.action) } else { Vec::new() };
            Offer { action: spec.action, keys, refusal }
        })
        .collect()
}
