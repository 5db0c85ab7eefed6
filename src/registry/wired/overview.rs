//! What needs somebody and how the links stand, from the wire.
//! A count and its oldest go together: a registry that says one without the other is not believed.
//! Must not know: how it is shown.

use crate::{
    domain::check::LinkState,
    registry::{
        Word,
        book::{Link, Need, NeedKind, Oldest, Overview, Pile},
    },
    text::Untrusted,
    wire::{
        admin::overview as wire,
        convert::{Misfit, Place},
    },
};

/// The overview.
///
/// # Errors
/// [`Misfit`] for a kind or a registry that comes twice, a count without its oldest, or more of mine than of all.
pub fn overview(said: wire::Overview, at: &Place<'_>) -> Result<Overview, Misfit> {
    let needs = at.each("needs", said.needs, need)?;
    let links = at.each("links", said.links, link)?;
    if is_doubled(needs.iter().map(|need| need.kind.octets(NeedKind::word))) {
        return Err(at.field("needs").misfit("a kind comes twice"));
    }
    if is_doubled(links.iter().map(|link| &link.registry)) {
        return Err(at.field("links").misfit("a registry comes twice"));
    }
    Ok(Overview { needs, links, revision: said.revision.0, as_of: said.as_of })
}

fn is_doubled<T: Eq + std::hash::Hash>(mut items: impl Iterator<Item = T>) -> bool {
    let mut seen = std::collections::HashSet::new();
    !items.all(|item| seen.insert(item))
}

fn need(need: wire::Need, at: &Place<'_>) -> Result<Need, Misfit> {
    if need.mine > need.count {
        return Err(at.field("mine").misfit("more wait for this login than there are"));
    }
    Ok(Need {
        kind: Word::read(need.kind, NeedKind::of_word),
        all: pile(need.count.0, need.oldest, &at.field("oldest"))?,
        mine: pile(need.mine.0, need.oldest_mine, &at.field("oldest_mine"))?,
    })
}

fn pile(count: u64, oldest: Option<wire::Oldest>, at: &Place<'_>) -> Result<Pile, Misfit> {
    if (count > 0) != oldest.is_some() {
        return Err(at.misfit("it is there exactly when something waits"));
    }
    let known = |oldest: wire::Oldest| Oldest {
        id: Untrusted::new(oldest.id),
        what: oldest.what.map(Untrusted::new),
        since: oldest.since,
    };
    Ok(Pile { count, oldest: oldest.map(known) })
}

fn link(link: wire::Link, at: &Place<'_>) -> Result<Link, Misfit> {
    Ok(Link {
        registry: at.parse("registry", &link.registry)?,
        name: Untrusted::new(link.name),
        state: Word::read(link.state, LinkState::of_word),
        seen: link.seen,
    })
}
