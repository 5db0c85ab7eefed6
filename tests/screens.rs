//! The console as a whole, without a terminal and without a network: messages go in, effects and painted cells come out.
//! The registry is a book in memory (`screens/book.rs`), the runtime a desk (`screens/desk.rs`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs
)]

#[path = "screens/acting.rs"]
mod acting;
#[path = "screens/activity.rs"]
mod activity;
#[path = "screens/alarms.rs"]
mod alarms;
#[path = "screens/announcing.rs"]
mod announcing;
#[path = "screens/approvals.rs"]
mod approvals;
#[path = "screens/behaviour.rs"]
mod behaviour;
#[path = "screens/book.rs"]
mod book;
#[path = "screens/bundle_fields.rs"]
mod bundle_fields;
#[path = "screens/cases.rs"]
mod cases;
#[path = "screens/changed.rs"]
mod changed;
#[path = "screens/changing.rs"]
mod changing;
#[path = "screens/checks.rs"]
mod checks;
#[path = "screens/contacting.rs"]
mod contacting;
#[path = "screens/cooling.rs"]
mod cooling;
#[path = "screens/covered.rs"]
mod covered;
#[path = "screens/decide_fields.rs"]
mod decide_fields;
#[path = "screens/deeds.rs"]
mod deeds;
#[path = "screens/denied.rs"]
mod denied;
#[path = "screens/desk.rs"]
mod desk;
#[path = "screens/directory.rs"]
mod directory;
#[path = "screens/every_list.rs"]
mod every_list;
#[path = "screens/every_page.rs"]
mod every_page;
#[path = "screens/exporting.rs"]
mod exporting;
#[path = "screens/finding.rs"]
mod finding;
#[path = "screens/follow.rs"]
mod follow;
#[path = "screens/guarded_fields.rs"]
mod guarded_fields;
#[path = "screens/guarding.rs"]
mod guarding;
#[path = "screens/half_written.rs"]
mod half_written;
#[path = "screens/home.rs"]
mod home;
#[path = "screens/hours.rs"]
mod hours;
#[path = "screens/in_colour.rs"]
mod in_colour;
#[path = "screens/incoming.rs"]
mod incoming;
#[path = "screens/initiating.rs"]
mod initiating;
#[path = "screens/initiating_again.rs"]
mod initiating_again;
#[path = "screens/journal.rs"]
mod journal;
#[path = "screens/labels.rs"]
mod labels;
#[path = "screens/looks.rs"]
mod looks;
#[path = "screens/lying.rs"]
mod lying;
#[path = "screens/marking.rs"]
mod marking;
#[path = "screens/mistyped.rs"]
mod mistyped;
#[path = "screens/mouse.rs"]
mod mouse;
#[path = "screens/narrowing.rs"]
mod narrowing;
#[path = "screens/offered.rs"]
mod offered;
#[path = "screens/one_station.rs"]
mod one_station;
#[path = "screens/packing.rs"]
mod packing;
#[path = "screens/pages.rs"]
mod pages;
#[path = "screens/painting.rs"]
mod painting;
#[path = "screens/papers.rs"]
mod papers;
#[path = "../src/evidence/sample/people.rs"]
mod people;
#[path = "../src/evidence/sample/policy.rs"]
mod policy;
#[path = "screens/practice_people.rs"]
mod practice_people;
#[path = "screens/proposing.rs"]
mod proposing;
#[path = "screens/raising.rs"]
mod raising;
#[path = "screens/read_fields.rs"]
mod read_fields;
#[path = "screens/reading.rs"]
mod reading;
#[path = "screens/reasons.rs"]
mod reasons;
#[path = "screens/recorded.rs"]
mod recorded;
#[path = "screens/refusals.rs"]
mod refusals;
#[path = "screens/releasing.rs"]
mod releasing;
#[path = "screens/removed.rs"]
mod removed;
#[path = "screens/resolving.rs"]
mod resolving;
#[path = "screens/review.rs"]
mod review;
#[path = "screens/review_fields.rs"]
mod review_fields;
#[path = "screens/review_kinds.rs"]
mod review_kinds;
#[path = "screens/revoking.rs"]
mod revoking;
#[path = "screens/running.rs"]
mod running;
#[path = "screens/runs.rs"]
mod runs;
#[path = "screens/scenes.rs"]
mod scenes;
#[path = "screens/scenes_acts.rs"]
mod scenes_acts;
#[path = "screens/scenes_announcing.rs"]
mod scenes_announcing;
#[path = "screens/scenes_book.rs"]
mod scenes_book;
#[path = "screens/scenes_cases.rs"]
mod scenes_cases;
#[path = "screens/scenes_changes.rs"]
mod scenes_changes;
#[path = "screens/scenes_contacts.rs"]
mod scenes_contacts;
#[path = "screens/scenes_guard.rs"]
mod scenes_guard;
#[path = "screens/scenes_home.rs"]
mod scenes_home;
#[path = "screens/scenes_incoming.rs"]
mod scenes_incoming;
#[path = "screens/scenes_journal.rs"]
mod scenes_journal;
#[path = "screens/scenes_review.rs"]
mod scenes_review;
#[path = "screens/scenes_runs.rs"]
mod scenes_runs;
#[path = "screens/scenes_takeover.rs"]
mod scenes_takeover;
#[path = "screens/scenes_told.rs"]
mod scenes_told;
#[path = "screens/scenes_traffic.rs"]
mod scenes_traffic;
#[path = "screens/seed.rs"]
mod seed;
#[path = "screens/signed.rs"]
mod signed;
#[path = "screens/signed_lines.rs"]
mod signed_lines;
#[path = "screens/snapshots.rs"]
mod snapshots;
#[path = "screens/speaking.rs"]
mod speaking;
#[path = "screens/stated_fields.rs"]
mod stated_fields;
#[path = "screens/streams.rs"]
mod streams;
#[path = "screens/swapped.rs"]
mod swapped;
#[path = "screens/swapped_proposals.rs"]
mod swapped_proposals;
#[path = "screens/tabs.rs"]
mod tabs;
#[path = "screens/taking_over.rs"]
mod taking_over;
#[path = "screens/telephone.rs"]
mod telephone;
#[path = "screens/themes.rs"]
mod themes;
#[path = "screens/title.rs"]
mod title;
#[path = "screens/told.rs"]
mod told;
#[path = "screens/traffic.rs"]
mod traffic;
#[path = "screens/transfers.rs"]
mod transfers;
#[path = "screens/trusted.rs"]
mod trusted;
#[path = "screens/typed.rs"]
mod typed;
#[path = "screens/unanswered.rs"]
mod unanswered;
#[path = "screens/unpassed.rs"]
mod unpassed;
#[path = "screens/unseen.rs"]
mod unseen;
#[path = "screens/unseen_everywhere.rs"]
mod unseen_everywhere;
#[path = "screens/unseen_sums.rs"]
mod unseen_sums;

use countersign::evidence;
#[path = "screens/warned.rs"]
mod warned;
