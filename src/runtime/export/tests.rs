//! Exports of a registry that answers from a list of pages: what is written, and that nothing half-done stays.

use super::*;
use crate::{
    app::export::{OwnRows, RowsOrder},
    domain::AccountSummary,
    registry::{
        Authorised, BoxFuture, Environment, Identity, Outcome, Page, Problem, ProblemKind, Query, Read, Reply, Start, Unreadable,
        Write,
        sheet::{Cell, Choice, Sheet},
    },
    text::Untrusted,
    wire::{BigNumber, admin as wire, convert},
};
use std::{
    collections::VecDeque,
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    sync::{Arc, Mutex},
};

/// Answers with these pages, one after the other; then waits for ever.
struct Pages {
    identity: Identity,
    answers: Mutex<VecDeque<Result<Page<AccountSummary>, Problem>>>,
    asked: Arc<Mutex<Vec<Start>>>,
}

impl Registry for Pages {
    fn identity(&self) -> &Identity {
        &self.identity
    }
    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        let Read::Accounts(query) = ask else { panic!("{ask:?}") };
        self.asked.lock().unwrap().push(query.window.start);
        let answer = self.answers.lock().unwrap().pop_front();
        Box::pin(async move {
            match answer {
                Some(answer) => answer.map(Reply::Accounts),
                None => std::future::pending().await,
            }
        })
    }
    fn write(&self, _: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        panic!("an export writes nothing")
    }
}

fn registry(answers: impl IntoIterator<Item = Result<Page<AccountSummary>, Problem>>) -> Pages {
    let identity = Identity { profile: "p".into(), endpoint: "http://127.0.0.1:1".into(), environment: Environment::Practice };
    Pages { identity, answers: Mutex::new(answers.into_iter().collect()), asked: Arc::default() }
}

fn account(number: u64, holder: &str, held: u64) -> AccountSummary {
    let row = wire::AccountSummary {
        id: format!("GHA01-100-{number:04}"),
        name: "Operating".into(),
        kind: 100,
        holder: wire::Holder { name: holder.into(), kind: "entity".into(), party: "GHA".into() },
        state: "open".into(),
        held: BigNumber(held),
        locked: BigNumber(0),
        last_act: None,
    };
    convert::account_summary(row, &convert::Place::ROOT).unwrap()
}

/// A page of accounts with these numbers.
fn page(numbers: std::ops::Range<u64>, total: u64, next: Option<&str>, revision: u64) -> Result<Page<AccountSummary>, Problem> {
    Ok(Page {
        offset: numbers.start,
        rows: numbers.map(|number| account(number, "Holder", number)).collect(),
        total,
        unfiltered: total,
        next: next.map(str::to_owned),
        revision,
        as_of: "2026-11-27T09:14:00Z".parse().unwrap(),
    })
}

