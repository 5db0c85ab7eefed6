//! The report of a year from both sides, after traffic: what `countersign aef export` writes can be filed, is the same whenever it is
//! asked for, and agrees with the other Party's.

use super::{
    people::{Keys, People},
    transfers::{IDS, Two},
};
use countersign::wire::{
    BigNumber,
    admin::{AccountSummary, Page},
    order::{Destination, OrderAct, ToCancellation, ToNdcUse, TransferOrder},
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
    process::Command,
};
use tempfile::TempDir;

/// A folder with a configuration for both.
struct Desk(TempDir);

impl Desk {
    fn of(two: &Two) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let profile = |(id, url): (&str, String)| {
            format!("[[profiles]]\nname = \"{id}\"\nurl = \"{url}\"\nenvironment = \"practice\"\noperator = \"amina.k\"\n")
        };
        let text: String = IDS.into_iter().zip(two.urls()).map(profile).collect();
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create_new(true).mode(0o600).open(folder.path().join("config.toml")).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        let folder: &Path = self.0.path();
        command.args(arguments).arg("--config").arg(self.path("config.toml"));
        let output = command.env_clear().env("HOME", folder).current_dir(folder).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), said)
    }

    fn export(&self, id: &str, year: i16, output: &str, more: &[&str]) -> (i32, String) {
        let year = year.to_string();
        self.run(&[&["aef", "export", "--year", &year, "--registry", id, "--output", output], more].concat())
    }
}

impl Two {
    /// Something of a registry goes into an account of a kind, such as use or cancellation.
    async fn end_in(&self, at: usize, kind: u16, to: impl Fn(String) -> Destination) {
        let accounts: Page<AccountSummary> = self.people[at].get("accounts?filter=state:open&limit=1000").await;
        let ends: Vec<String> =
            accounts.items.into_iter().filter(|account| account.kind == kind).map(|account| account.id).collect();
        let mut refusals = Vec::new();
        for holding in self.books[at].holdings().into_iter().take(20) {
            for account in &ends {
                let order = OrderAct::Transfer(TransferOrder {
                    from: holding.account.clone(),
                    to: to(account.clone()),
                    spans: vec![holding.span.clone()],
                    quantity: BigNumber(holding.quantity),
                    corrects: None,
                    reason: "for the report".to_owned(),
                });
                match self.people[at].order(&order, Keys::new()).await.unwrap() {
                    Ok(_) => return,
                    Err(refusal) => refusals.push(refusal),
                }
            }
        }
        panic!("nothing can end in an account of type {kind}: {}", refusals.join("\n"));
    }
}

fn rows(folder: &Path, table: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.join(table)).unwrap();
    assert!(text.starts_with('\u{feff}') && text.matches('\n').count() == text.matches("\r\n").count(), "{text}");
    text.lines().skip(1).map(str::to_owned).collect()
}

impl Desk {
    /// Exports the year of a registry in both forms; neither has anything wrong with it, and neither is written over.
    fn file(&self, id: &str, year: i16, submitted: &str) {
        let (status, said) = self.export(id, year, &format!("{id}.xlsx"), &["--date", submitted]);
        assert!(status == 0 && said.contains("Frozen: as of"), "{said}");
        let (status, said) = self.export(id, year, id, &["--date", submitted]);
        assert_eq!(status, 0, "{said}");
        let tables = fs::read_dir(self.path(id)).unwrap().map(|file| file.unwrap().path().display().to_string());
        let tables: Vec<String> = tables.collect();
        assert_eq!(tables.len(), 5);
        for files in [vec![format!("{id}.xlsx")], tables] {
            let files: Vec<&str> = files.iter().map(String::as_str).collect();
            let (status, said) = self.run(&[&["aef", "check"], files.as_slice()].concat());
            assert!(status == 0 && said.contains("VALID"), "{id}: {said}");
        }
        for output in [id.to_owned(), format!("{id}.xlsx")] {
            assert_eq!(self.export(id, year, &output, &[]).0, 2, "{output} is there already");
        }
    }

