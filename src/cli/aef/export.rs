//! `countersign aef export`: the five tables of a year from a registry, as a workbook or as a folder of comma-separated values.
//! It only reads. A year that is not over is refused, unless a draft is asked for; what is written is whole or not there.
//! Must not know: what stands in the tables.

use crate::{
    app::{
        export::{Progress, shown},
        submission::Filing,
    },
    cli::{Global, list::News, registries, status::End},
    registry::{Problem, ProblemKind, Read, Registry, Reply, book::Report},
    runtime::export::{SubmissionForm, SubmissionOrder, Submitted, submission},
    text::{Kind, number::grouped},
};
use clap::Args;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use std::{
    fmt::Write as _,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

/// The implementation period of the NDCs that most Parties have now.
const PRESENT_NDC: (u16, u16) = (2021, 2030);

/// Which year of which registry, and where it goes.
#[derive(Debug, Args)]
pub(in crate::cli) struct Export {
    /// The year that is reported, from 1 January to 31 December in UTC
    #[arg(long, value_parser = clap::value_parser!(i16).range(2021..9000))]
    year: i16,
    /// The profile of the registry, as with --profile
    #[arg(long, value_name = "NAME", conflicts_with = "profile")]
    registry: Option<String>,
    /// A workbook, when the name ends with .xlsx; else a folder that gets a CSV file for each table
    #[arg(long, value_name = "FILE.xlsx|DIR")]
    output: PathBuf,
    /// Replace the workbook, if there is one
    #[arg(long)]
    force: bool,
    /// The version of the submission
    #[arg(long = "submission-version", value_name = "X.Y", default_value = "1.0", value_parser = version)]
    version: String,
    /// The day of the submission [default: today, UTC]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// First and last year of the NDC implementation period [default: 2021-2030]
    #[arg(long, value_name = "YEAR-YEAR", value_parser = period)]
    ndc: Option<(u16, u16)>,
    /// Write the tables of a year that is not over, as of now; they can't be filed
    #[arg(long)]
    draft: bool,
}

fn version(text: &str) -> Result<String, String> {
    let digits = |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|octet| octet.is_ascii_digit());
    let good = text.split_once('.').is_some_and(|(major, minor)| digits(major) && digits(minor));
    if good { Ok(text.to_owned()) } else { Err("a version is written as 1.0".to_owned()) }
}

fn period(text: &str) -> Result<(u16, u16), String> {
    let year = |text: &str| text.trim().parse::<u16>().ok().filter(|year| (2000..9000).contains(year));
    let years = text.split_once('-').and_then(|(first, last)| Some((year(first)?, year(last)?)));
    years.filter(|(first, last)| first <= last).ok_or_else(|| "a period is written as 2021-2030".to_owned())
}

/// Runs the command.
pub(super) fn run(global: &Global, asked: &Export) -> ExitCode {
    match begin(global, asked) {
        Ok((registry, order)) => registries::until_signal(async { exported(registry.as_ref(), asked, &order).await }).say(),
        Err(sentence) => End::NotBegun(sentence).say(),
    }
}

fn begin(global: &Global, asked: &Export) -> Result<(Arc<dyn Registry>, SubmissionOrder), String> {
    let form = form(&asked.output)?;
    if asked.force && form == SubmissionForm::Folder {
        return Err("A folder is never replaced: name another one, or remove it, and leave --force out.".to_owned());
    }
    let year = u16::try_from(asked.year).unwrap_or_default();
    let ndc = match asked.ndc {
        Some(years) => years,
        None if (PRESENT_NDC.0..=PRESENT_NDC.1).contains(&year) => PRESENT_NDC,
        None => return Err(format!("{year} is after the NDC implementation period that is usual now; say --ndc FIRST-LAST.")),
    };
    let submitted = asked.date.unwrap_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date());
    let filing = Filing { version: asked.version.clone(), submitted, ndc };
    let order = SubmissionOrder { form, path: asked.output.clone(), replace: asked.force, filing };
    let profile = asked.registry.clone().or_else(|| global.profile.clone());
    let global = Global { profile, config: global.config.clone(), ..Global::default() };
    Ok((registries::one(&global)?, order))
}

/// What the output is to be, by its name.
fn form(path: &Path) -> Result<SubmissionForm, String> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("xlsx") => Ok(SubmissionForm::Workbook),
        Some("csv" | "json" | "jsonl" | "xls" | "zip") => {
            Err("A submission is five tables: a workbook whose name ends with .xlsx, or a folder for five CSV files.".to_owned())
        }
        _ => Ok(SubmissionForm::Folder),
    }
}

