//! The state of the console: every screen, the profiles, what lies on top, and what is waited for.
//! Plain data that only `update` changes; how it is painted and what comes next depend on nothing else.
//! Must not know: the terminal, tokio, files.

use super::{
    Millis, Themes,
    acts::{KeySource, Missed, UnderWay},
    export::{Exports, Folders},
    saved::SavedFilters,
    seen::Seen,
    stage::Stage,
};
use crate::{
    app::{
        Action, Activity, Badges, Counts, Effect, Key, Keymap, List, Live, ProfileId, Remote, Signer, Tickets,
        looked::Looked,
        overlay::Overlays,
        practice::PracticeDesk,
        seen::Mark,
        toast::{Severity, Toasts},
    },
    domain::reason::TicketForm,
    registry::{Access, Environment, Problem, ProblemKind, Standing},
    screens::{Place, Screen},
};
use jiff::Timestamp;
use ratatui::layout::Rect;
use std::{collections::BTreeMap, time::Duration};

/// What the configuration says about one registry.
#[derive(Debug)]
pub struct ProfileCard {
    /// The profile's name.
    pub name: String,
    /// What kind of registry it is.
    pub environment: Environment,
    /// What the profile may do.
    pub access: Access,
    /// The theme that comes with it, if it has one of its own.
    pub theme: Option<String>,
    /// Who signs here, if anybody does.
    pub signer: Option<Signer>,
    /// How a ticket is written in reasons, where the configuration says so (F20).
    pub ticket: Option<TicketForm>,
    /// The desk of the demo that this is; none of a registry of a configuration.
    pub practice: Option<PracticeDesk>,
}

/// What the console is started with.
#[derive(Debug)]
pub struct Start {
    /// The profiles of the configuration; at least one.
    pub profiles: Vec<ProfileCard>,
    /// Which of them to begin with.
    pub profile: ProfileId,
    /// The screen to begin with, and the one a registry is shown on that is switched to.
    pub begin: Place,
    /// The keys.
    pub keymap: Keymap,
    /// The themes there are.
    pub themes: Themes,
    /// The terminal's size, columns and rows.
    pub size: (u16, u16),
    /// The time.
    pub now: Timestamp,
    /// Random octets; idempotency keys are made from them.
    pub seed: [u8; 16],
    /// What the operator should know about the configuration.
    pub remarks: Vec<String>,
    /// Where exports go.
    pub folders: Folders,
    /// Up to where each profile's book was looked at in earlier sittings, by the profile's name.
    pub seen: BTreeMap<String, Mark>,
    /// Filters that were kept under a name.
    pub saved: SavedFilters,
    /// Whether one thing is painted below the other, and nothing beside a list.
    pub plain: bool,
    /// How old what is known of other registries may get while the console is in use; `None` asks none of them.
    pub badges: Option<Duration>,
}

