//! Exporting and copying: what is asked for, what is shown meanwhile, and what becomes of a file that is there already.

use super::desk::{Desk, Setting};
use countersign::{
    app::{
        Effect, Ticket,
        export::{ExportOrder, ExportProblem, ExportRows, Progress, RowsOrder, RowsRead, Written},
    },
    console::Message,
    evidence::digest::Digest,
    registry::{
        Problem, ProblemKind,
        sheet::{Choice, Format, Sheet},
    },
};
use std::{path::Path, time::Duration};

/// The exports that were begun since the last look.
fn begun(desk: &mut Desk) -> Vec<(Ticket, ExportOrder)> {
    let order = |effect| match effect {
        Effect::Export { ticket, order } => Some((ticket, *order)),
        _ => None,
    };
    desk.take().into_iter().filter_map(order).collect()
}

/// What an export asks a registry for.
fn asked(order: &ExportOrder) -> &RowsOrder {
    let ExportRows::Asked(rows) = &order.rows else { panic!("{order:?}") };
    rows
}

fn exporting(mut desk: Desk) -> (Desk, Ticket, ExportOrder) {
    desk.take();
    desk.press("e enter");
    let (ticket, order) = begun(&mut desk).pop().unwrap();
    (desk, ticket, order)
}

fn written(order: &ExportOrder) -> Written {
    let as_of = "2026-11-22T09:14:00Z".parse().unwrap();
    let read = RowsRead { rows: 40, first_revision: 7, last_revision: 7, as_of };
    Written { path: order.path.clone(), read, octets: 4_000, digest: Digest::of("accounts") }
}

/// An export that has come half the way.
pub fn half_way() -> Desk {
    let (mut desk, ticket, _) = exporting(Desk::open());
    let progress = Progress { rows: 12_000, total: 100_000, elapsed: Duration::from_secs(3) };
    desk.send(Message::Exporting(ticket, progress));
    desk
}

/// An export that met a file of its name.
pub fn met() -> Desk {
    let (mut desk, ticket, order) = exporting(Desk::open());
    desk.send(Message::Exported(ticket, Err(ExportProblem::Exists(order.path))));
    desk
}

/// An export that is done.
pub fn done() -> Desk {
    let (mut desk, ticket, order) = exporting(Desk::open());
    desk.send(Message::Exported(ticket, Ok(written(&order))));
    desk
}

#[test]
fn what_the_list_shows_is_what_is_exported() {
    let mut desk = Desk::open();
    desk.press("/");
    desk.type_text("type:holding");
    desk.press("enter s");
    desk.type_text("held");
    desk.press("enter");
    let (_, _, order) = exporting(desk);
    let rows = asked(&order);
    assert_eq!(rows.sheet, Sheet::Accounts);
    assert_eq!(rows.query.filter.to_string(), "type:holding");
    assert_eq!(rows.query.sort.unwrap().to_string(), "held");
    assert_eq!((&rows.choice, rows.limit), (&Choice::all(Sheet::Accounts), None));
    assert_eq!((order.format, order.mark, order.replace), (Format::Csv, true, false));
    assert_eq!(order.path, Path::new("/home/amina/exports/accounts-CHE01-2026-11-22.csv"));
}

#[test]
fn the_blocks_of_an_account_are_exported_with_the_account_in_the_filter() {
    let mut desk = Desk::with(Setting { size: (160, 30), ..Setting::default() });
    desk.press("enter");
    let (_, _, order) = exporting(desk);
    let rows = asked(&order);
    assert_eq!(rows.sheet, Sheet::Blocks);
    assert_eq!(rows.query.filter.to_string(), "account:CHE01-100-2001");
}

#[test]
fn a_name_says_the_kind_of_file() {
    for (name, format, path) in [
        ("x.csv", Some(Format::Csv), "/home/amina/exports/x.csv"),
        ("~/x.xlsx", Some(Format::Workbook), "/home/amina/x.xlsx"),
        ("/tmp/x.jsonl", Some(Format::JsonLines), "/tmp/x.jsonl"),
        ("x.pdf", None, ""),
    ] {
        let mut desk = Desk::open();
        desk.press(":");
        desk.type_text(&format!("export {name}"));
        desk.take();
        desk.press("enter");
        let order = begun(&mut desk).pop().map(|(_, order)| order);
        assert_eq!(order.as_ref().map(|order| order.format), format, "{name}");
        assert_eq!(order.map_or_else(Default::default, |order| order.path), Path::new(path));
    }
}