async fn exported(registry: &dyn Registry, asked: &Export, order: &SubmissionOrder) -> End {
    let report = match registry.read(Read::Report(asked.year)).await {
        Ok(Reply::Report(report)) => report,
        Ok(_) => return End::from(&Problem::of_other_answer()),
        Err(problem) => return unreported(asked.year, &problem),
    };
    if !report.ended && !asked.draft {
        return End::Refused(format!(
            "The year {} is not over by the clock of {}, so nothing was written. Say --draft for its tables as of now; they can't be filed.",
            report.year, report.registry
        ));
    }
    let mut news = News::shown(io::stderr().is_terminal());
    let done = submission(registry, &report, order, |progress: Progress| news.tell(progress)).await;
    news.clear();
    match done {
        Ok(submitted) => {
            eprint!("{}", told(&report, order, &submitted));
            End::Done
        }
        Err(problem) => End::from(&problem),
    }
}

/// A year that a registry can't report is nothing that changed since it was read, which is what its refusal means elsewhere.
fn unreported(year: i16, problem: &Problem) -> End {
    if !matches!(problem.kind, ProblemKind::Conflict | ProblemKind::Missing) {
        return End::from(problem);
    }
    let mut said = format!("The registry can't report the year {year}, so nothing was written.");
    if let Some(words) = &problem.said {
        let _ = write!(said, " It said: {}", words.gate(Kind::Name));
    }
    if let Some(request) = &problem.request {
        let _ = write!(said, " (request {request})");
    }
    End::Refused(said)
}

/// What was written, and what whoever files should know of it.
fn told(report: &Report, order: &SubmissionOrder, submitted: &Submitted) -> String {
    let [_, authorizations, actions, holdings, entities] = submitted.rows.map(grouped);
    let mut text = format!(
        "{} of {} written to {}: {actions} actions, {holdings} holdings, {authorizations} authorizations, {entities} authorized entities.\n",
        report.year,
        report.registry,
        shown(&order.path)
    );
    for (name, digest) in &submitted.files {
        let _ = writeln!(text, "SHA-256 {digest}  {}", shown(Path::new(name)));
    }
    let held = if report.ended { "Frozen" } else { "A draft, which can't be filed" };
    let _ =
        writeln!(text, "{held}: as of {}, entry {} of the ledger, digest {}.", report.at, grouped(report.entry), report.digest);
    text.push_str(&begun(report.opened, report.year).unwrap_or_default());
    if submitted.unsaid > 0 {
        let _ = writeln!(
            text,
            "{} NA for underlying units, because the format has no way to say what the registry has.",
            if submitted.unsaid == 1 { "1 row has".to_owned() } else { format!("{} rows have", grouped(submitted.unsaid)) }
        );
    }
    text
}

/// What a report leaves out because the book was opened in its year; nothing, where the year begins with the ledger.
fn begun(opened: Timestamp, year: i16) -> Option<String> {
    let first = opened.to_zoned(TimeZone::UTC);
    let new_year = Date::new(year, 1, 1).ok()?.to_zoned(TimeZone::UTC).ok()?;
    let missing = first.year() == year && first > new_year;
    missing.then(|| {
        let day = first.date();
        format!("The ledger begins on {day} with what was held then; what was done in {year} before is not in it.\n")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_periods_and_outputs_are_read_or_refused() {
        assert!(version("1.0").is_ok() && version("12.3").is_ok());
        assert!(["1", "1.", "a.b", "", "1.0.0"].iter().all(|text| version(text).is_err()));
        assert_eq!((period("2021-2030"), period("2026 - 2026")), (Ok((2021, 2030)), Ok((2026, 2026))));
        assert!(["2030-2021", "2021", "x-y", "20-30"].iter().all(|text| period(text).is_err()));
        assert_eq!(form(Path::new("a/b.XLSX")), Ok(SubmissionForm::Workbook));
        assert_eq!(form(Path::new("a/b")), Ok(SubmissionForm::Folder));
        assert!(form(Path::new("b.csv")).is_err());
    }
    #[test]
    fn a_report_says_what_was_before_its_ledger() {
        for (opened, said) in [
            ("2025-12-31T23:59:59.999Z", None),
            ("2026-01-01T00:00:00Z", None),
            ("2026-01-01T00:00:00.001Z", Some("The ledger begins on 2026-01-01 with")),
            ("2026-05-12T00:00:00Z", Some("The ledger begins on 2026-05-12 with")),
            ("2027-01-01T00:00:00Z", None),
        ] {
            let text = begun(opened.parse().unwrap(), 2026);
            assert_eq!(text.is_some(), said.is_some(), "{opened}");
            assert!(text.unwrap_or_default().starts_with(said.unwrap_or_default()), "{opened}");
        }
    }
}
