//! Counterpart registries as rows, and one of them in full: keys, what both sides speak, channels, clocks.
//! What they say of themselves and what this registry speaks stand side by side under names of their own.
//! Must not know: files, or how counterparts look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, known, ours},
};
use crate::{
    domain::check::LinkState,
    registry::{
        Assurance,
        traffic::{Channel, ChannelKind, Peer, PeerKey, PeerSummary, Spoken},
    },
};
use jiff::SignedDuration;

impl SheetRow for PeerSummary {
    const SHEET: Sheet = Sheet::Peers;
    const SHORT: usize = 6;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "registry id", |p| Some(p.registry.to_string())),
        Of::name("name", "its name", |p| Some(p.name.clone())),
        Of::word("state", "state of the link", |p| known(&p.state, LinkState::word)),
        Of::time("seen", "when it was last heard", |p| p.seen),
        Of::count("open_transfers", "transfers with it that are not over", |p| Some(p.open_transfers)),
        Of::count("incidents", "incidents that name it", |p| Some(p.incidents)),
    ];

    fn filter(&self) -> String {
        by_field("id", self.registry)
    }
}

/// What one counterpart has besides.
pub(super) const MORE: &[Of<Peer>] = &[
    Of::time("maintenance_from", "beginning of the maintenance it announced", |p| p.maintenance.map(|window| window.from)),
    Of::time("maintenance_until", "end of it", |p| p.maintenance.map(|window| window.until)),
    Of::small("round_trip_ms", "how long its last answer took, in milliseconds", |p| p.round_trip.map(millis)),
    Of::small("clock_offset_ms", "how far its clock is before this registry's, in milliseconds", |p| p.clock_offset.map(millis)),
    Of::names("transfers", "transfers with it that are not over, oldest first, at most a hundred", |p| {
        p.transfers.iter().filter_map(|id| ours(&id.to_string())).collect()
    }),
];

fn millis(length: SignedDuration) -> i64 {
    i64::try_from(length.as_millis()).unwrap_or(if length.is_negative() { i64::MIN } else { i64::MAX })
}

/// Its keys.
pub(super) const KEYS: &[Of<PeerKey>] = &[
    Of::id("id", "the key's id", |key| Some(key.id.to_string())),
    Of::id("fingerprint", "what two people read to each other, worked out from the key", |key| Some(key.public.fingerprint())),
    Of::truth("valid", "whether it was valid when this was read", |key| Some(key.valid)),
    Of::time("from", "from when it is valid", |key| Some(key.from)),
    Of::time("until", "until when", |key| key.until),
    Of::prose("verified", "how it was compared with the counterpart's own word", |key| key.verified.clone()),
    Of::id("public", "the Ed25519 public key, base64url", |key| Some(key.public.to_string())),
];

/// What a side speaks, with whose word it is.
pub(super) type Side = (&'static str, Spoken);

/// Both sides' words.
pub(super) fn sides(peer: &Peer) -> [Side; 2] {
    [("theirs", peer.theirs.clone()), ("ours", peer.ours.clone())]
}

/// What each side speaks.
pub(super) const SPOKEN: &[Of<Side>] = &[
    Of::word("side", "`theirs` or `ours`", |side| ours(side.0)),
    Of::names("versions", "versions of the communication API", |side| side.1.versions.clone()),
    Of::day("nomenclature", "day of the common nomenclature", |side| side.1.nomenclature),
    Of::word("assurance", "`A0` to `A3`", |side| side.1.assurance.as_ref().and_then(|level| known(level, Assurance::word))),
    Of::names("can", "what it can do", |side| side.1.can.clone()),
];

/// The ways it is heard.
pub(super) const CHANNELS: &[Of<Channel>] = &[
    Of::word("channel", "`asking` or `answering`", |channel| known(&channel.kind, ChannelKind::word)),
    Of::time("seen", "when it was last heard that way", |channel| channel.seen),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_whole_milliseconds() {
        for (length, expected) in [
            (SignedDuration::from_millis(1_500), 1_500),
            (SignedDuration::from_millis(-240_000), -240_000),
            (SignedDuration::MAX, i64::MAX),
            (SignedDuration::MIN, i64::MIN),
        ] {
            assert_eq!(millis(length), expected);
        }
    }
}
