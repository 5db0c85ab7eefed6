//! `countersign accounts list` and the like: a list of the registry as a table, or in a format for programs.
//! The questions, the checks of the filter and the columns are the console's own.
//! Must not know: which lists there are.

use super::{Global, registries, status::End, table::TableRows};
use crate::{
    app::export::{ExportOrder, ExportProblem, ExportRows, Progress, RowsOrder, RowsRead},
    registry::{
        Filter, Query, Registry, Sort,
        sheet::{Choice, Format, Sheet},
    },
    runtime::export::{self, CommaRows, JsonRows, RowWriter},
};
use clap::ValueEnum;
use std::{
    io::{self, BufWriter, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

/// Which rows, in which order, and what becomes of them.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct List {
    /// Which rows, such as `type:holding party:GHA` [default: all]
    #[arg(long, value_name = "FILTER", default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    filter: String,
    /// The order: the name of a field, with `-` before it the greatest first [default: by id]
    #[arg(long, value_name = "FIELD", allow_hyphen_values = true)]
    sort: Option<String>,
    /// At most so many rows [default: all]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,
    /// Which columns, with commas between, or `all` [default: all; in a table those that say most]
    #[arg(long, value_name = "NAMES")]
    columns: Option<String>,
    /// What to write [default: as the name of the output ends, else a table]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Form>,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Write to this file, which is there when it is whole [default: standard output]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file, if there is one
    #[arg(long, requires = "output")]
    force: bool,
    /// Begin a CSV file without the byte order mark by which spreadsheets know UTF-8
    #[arg(long)]
    no_bom: bool,
}

/// What a list can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Aligned columns, for people
    Table,
    /// Comma-separated values
    Csv,
    /// One array of objects
    Json,
    /// One object a line
    Jsonl,
    /// A workbook; needs --output
    Xlsx,
}

impl Form {
    /// The format of files it is; a table is none.
    fn format(self) -> Option<Format> {
        match self {
            Self::Table => None,
            Self::Csv => Some(Format::Csv),
            Self::Json => Some(Format::Json),
            Self::Jsonl => Some(Format::JsonLines),
            Self::Xlsx => Some(Format::Workbook),
        }
    }
}

/// Runs the command.
pub(super) fn run(global: &Global, sheet: Sheet, list: &List) -> ExitCode {
    match begin(global, sheet, list) {
        Ok((registry, target)) => registries::until_signal(target.write(registry.as_ref())).say(),
        Err(sentence) => End::NotBegun(sentence).say(),
    }
}

/// Where the rows go.
enum Target {
    /// To a file, in a format of files.
    File(ExportOrder),
    /// To standard output; `None` is a table.
    Output { rows: RowsOrder, format: Option<Format>, mark: bool },
}

fn begin(global: &Global, sheet: Sheet, list: &List) -> Result<(std::sync::Arc<dyn Registry>, Target), String> {
    let target = list.target(sheet)?;
    Ok((registries::of(global, sheet)?, target))
}

impl List {
    fn target(&self, sheet: Sheet) -> Result<Target, String> {
        let fields = sheet.fields();
        let filter =
            Filter::parse(&self.filter, fields).map_err(|problem| format!("The filter was not understood: {problem}."))?;
        let sort = self.sort.as_ref().map(|text| Sort::parse(text, fields)).transpose();
        let sort = sort.map_err(|problem| format!("{problem}."))?;
        let format = self.form()?;
        let choice = match &self.columns {
            Some(names) => Choice::parse(sheet, names).map_err(|problem| format!("{problem}."))?,
            None if format.is_none() => Choice::short(sheet),
            None => Choice::all(sheet),
        };
        let query = Query { filter, sort, ..Query::default() };
        let rows = RowsOrder { sheet, query, choice, limit: self.limit };
        let mark = !self.no_bom;
        match (&self.output, format) {
            (Some(path), Some(format)) => {
                let rows = ExportRows::Asked(rows);
                Ok(Target::File(ExportOrder { rows, format, mark, path: path.clone(), replace: self.force }))
            }
            (Some(_), None) => {
                Err("A table is for the screen; a file is csv, json, jsonl or xlsx: say --format, or end its name so.".into())
            }
            (None, Some(Format::Workbook)) => Err("A workbook can't be written to standard output; say --output FILE.".into()),
            (None, format) => Ok(Target::Output { rows, format, mark }),
        }
    }

    /// The format that was asked for, or that the output's name ends with.
    fn form(&self) -> Result<Option<Format>, String> {
        let named = self.output.as_ref().and_then(|path| Format::of_file(&path.file_name()?.to_string_lossy()));
        match (self.format, self.json, named) {
            (Some(form), _, Some(named)) if form.format().is_some_and(|format| format != named) => Err(format!(
                "The output's name ends like a file of another format, {}; rename it or leave --format out.",
                named.word()
            )),
            (Some(form), ..) => Ok(form.format()),
            (None, true, Some(named)) if named != Format::Json => Err("--json contradicts the name of the output.".into()),
            (None, true, _) => Ok(Some(Format::Json)),
            (None, false, named) => Ok(named),
        }
    }
}

impl Target {
    async fn write(self, registry: &dyn Registry) -> End {
        let mut news = News::shown(matches!(self, Self::File(_)) && io::stderr().is_terminal());
        let ended = match self {
            Self::File(order) => export::to_file(Some(registry), order, |progress| news.tell(progress)).await.map(|written| {
                news.clear();
                eprintln!("{}", written.sentence());
            }),
            Self::Output { rows, format, mark } => to_output(registry, &rows, format, mark).await.map(|read| {
                if let Some(remark) = read.remark() {
                    eprintln!("countersign: {remark}");
                }
            }),
        };
        news.clear();
        ended.map_or_else(|problem| End::from(&problem), |()| End::Done)
    }
}

async fn to_output(
    registry: &dyn Registry,
    rows: &RowsOrder,
    format: Option<Format>,
    mark: bool,
) -> Result<RowsRead, ExportProblem> {
    let (sink, choice) = (BufWriter::new(io::stdout()), rows.choice.clone());
    let writer: Box<dyn RowWriter> = match format {
        None => Box::new(TableRows::new(sink, choice)),
        Some(Format::Csv) => Box::new(CommaRows::begin(sink, choice, mark)?),
        Some(Format::JsonLines) => Box::new(JsonRows::lines(sink, choice)),
        // A workbook needs a file, and was refused before.
        Some(Format::Json | Format::Workbook) => Box::new(JsonRows::array(sink, choice)),
    };
    export::stream(registry, rows, writer, |_| ()).await
}

/// Progress on a terminal: one line that is written over.
pub(super) struct News {
    shown: bool,
}

impl News {
    /// Progress that is shown, or told to nobody.
    pub(super) fn shown(shown: bool) -> Self {
        Self { shown }
    }

    pub(super) fn tell(&mut self, progress: Progress) {
        if self.shown {
            let _ = write!(io::stderr(), "\r{}\u{1b}[K", progress.words());
        }
    }

    pub(super) fn clear(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
