//! What every screen looks like, in three sizes, and with its styles in colour and without.
//! One scene a state; a scene is the keys that lead there.

use super::desk::{Desk, Setting, dark, mono, plain};
use super::{book::Book, exporting, seed};
use countersign::{
    app::Timer,
    console::Message,
    registry::{Distrust, NotSignedIn, Outcome, Problem, ProblemKind, Unreadable},
    text::Untrusted,
};

pub const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 50)];

/// A state worth looking at, and how to get there.
struct Scene {
    name: &'static str,
    set: fn() -> Desk,
    /// Whether its styles are kept too.
    styled: bool,
}

const fn scene(name: &'static str, set: fn() -> Desk) -> Scene {
    Scene { name, set, styled: false }
}

const fn styled(name: &'static str, set: fn() -> Desk) -> Scene {
    Scene { name, set, styled: true }
}

fn after(keys: &str) -> Desk {
    let mut desk = Desk::open();
    desk.press(keys);
    desk
}

fn typed(keys: &str, text: &str) -> Desk {
    let mut desk = after(keys);
    desk.type_text(text);
    desk
}

fn failing(problem: Problem) -> Desk {
    let mut desk = Desk::unanswered();
    desk.fail_all(&problem);
    desk
}

/// The server's own words, some of them made for the terminal and not for the reader.
fn broken() -> Problem {
    let said = Untrusted::new("ledger is being rebuilt\u{1b}[2J, back at 10:00 \u{202e}CTU");
    Problem { said: Some(said), ..Problem::of_request(ProblemKind::Server { status: 500 }, "01JD-4F7A-9XQ2") }
}

/// Rows of six hours ago, and a registry that does not answer any more.
fn stale() -> Desk {
    let mut desk = after("j j j");
    desk.prompt = false;
    desk.send(Message::Now("2026-11-22T15:14:00Z".parse().unwrap()));
    desk.press("r");
    desk.fail_all(&Problem::of_request(ProblemKind::Deadline { waited: std::time::Duration::from_secs(10) }, "01JD-4F7A-9XQ3"));
    desk
}

fn freezing(step: &str) -> Desk {
    let mut desk = after("enter F");
    desk.type_text("stolen token");
    if step == "words" {
        desk.press("enter");
        desk.type_text("CHE01-100-2");
        desk.press("enter");
    }
    desk
}

fn unknown() -> Desk {
    let mut desk = freezing("reason");
    desk.press("enter");
    desk.type_text("CHE01-100-2001");
    desk.press("enter");
    let key = desk.acts[0].1.key();
    desk.outcome(Ok(Outcome::Unknown(key)));
    desk
}

fn scenes() -> Vec<Scene> {
    vec![
        styled("accounts", Desk::open),
        scene("accounts-moved-and-sorted", || typed("G k k", "").then("s").then_type("held").then("enter")),
        styled("account", || after("enter")),
        scene("account-locked-and-restricted", || typed(": ", "account CHE01-210-2005").then("enter")),
        scene("account-holdings-in-full", || after("enter v")),
        styled("blocks", || after("3")),
        styled("block", || after("3 j j enter")),
        scene("block-of-other-metric", || typed("3 /", "metric:non-ghg").then("enter enter")),
        styled("help", || after("?")),
        scene("help-searched", || typed("?", "filter")),
        scene("palette", || after(":")),
        styled("palette-acc", || typed(":", "acc")),
        scene("palette-with-argument", || typed(":", "account CHE01-100-2001")),
        styled("filter-completion", || typed("/", "type:ho")),
        styled("filter-error", || typed("/", "stat:open")),
        styled("find", || typed("f", "biogas")),
        scene("find-without-match", || typed("f", "zzz")),
        scene("sort-picker", || after("s")),
        styled("profile-picker", || after("ctrl-o")),
        scene("serial-prompt", || after("#")),
        styled("freeze-reason", || freezing("reason")),
        styled("freeze-words", || freezing("words")),
        scene("freeze-sent", || {
            let mut desk = freezing("reason");
            desk.press("enter");
            desk.type_text("CHE01-100-2001");
            desk.press("enter");
            desk
        }),
        styled("freeze-unknown", unknown),
        scene("quit-question", || {
            let mut desk = freezing("reason");
            desk.press("enter");
            desk.type_text("CHE01-100-2001");
            desk.press("enter q");
            desk
        }),
        styled("loading", Desk::unanswered),
        styled("stale", stale),
        styled("nothing-matches", || typed("/", "party:XXX stove").then("enter")),
        scene("empty-registry", || typed("ctrl-o", "empty").then("enter")),
        styled("problem", || {
            let mut desk = failing(broken());
            desk.press("E");
            desk
        }),
        styled("which-key", || {
            let mut desk = after("g");
            assert!(desk.fire(Timer::Sequence));
            desk
        }),
        styled("toast", || after("y enter")),
        styled("alarm", alarm),
    ]
}

