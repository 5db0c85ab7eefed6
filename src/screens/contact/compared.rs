//! What was compared of somebody's word about the people of a registry: its own answers and bundles, and what a hub handed over for it.
//! On the card of a hub stands each of its bundles, with the registries it spoke of; nothing that was compared is on no card.
//! Must not know: how a bundle is compared, or what else is on the card.

use crate::{
    app::{Action, KeyNames},
    domain::{
        RegistryId,
        contact::{Directory, OrganisationKind, ProposalState, Speaker},
    },
    evidence::contacts::{BundleForm, Share, TakenBundle},
    registry::book::RecordedBundle,
    screens::{Did, Place, contact_words as said, linked::Linked, words},
    text::{Kind, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// What of a bundle belongs on the card.
enum Told {
    /// The registry's own word.
    Own,
    /// A hub's word about the registry.
    OfHub(Share),
    /// The card is the hub's, and its bundle spoke of these.
    ByHub(Vec<(RegistryId, Share)>),
}

fn text(value: impl Into<String>) -> Span<'static> {
    Span::text(Safe::ours(value.into()))
}

fn dim(value: impl Into<String>) -> Span<'static> {
    Span::new(Role::Dim, Safe::ours(value.into()))
}

fn named(label: impl Into<String>, value: Vec<Span<'static>>) -> Item<'static> {
    Item::Field(Safe::ours(label.into()), value)
}

/// What was compared: when, whose word, by whom, and what came of it; the newest first.
pub(super) fn section(
    directory: &Directory,
    registry: RegistryId,
    (all, keys): (&[RecordedBundle], &KeyNames),
    now: Timestamp,
) -> Linked {
    let mut page = Linked::default();
    page.section("What was said of its people, and what came of it");
    let is_hub = directory.operator(registry, now).is_some_and(|operator| operator.kind == OrganisationKind::Hub);
    let mut is_empty = true;
    for one in all {
        let Some(told) = told(registry, is_hub, &one.bundle) else { continue };
        is_empty = false;
        one_of(one, &told, now, &mut page);
    }
    if is_empty {
        let (theirs, file) = (keys.get(Action::ContactTheirs), keys.get(Action::ContactImport));
        let next = if is_hub {
            format!("Nothing was compared yet; {file} compares a bundle of the hub in a file.")
        } else {
            format!("Nothing was compared yet; {theirs} shows what it says, {file} compares a bundle in a file.")
        };
        page.add(Item::Text(vec![dim(next)]));
    }
    page
}

fn told(registry: RegistryId, is_hub: bool, bundle: &TakenBundle) -> Option<Told> {
    match bundle.from {
        Speaker::Registry(speaker) => (speaker == registry).then_some(Told::Own),
        Speaker::Hub if is_hub => Some(Told::ByHub(bundle.about.iter().map(|(of, share)| (*of, *share)).collect())),
        Speaker::Hub => bundle.about.get(&registry).copied().map(Told::OfHub),
    }
}

fn one_of(one: &RecordedBundle, told: &Told, now: Timestamp, page: &mut Linked) {
    let bundle = &one.bundle;
    let what = match (bundle.form, told) {
        (BundleForm::Bundle(number), Told::OfHub(_)) => format!("bundle {number} of the hub"),
        (BundleForm::Bundle(number), _) => format!("bundle {number}"),
        (BundleForm::Answer, _) => "its answer".to_owned(),
    };
    let of = format!("{what} of {}, {}", time::full(bundle.said), bundle.label.word());
    let by = format!("   by {}", one.by.gate(Kind::Name));
    let share = match told {
        Told::OfHub(share) => *share,
        Told::Own | Told::ByHub(_) => Share { entries: bundle.entries, newer: bundle.newer, conflicts: bundle.conflicts },
    };
    page.add(named(said::moment(one.at, now), vec![text(of), dim(by), dim(format!("   {}", tally(share)))]));
    page.add(named("", vec![dim(bundle.mark())]));
    if let Told::ByHub(about) = told {
        for (registry, share) in about {
            let value = vec![text(format!("of {registry}")), dim(format!("   {}", tally(*share)))];
            page.lead(named("", value), Did::Go(Place::ContactsOf(*registry)));
        }
    }
    if one.proposals.is_empty() {
        page.add(named("", vec![dim("nothing was proposed of it")]));
    }
    for (id, state) in &one.proposals {
        let value = vec![text(format!("change {id}   ")), Span::text(words::word(state, ProposalState::word))];
        page.lead(named("", value), Did::Go(Place::ContactChange(*id)));
    }
}

fn tally(share: Share) -> String {
    format!("{} of {} newer, {} in conflict", share.newer, share.entries, share.conflicts)
}