/// The state of the whole console.
#[derive(Debug)]
pub struct State {
    /// The profiles of the configuration.
    pub(super) profiles: Vec<ProfileCard>,
    pub(super) keymap: Keymap,
    pub(super) themes: Themes,
    pub(super) size: (u16, u16),
    pub(super) now: Timestamp,
    pub(super) tickets: Tickets,
    /// Who the registry is, and who we are to it.
    pub(super) standing: Remote<Standing>,
    /// Where the operator is, what is shown there, and what was shown before.
    pub(super) stage: Stage,
    /// What is known of changes in the registry.
    pub(super) live: Live,
    /// What waits in the registry in use.
    pub(super) counts: Counts,
    /// What waits in the other registries.
    pub(super) badges: Badges,
    /// What this console has done.
    pub(super) activity: Activity,
    /// What screens raised an alarm about.
    pub(super) alarms: super::alarms::Alarms,
    /// The screen to begin with.
    pub(super) begin: Place,
    /// The way here.
    pub(super) behind: Vec<Place>,
    /// What lies on top of the screen.
    pub(super) overlays: Overlays,
    pub(super) toasts: Toasts,
    /// Filters and searches of before, oldest first, and actions, newest first.
    pub(super) filters: Vec<String>,
    pub(super) finds: Vec<String>,
    pub(super) recent: Vec<Action>,
    /// Keys of a sequence that is not complete yet.
    pub(super) pending: Vec<Key>,
    /// Whether the ways to go on are shown.
    pub(super) sequence_shown: bool,
    /// When the key before was pressed.
    pub(super) last_key: Option<Millis>,
    /// The last problem, for showing in full.
    pub(super) problem: Option<Problem>,
    /// What kind of problem was said last without an answer since; the same is not said twice in a row.
    pub(super) said: Option<ProblemKind>,
    /// Why acting is off, if it is.
    pub(super) journal_closed: Option<String>,
    /// Acts that are under way or whose outcome is unknown, oldest first; at most one on each thing.
    pub(super) acts: Vec<UnderWay>,
    /// Acts that the registry says it never received.
    pub(super) missed: Vec<Missed>,
    pub(super) keys: KeySource,
    /// The last reason that was given in this sitting in each registry (F20).
    pub(super) reasons: BTreeMap<ProfileId, String>,
    /// Whether the alarm about a wrong environment was raised for this registry.
    pub(super) environment_warned: bool,
    /// What on the screen stands in the journal as looked at.
    pub(super) looked: Vec<Looked>,
    /// The export under way, and where exports go.
    pub(super) exports: Exports,
    /// Up to where the books were looked at.
    pub(super) seen: Seen,
    /// Filters that were kept under a name.
    pub(super) saved: SavedFilters,
    /// Whether nothing stands beside a list.
    pub(super) plain: bool,
    /// The page that leaves room for the message over it, because it was to be read when that came.
    pub(super) yields: Option<Place>,
    /// Where the screen was painted last, and how many of its rows a message covered.
    pub(super) room: Option<(Rect, u16)>,
}

impl State {
    /// A console that has asked for nothing yet, and what it wants done first.
    pub fn start(start: Start) -> (Self, Vec<Effect>) {
        let Start { profiles, profile, begin, keymap, themes, size, now, seed, remarks, folders, badges, seen, saved, plain } =
            start;
        let names = profiles.iter().map(|profile| profile.name.clone()).collect();
        let mut tickets = Tickets::default();
        tickets.switch(profile);
        let mut state = Self {
            profiles,
            keymap,
            themes,
            size,
            now,
            tickets,
            standing: Remote::default(),
            stage: Stage::on(begin.clone()),
            begin,
            live: Live::default(),
            counts: Counts::default(),
            badges: Badges::every(badges),
            activity: Activity::of(names),
            alarms: Default::default(),
            behind: Vec::new(),
            overlays: Overlays::default(),
            toasts: Toasts::default(),
            filters: Vec::new(),
            finds: Vec::new(),
            recent: Vec::new(),
            pending: Vec::new(),
            sequence_shown: false,
            last_key: None,
            problem: None,
            said: None,
            journal_closed: None,
            acts: Vec::new(),
            missed: Vec::new(),
            keys: KeySource::from_seed(seed),
            reasons: BTreeMap::new(),
            environment_warned: false,
            looked: Vec::new(),
            exports: Exports::to(folders),
            seen: Seen::of(seen),
            saved,
            plain,
            yields: None,
            room: None,
        };
        let mut effects = Vec::new();
        state.connect(&mut effects);
        for remark in remarks {
            state.say(Severity::Warn, remark, &mut effects);
        }
        state.record_effects(&effects);
        (state, effects)
    }

    /// The profile in use. There is always one: the configuration is refused without.
    pub(super) fn profile(&self) -> Option<&ProfileCard> {
        self.profiles.get(self.tickets.profile().0)
    }

    /// Who signs for the profile in use, if anybody does.
    pub fn signer(&self) -> Option<&Signer> {
        self.profile()?.signer.as_ref()
    }

    /// Where the operator is.
    pub fn place(&self) -> &Place {
        self.stage.place()
    }

    /// What is on the screen.
    pub(super) fn screen(&self) -> &dyn Screen {
        self.stage.screen()
    }

    /// The list that has the keys, if the screen has one.
    pub(super) fn list(&self) -> Option<&dyn List> {
        self.stage.screen().list()
    }

    /// What this console has done.
    pub fn activity(&self) -> &Activity {
        &self.activity
    }

    /// Requests of this epoch that are not answered yet.
    pub fn requests_in_flight(&self) -> usize {
        let asking = usize::from(self.standing.is_asking()) + usize::from(self.counts.is_asking());
        asking + self.stage.each().map(Screen::in_flight).sum::<usize>()
    }
}