fn all() -> Vec<Scene> {
    scenes().into_iter().chain(failures()).chain(takings()).collect()
}

/// What stands there instead of an answer.
fn failures() -> Vec<Scene> {
    vec![
        styled("offline", || failing(Problem::of(ProblemKind::Offline))),
        scene("other-certificate", || {
            let why = Distrust::OtherName { names: vec![Untrusted::new("*.pay\u{202e}moc.example")] };
            failing(Problem::of_request(ProblemKind::Distrusted(why), "01JD-4F7A-9XQ5"))
        }),
        scene("token-refused", || {
            let kind = ProblemKind::NotSignedIn { profile: "swiss".into(), why: NotSignedIn::Refused };
            failing(Problem::of_request(kind, "01JD-4F7A-9XQ6"))
        }),
        scene("redirect", || failing(Problem::of_request(ProblemKind::Unreadable(Unreadable::Redirect), "01JD-4F7A-9XQ4"))),
        scene("server-error", || failing(broken())),
    ]
}

/// What is taken out of the console: copies and exports.
fn takings() -> Vec<Scene> {
    vec![
        styled("copy-menu", || after("y")),
        styled("export-form", || after("e")),
        scene("export-form-of-a-filtered-list", || typed("/", "party:GHA").then("enter e tab tab tab")),
        styled("exporting", exporting::half_way),
        styled("export-met", exporting::met),
        scene("exported", exporting::done),
        scene("export-quit-question", || exporting::half_way().then("q")),
    ]
}

/// The registry says it is the real one; the configuration says practice.
fn alarm() -> Desk {
    let mut book: Book = seed::swiss();
    book.standing.environment = Some(countersign::registry::Environment::Production);
    Desk::with(Setting { books: vec![book, seed::ghana(), seed::empty()], ..Setting::default() })
}

impl Desk {
    fn then(mut self, keys: &str) -> Self {
        self.press(keys);
        self
    }

    fn then_type(mut self, text: &str) -> Self {
        self.type_text(text);
        self
    }
}

pub fn keep(name: &str, text: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn every_scene_in_every_size() {
    for Scene { name, set, .. } in all() {
        for (columns, rows) in SIZES {
            let mut desk = set();
            desk.resize(columns, rows);
            keep(&format!("{name}@{columns}x{rows}"), &desk.screen());
        }
    }
}

#[test]
fn styles_in_true_colour_and_without_colour() {
    for Scene { name, set, .. } in all().into_iter().filter(|scene| scene.styled) {
        let desk = set();
        for theme in [dark(), mono()] {
            keep(&format!("{name}@{}", theme.name()), &desk.styled(&theme));
        }
    }
}

#[test]
fn plain_painting() {
    for (name, keys) in
        [("accounts", ""), ("account", "enter"), ("help", "?"), ("blocks", "3"), ("freeze", "enter F"), ("palette", ":")]
    {
        let mut desk = after(keys);
        desk.resize(80, 24);
        keep(&format!("{name}@plain"), &desk.styled(&plain()));
    }
}

#[test]
fn a_scene_is_the_same_however_often_it_is_set() {
    for Scene { name, set, .. } in all() {
        assert_eq!(set().styled(&dark()), set().styled(&dark()), "{name}");
    }
}