    /// What can't be reported, and what can only be drafted.
    fn refuse(&self, year: i16) {
        let (status, said) = self.export("CHE01", year, "early.xlsx", &[]);
        assert!(status == 1 && said.contains("is not over by the clock of CHE01"), "{said}");
        let (status, said) = self.export("CHE01", 2025, "before.xlsx", &[]);
        assert!(
            status == 1 && said.contains("The registry can't report the year 2025, so nothing was written. It said:"),
            "{said}"
        );
        assert!(said.contains("was opened after 2025"), "{said}");
        let (status, said) = self.export("CHE01", year, "draft", &["--draft"]);
        assert!(status == 0 && said.contains("A draft, which can't be filed"), "{said}");
        for none in ["early.xlsx", "before.xlsx"] {
            assert!(!self.path(none).exists(), "{none}");
        }
    }

    /// Both reports say the same of what went between the two, in whatever form.
    fn compare(&self) {
        for (ours, theirs) in [("CHE01.xlsx", "GHA01.xlsx"), ("CHE01.xlsx", "GHA01/table-4-holdings.csv")] {
            let (status, said) = self.run(&["reconcile", ours, theirs]);
            assert!(status == 0 && said.contains("AGREE"), "{said}");
        }
        let (_, said) = self.run(&["reconcile", "CHE01.xlsx", "GHA01.xlsx"]);
        assert!(said.contains("CHE has 3 actions with GHA, and GHA has 3 with CHE."), "{said}");
    }
}

#[tokio::test]
async fn what_two_parties_report_of_a_year_can_be_filed_and_agrees() {
    let mut two = Two::running(true).await;
    let year = Timestamp::now().to_zoned(TimeZone::UTC).year();
    for from in [0, 1, 0] {
        let (transfer, holding) = two.begin(from).await;
        two.assert_completed(from, &transfer, &holding);
    }
    let ndc_year = u16::try_from(year).unwrap();
    two.end_in(0, 200, |account| Destination::NdcUse(ToNdcUse { account, year: ndc_year })).await;
    two.end_in(1, 300, |account| Destination::Cancellation(ToCancellation { account, kind: "voluntary".to_owned() })).await;
    let desk = Desk::of(&two);
    desk.refuse(year);
    // In the next year it is frozen.
    for people in &two.people {
        people.set_clock(SignedDuration::from_hours(24 * 366)).await;
    }
    let submitted = format!("{}-03-01", year + 1);
    IDS.iter().for_each(|id| desk.file(id, year, &submitted));
    let actions = rows(&desk.path("CHE01"), "table-3-actions.csv");
    let kinds = |word: &str| actions.iter().filter(|row| row.split(',').nth(1) == Some(word)).count();
    assert_eq!((kinds("Acquisition"), kinds("Use")), (1, 1), "{actions:?}");
    assert_eq!(kinds("First transfer") + kinds("Transfer"), 2, "{actions:?}");
    assert!(rows(&desk.path("GHA01"), "table-3-actions.csv").iter().any(|row| row.contains("Voluntary Cancellation")));
    desk.compare();
    // What happens later is in no report of the year before. The sessions of the old year are over.
    let urls = two.urls();
    for (people, url) in two.people.iter_mut().zip(urls) {
        *people = People::at(&url).await;
    }
    let (transfer, holding) = two.begin(1).await;
    two.assert_completed(1, &transfer, &holding);
    let (status, said) = desk.export("CHE01", year, "again", &["--date", &submitted]);
    assert_eq!(status, 0, "{said}");
    for table in ["table-2-authorizations.csv", "table-3-actions.csv", "table-4-holdings.csv", "table-5-entities.csv"] {
        assert_eq!(rows(&desk.path("CHE01"), table), rows(&desk.path("again"), table), "{table}");
    }
}
