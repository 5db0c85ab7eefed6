//! Messages to a list, from the wire: a text that does not read, or is not what its digest says, is a misfit.
//! Nobody is led to a mail address that is none.
//! Must not know: whether a signature is good.

use crate::{
    domain::contact::{Left, LeftOut, Recipient, Role},
    evidence::digest::Digest,
    registry::book::{Broadcast, Broadcasts, Delivery},
    text::Untrusted,
    wire::{
        admin::broadcast as wire,
        contact::mail,
        convert::{Misfit, Place},
    },
};

/// The messages.
///
/// # Errors
/// [`Misfit`] for a value that is not what it should be.
pub fn broadcasts(said: wire::Broadcasts, at: &Place<'_>) -> Result<Broadcasts, Misfit> {
    let all = at.each("items", said.items, broadcast)?;
    Ok(Broadcasts { all, revision: said.revision.0, as_of: said.as_of })
}

fn broadcast(said: wire::Broadcast, at: &Place<'_>) -> Result<Broadcast, Misfit> {
    let sha256 = Digest::of(&said.text);
    if at.parse::<Digest>("sha256", &said.sha256)? != sha256 {
        return Err(at.field("sha256").misfit("it is not the digest of the text that came (F06)"));
    }
    let signature =
        |said: wire::BroadcastSignature, at: &Place<'_>| Ok((at.parse("person", &said.person)?, Untrusted::new(said.signature)));
    Ok(Broadcast {
        id: said.id,
        list: at.parse("list", &said.list)?,
        message: mail::Broadcast::parse(&said.text).map_err(|why| at.field("text").misfit(why))?,
        sha256,
        signatures: at.each("signatures", said.signatures, signature)?,
        deliveries: at.each("deliveries", said.deliveries, delivery)?,
        left_out: at.each("left_out", said.left_out, left_out)?,
        by: Untrusted::new(said.by),
        at: said.at,
        entry: said.entry.0,
    })
}

fn role(word: &str, at: &Place<'_>) -> Result<Role, Misfit> {
    Role::of_word(word).ok_or_else(|| at.field("role").misfit("this console does not know the word"))
}

fn delivery(said: wire::Delivery, at: &Place<'_>) -> Result<Delivery, Misfit> {
    let to = Recipient {
        registry: at.parse("registry", &said.registry)?,
        role: role(&said.role, at)?,
        who: at.parse("card", &said.card)?,
        mail: at.parse("mail", &said.mail)?,
    };
    Ok(Delivery { to, sent: said.sent, answered: said.answered, returned: said.returned })
}

fn left_out(said: wire::LeftOut, at: &Place<'_>) -> Result<LeftOut, Misfit> {
    Ok(LeftOut {
        registry: at.parse("registry", &said.registry)?,
        role: role(&said.role, at)?,
        who: at.parse("card", &said.card)?,
        why: Left::of_word(&said.why).ok_or_else(|| at.field("why").misfit("this console does not know the word"))?,
    })
}