#[test]
fn one_export_at_a_time_and_its_news_are_its_own() {
    let mut desk = half_way();
    assert!(desk.says().contains("Writing accounts: 12 000 of 100 000 rows"), "{}", desk.says());
    desk.take();
    desk.press("e");
    assert!(desk.says().contains("An export is under way."));
    assert_eq!(begun(&mut desk), []);
    desk.press("esc");

    // News of another export, such as one that was given up, change nothing.
    let (_, other, order) = exporting(done());
    desk.send(Message::Exported(other, Ok(written(&order))));
    assert!(desk.says().contains("Writing accounts"), "{}", desk.says());
}

#[test]
fn an_export_goes_on_at_another_registry() {
    let (mut desk, ticket, order) = exporting(Desk::open());
    desk.press("ctrl-o");
    desk.type_text("gha");
    desk.press("enter");
    assert!(desk.says().contains("Writing accounts:"), "{}", desk.says());
    desk.send(Message::Exported(ticket, Ok(written(&order))));
    assert!(desk.screen().contains("40 rows written to /home/amina/exports/accounts-CHE01-2026-11-22.csv"), "{}", desk.screen());
    assert!(desk.screen().contains(&Digest::of("accounts").to_string()[..30]));
}

#[test]
fn giving_up_ends_when_the_runtime_says_so() {
    let (mut desk, ticket, order) = exporting(Desk::open());
    desk.press("X");
    assert!(desk.take().contains(&Effect::ExportStop));
    assert!(desk.says().contains("Writing"), "it may have been done already");
    desk.send(Message::Exported(ticket, Err(ExportProblem::GivenUp)));
    assert_eq!(desk.says(), "i The export was given up; nothing of it is left.");
    let _ = order;
}

#[test]
fn a_file_that_is_there_is_replaced_after_a_yes_only() {
    let mut desk = met();
    assert!(desk.screen().contains("Replace the file?"));
    desk.take();
    desk.press("enter");
    assert_eq!(begun(&mut desk), []);

    let mut desk = met();
    desk.take();
    desk.press("y");
    let (_, order) = begun(&mut desk).pop().unwrap();
    assert!(order.replace);
    assert_eq!(order.path, Path::new("/home/amina/exports/accounts-CHE01-2026-11-22.csv"));

    // A yes is for that file only.
    let mut desk = Desk::open();
    desk.press(":");
    desk.type_text("export !");
    desk.take();
    desk.press("enter");
    assert_eq!(begun(&mut desk), []);
}

#[test]
fn a_failure_says_that_nothing_was_exported() {
    for (problem, words) in [
        (ExportProblem::Registry(Problem::of(ProblemKind::Offline)), "The list was not exported. The registry can't be reached."),
        (ExportProblem::Write { why: "No space left on device".into() }, "Nothing of it was kept."),
        (ExportProblem::TooManyRows { rows: 2_000_000, most: 1_048_575 }, "A workbook takes 1 048 575 rows"),
    ] {
        let (mut desk, ticket, _) = exporting(Desk::with(Setting { size: (160, 30), ..Setting::default() }));
        desk.send(Message::Exported(ticket, Err(problem)));
        assert!(desk.screen().contains(words), "{}", desk.screen());
    }
}

#[test]
fn leaving_while_a_file_is_written_asks() {
    let mut desk = half_way();
    desk.take();
    desk.press("q");
    assert!(desk.screen().contains("Leave before the export is done?"));
    assert!(!desk.take().contains(&Effect::Quit));
    desk.press("y");
    assert!(desk.take().contains(&Effect::Quit));
}

#[test]
fn what_is_copied_can_be_chosen() {
    let copied = |keys: &str| {
        let mut desk = Desk::with(Setting { size: (160, 30), ..Setting::default() });
        desk.press(keys);
        let text = |effect| if let Effect::Copy(text) = effect { Some(text) } else { None };
        desk.take().into_iter().find_map(text).unwrap_or_default()
    };
    assert_eq!(copied("y enter"), "CHE01-100-2001");
    assert!(copied("y down enter").starts_with("CHE01-100-2001\t"));
    assert_eq!(copied("y down down enter"), "id:CHE01-100-2001");
    assert_eq!(copied("y down down down enter"), "countersign accounts show CHE01-100-2001 --profile practice-che");
    assert_eq!(copied("S y up enter"), "countersign accounts list --sort -id --profile practice-che");
    // On a page the id is the page's own, and there is no row.
    assert_eq!(copied("enter y down enter"), "countersign accounts show CHE01-100-2001 --profile practice-che");
    assert_eq!(copied("enter y down down enter"), "account:CHE01-100-2001");
}