fn order(path: &Path, format: Format) -> ExportOrder {
    let choice = Choice::parse(Sheet::Accounts, "id,holder,held").unwrap();
    let rows = RowsOrder { sheet: Sheet::Accounts, query: Query::default(), choice, limit: None };
    ExportOrder { rows: ExportRows::Asked(rows), format, mark: false, path: path.to_owned(), replace: false }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn exported(registry: &Pages, order: ExportOrder) -> Result<Written, ExportProblem> {
    run(to_file(Some(registry), order, |_| ()))
}

/// What lies in a folder, hidden files too.
fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn hostile_and_great_values_are_written_in_each_format() {
    let rows = || {
        let mut page = page(0..0, 2, None, 1).unwrap();
        page.rows = vec![account(1, "=cmd()\",\u{202e}x", u64::MAX), account(2, "", 999_999_999_999_999)];
        registry([Ok(page)])
    };
    for (format, text) in [
        (
            Format::Csv,
            "id,holder,held\r\nGHA01-100-0001,\"'=cmd()\"\",⟦U+202E⟧x\",18446744073709551615\r\nGHA01-100-0002,,999999999999999\r\n",
        ),
        (
            Format::Json,
            "[\n{\"id\":\"GHA01-100-0001\",\"holder\":\"=cmd()\\\",\u{202e}x\",\"held\":\"18446744073709551615\"},\n\
             {\"id\":\"GHA01-100-0002\",\"holder\":\"\",\"held\":\"999999999999999\"}\n]\n",
        ),
        (
            Format::JsonLines,
            "{\"id\":\"GHA01-100-0001\",\"holder\":\"=cmd()\\\",\u{202e}x\",\"held\":\"18446744073709551615\"}\n\
             {\"id\":\"GHA01-100-0002\",\"holder\":\"\",\"held\":\"999999999999999\"}\n",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let written = exported(&rows(), order(&path, format)).unwrap();
        let octets = fs::read(&path).unwrap();
        assert_eq!(String::from_utf8(octets.clone()).unwrap(), text);
        assert_eq!((written.octets, written.digest), (octets.len() as u64, crate::evidence::digest::Digest::of(&octets)));
        assert_eq!(names(folder.path()), ["a"]);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_list_without_rows_still_has_its_head() {
    for (format, text) in [(Format::Csv, "\u{feff}id,holder,held\r\n"), (Format::Json, "[]\n"), (Format::JsonLines, "")] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        exported(&registry([page(0..0, 0, None, 1)]), ExportOrder { mark: true, ..order(&path, format) }).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn pages_follow_each_other_by_cursor_and_a_changed_book_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let registry = registry([page(0..3, 5, Some("c1"), 7), page(3..4, 4, Some("c2"), 8), page(4..6, 6, None, 9)]);
    let mut told = Vec::new();
    let written =
        run(to_file(Some(&registry), order(&path, Format::Csv), |progress| told.push((progress.rows, progress.total)))).unwrap();
    assert_eq!((written.read.rows, written.read.first_revision, written.read.last_revision), (6, 7, 9));
    assert!(written.sentence().contains("The book changed while it was read"));
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 7);
    assert_eq!(told.first(), Some(&(3, 5)));
    let cursor = |text: &str| Start::Cursor(text.to_owned());
    assert_eq!(*registry.asked.lock().unwrap(), [Start::Offset(0), cursor("c1"), cursor("c2")]);
}

#[test]
fn a_limit_ends_the_export() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let registry = registry([page(0..3, 9, Some("c1"), 7), page(3..6, 9, Some("c2"), 7)]);
    let mut order = order(&path, Format::Csv);
    let ExportRows::Asked(rows) = &mut order.rows else { panic!() };
    rows.limit = Some(4);
    assert_eq!(exported(&registry, order).unwrap().read.rows, 4);
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 5);
}

#[test]
fn pages_that_leave_rows_out_are_no_answer_and_leave_no_file() {
    let offline = || Err(Problem::of(ProblemKind::Offline));
    type Answer = Result<Page<AccountSummary>, Problem>;
    let cases: [(&str, Vec<Answer>); 5] = [
        ("a gap", vec![page(0..3, 9, Some("c"), 7), page(4..6, 9, None, 7)]),
        ("a repetition", vec![page(0..3, 9, Some("c"), 7), page(2..6, 9, None, 7)]),
        ("an early end", vec![page(0..3, 9, Some("c"), 7), page(3..6, 9, None, 7)]),
        ("an endless one", vec![page(0..3, 9, Some("c"), 7), page(3..3, 9, Some("c"), 7)]),
        ("none", vec![page(0..3, 9, Some("c"), 7), offline()]),
    ];
    for (case, answers) in cases {
        let folder = tempfile::tempdir().unwrap();
        let problem = exported(&registry(answers), order(&folder.path().join("a.csv"), Format::Csv)).unwrap_err();
        let ExportProblem::Registry(problem) = problem else { panic!("{case}: {problem:?}") };
        let expected = |kind| matches!(kind, ProblemKind::Unreadable(Unreadable::Malformed { .. }) | ProblemKind::Offline);
        assert!(expected(problem.kind), "{case}");
        assert_eq!(names(folder.path()), Vec::<String>::new(), "{case}");
    }
}

/// T25.
#[test]
fn a_cancelled_export_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let registry = registry([page(0..3, 9, Some("c"), 7)]);
    run(async {
        let mut begun = false;
        let export = to_file(Some(&registry), order(&path, Format::Csv), |_| begun = true);
        // The second page never comes, so only giving up ends it.
        let ended = tokio::time::timeout(std::time::Duration::from_millis(50), export).await;
        assert!(ended.is_err());
        assert!(begun);
    });
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[test]
fn what_is_there_is_only_replaced_when_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    fs::write(&path, "mine").unwrap();
    let rows = || registry([page(0..1, 1, None, 1)]);
    let registry = rows();
    assert_eq!(exported(&registry, order(&path, Format::Csv)), Err(ExportProblem::Exists(path.clone())));
    assert_eq!((fs::read_to_string(&path).unwrap().as_str(), registry.asked.lock().unwrap().len()), ("mine", 0));

    let replacing = ExportOrder { replace: true, ..order(&path, Format::Csv) };
    exported(&rows(), replacing.clone()).unwrap();
    assert!(fs::read_to_string(&path).unwrap().starts_with("id,"));
    // One that fails leaves what was there.
    assert!(exported(&self::registry([Err(Problem::of(ProblemKind::Offline))]), replacing).is_err());
    assert!(fs::read_to_string(&path).unwrap().starts_with("id,"));

    let order = ExportOrder { replace: true, ..order(folder.path(), Format::Csv) };
    assert_eq!(exported(&rows(), order), Err(ExportProblem::NotAFile(folder.path().to_owned())));
    assert_eq!(names(folder.path()), ["a.csv"]);
}

