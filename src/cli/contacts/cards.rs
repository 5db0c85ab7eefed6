//! `countersign contacts vcard` and `contacts csv`: contacts as other programs have them, out and in.
//! Out goes only what was verified and counts; what comes in is a draft that nobody verified, so it only ever adds, by proposals.
//! Must not know: how cards and tables are written.

use super::{bring, propose::Grounds, there::There, told};
use crate::{
    cli::{Global, guarded::files, registries, status::End},
    domain::contact::{Draft, OrganisationId, suggested},
    evidence::{digest::Digest, moment::Moment},
    registry::{Filter, Query, contact_list::contact_page, query::CONTACT_FIELDS},
    text::Kind,
    wire::contact::{table, vcard},
};
use clap::Subcommand;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// What can be done with cards.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Cards {
    /// Write verified contacts that count
    Export {
        /// Where to write them; there must be nothing yet
        file: PathBuf,
        /// Which contacts, such as `registry:GHA01 role:security` [default: all]
        #[arg(long, value_name = "FILTER", default_value = "", hide_default_value = true, allow_hyphen_values = true)]
        filter: String,
    },
    /// Compare a file with the directory, and propose what it adds: new contacts and channels
    Import {
        /// The file
        file: PathBuf,
        /// The organisation of contacts that are new, by its id
        #[arg(long, value_name = "ID")]
        organisation: Option<OrganisationId>,
        #[command(flatten)]
        grounds: Box<Grounds>,
    },
}

/// A format of cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Form {
    /// vCard 4.0.
    VCard,
    /// Comma-separated values.
    Table,
}

impl Cards {
    /// Does what was asked for.
    pub(super) async fn done(&self, global: &Global, form: Form) -> End {
        match self {
            Self::Export { file, filter } => given(global, form, file, filter).await.unwrap_or_else(|end| end),
            Self::Import { file, organisation, grounds } => {
                taken(global, form, file, (organisation.as_ref(), grounds)).await.unwrap_or_else(|end| end)
            }
        }
    }
}

async fn given(global: &Global, form: Form, file: &Path, filter: &str) -> Result<End, End> {
    let filter = Filter::parse(filter, CONTACT_FIELDS);
    let filter = filter.map_err(|problem| End::NotBegun(format!("The filter was not understood: {problem}.")))?;
    let registry = registries::one(global).map_err(End::NotBegun)?;
    let there = There::asked(registry.as_ref()).await?;
    let contacts = &there.contacts;
    let mut query = Query { filter, ..Query::default() };
    query.window.limit = u16::MAX;
    let rows = contact_page(contacts, &query).map(|page| page.rows).unwrap_or_default();
    let drafts = rows.iter().filter_map(|row| Draft::of(&contacts.directory, &row.id, contacts.as_of));
    let (whole, left): (Vec<Draft>, Vec<Draft>) = drafts.partition(|draft| form.written(std::slice::from_ref(draft)).is_ok());
    for draft in &left {
        eprintln!("countersign: left out, with a character no file of contacts can hold: {}.", draft.name.gate(Kind::Name));
    }
    let text = form.written(&whole).map_err(End::Refused)?;
    files::write_new(file, &text).map_err(|ended| End::NotWritten(ended.sentence()))?;
    println!("{} contacts are in {}, SHA-256 {}.", whole.len(), files::called(file), Digest::of(&text));
    Ok(End::Done)
}

async fn taken(
    global: &Global,
    form: Form,
    file: &Path,
    (organisation, grounds): (Option<&OrganisationId>, &Grounds),
) -> Result<End, End> {
    let octets =
        files::octets(file, vcard::MOST_OCTETS.max(table::MOST_OCTETS)).map_err(|ended| End::NotBegun(ended.sentence()))?;
    let refused = |why: String| End::Refused(format!("{}, {why}. Nothing of the file was taken.", files::called(file)));
    let (drafts, left) = form.read(&octets).map_err(refused)?;
    let (desk, registry) = bring::opened(global, grounds)?;
    let there = There::asked(registry.as_ref()).await?;
    let now = Moment::of(Timestamp::now()).timestamp();
    let found = suggested(&there.contacts.directory, &drafts, organisation, now);
    println!("{}", told::suggestions(&found));
    for (line, what) in &left {
        println!("line {line}: {what} is not taken over");
    }
    let Some(desk) = desk else { return Ok(End::Done) };
    let wanted = found.into_iter().flat_map(|one| one.entries).collect();
    let source = format!("a file of contacts, sha256:{}", Digest::of(&octets));
    Ok(grounds.propose(global, &desk, &there, wanted, &source).await)
}

/// Contacts with their lines, and what is not taken over, by line and name.
type Told = (Vec<(usize, Draft)>, Vec<(usize, String)>);

impl Form {
    fn written(self, drafts: &[Draft]) -> Result<String, String> {
        match self {
            Self::VCard => vcard::write(drafts).map_err(|why| format!("{why}.")),
            Self::Table => table::write(drafts).map_err(|why| format!("{why}.")),
        }
    }

    fn read(self, octets: &[u8]) -> Result<Told, String> {
        match self {
            Self::VCard => {
                let cards = vcard::read(octets).map_err(|problem| problem.to_string())?;
                let left = cards.left_out.into_iter().map(|(line, name)| (line, name.gate(Kind::Name).to_string()));
                Ok((cards.cards, left.collect()))
            }
            Self::Table => Ok((table::read(octets).map_err(|problem| problem.to_string())?, Vec::new())),
        }
    }
}