#[test]
fn what_comes_there_meanwhile_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let there = path.clone();
    let registry = registry([page(0..1, 1, None, 1)]);
    let ended = run(to_file(Some(&registry), order(&path, Format::Csv), move |_| fs::write(&there, "mine").unwrap()));
    assert_eq!(ended, Err(ExportProblem::Exists(path.clone())));
    assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(folder.path())), ("mine", vec!["a.csv".to_owned()]));
}

#[test]
fn a_folder_that_takes_no_file_is_said_before_anything_is_asked() {
    let registry = registry([]);
    let problem = exported(&registry, order(Path::new("/nowhere/at/all/a.csv"), Format::Csv)).unwrap_err();
    assert!(matches!(problem, ExportProblem::Folder { .. }), "{problem:?}");
    assert!(registry.asked.lock().unwrap().is_empty());
}

#[test]
fn a_workbook_refuses_what_it_can_t_hold_and_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    let many = registry([page(0..1, MOST_ROWS + 1, Some("c"), 1)]);
    let problem = exported(&many, order(&path, Format::Workbook)).unwrap_err();
    assert_eq!(problem, ExportProblem::TooManyRows { rows: MOST_ROWS + 1, most: MOST_ROWS });

    let mut long = page(0..2, 2, None, 1).unwrap();
    long.rows[1] = account(2, &"=".repeat(32_767), 1);
    let problem = exported(&registry([Ok(long)]), order(&path, Format::Workbook)).unwrap_err();
    assert_eq!(problem, ExportProblem::TooLong { row: 2, column: "holder" });
    assert_eq!(names(folder.path()), Vec::<String>::new());

    let mut just = page(0..2, 2, None, 1).unwrap();
    just.rows[1] = account(2, &"a".repeat(32_767), 1);
    exported(&registry([Ok(just)]), order(&path, Format::Workbook)).unwrap();
    assert!(fs::read(&path).unwrap().starts_with(b"PK"));
}

#[test]
fn a_disk_that_takes_no_more_is_told() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else { return };
    let choice = Choice::all(Sheet::Accounts);
    let writer = Box::new(JsonRows::lines(full, choice.clone()));
    let rows = RowsOrder { sheet: Sheet::Accounts, query: Query::default(), choice, limit: None };
    let problem = run(stream(&registry([page(0..1, 1, None, 1)]), &rows, writer, |_| ())).unwrap_err();
    assert!(matches!(problem, ExportProblem::Write { .. }), "{problem:?}");
}

/// Rows that only this console has: nobody is asked, and what is hostile in them is shown as in any file.
#[test]
fn rows_of_the_console_s_own_are_written_without_a_registry() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("activity.csv");
    let columns = Sheet::Accounts.columns().into_iter().take(2).collect();
    let rows = vec![vec![Cell::Id("GHA01-100-0001".into()), Cell::Name(Untrusted::new("=cmd()\u{202e}"))]];
    let as_of = "2026-11-27T09:14:00Z".parse().unwrap();
    let own = OwnRows { word: "activity", choice: Choice::of_columns(columns), rows, as_of };
    let order = ExportOrder { rows: ExportRows::Own(own), ..order(&path, Format::Csv) };
    let written = run(to_file(None, order, |_| ())).unwrap();
    assert_eq!((written.read.rows, written.read.remark()), (1, None));
    assert_eq!(fs::read_to_string(&path).unwrap(), "id,holder\r\nGHA01-100-0001,'=cmd()⟦U+202E⟧\r\n");
    assert_eq!(names(folder.path()), ["activity.csv"]);
}

#[test]
fn rows_that_are_asked_for_are_not_had_without_a_registry() {
    let folder = tempfile::tempdir().unwrap();
    let problem = run(to_file(None, order(&folder.path().join("a.csv"), Format::Csv), |_| ())).unwrap_err();
    assert_eq!(problem, ExportProblem::Registry(Problem::of(ProblemKind::Missing)));
    assert_eq!(names(folder.path()), Vec::<String>::new());
}
