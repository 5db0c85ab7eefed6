//! Bundles, and answers of counterparts, that people compared with the directory: when, whose, by which digest, and what came of it.
//! A bundle that is older than one of its speaker that was taken here is refused; what came of one is read from the proposals.
//! Must not know: HTTP, and the entries of a bundle.

use super::store;
use crate::{
    domain::contact::Speaker,
    evidence::{
        contact_change::ChangeText,
        contacts::{BundleForm, TakenBundle},
    },
    sandbox::{
        desk::Desk,
        fault::StoreProblem,
        ledger,
        people::Deed,
        problem::Refusal,
        receipts::{self, Asked, Content, Done},
        words,
    },
    wire::{
        BigNumber,
        admin::{
            Receipt,
            contact_bundle::{BundleProposal, ContactBundles, RecordBundle, RecordedBundle},
        },
        convert::{Place, contact},
        ledger::Act,
    },
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

/// The most bundles that are told at once.
const MOST: i64 = 200;

/// Records that a bundle was compared.
///
/// # Errors
/// What does not read, what was said later than now, and a bundle that is older than, or another than, one that was taken.
pub(in crate::sandbox) fn record(desk: &Desk<'_>, asked: Asked, body: &RecordBundle) -> Result<Receipt, Refusal> {
    let octets = receipts::octets(body)?;
    let content = Content::of(Deed::RecordBundle, &body.sha256, &octets);
    receipts::once(desk.book, desk.now, asked, content, || {
        words::text("reason", &body.reason)?;
        words::text("key", &body.key)?;
        let bundle = contact::bundle(body, &Place::ROOT).map_err(|misfit| Refusal::field(&misfit.at, misfit.why))?;
        // The clock of a counterpart may run ahead of ours; whoever made a bundle had time to get here.
        if matches!(bundle.form, BundleForm::Bundle(_)) && bundle.said > desk.now {
            return Err(Refusal::field("said", "it was made later than now (T23)"));
        }
        if let (Speaker::Hub, BundleForm::Answer) = (bundle.from, bundle.form) {
            return Err(Refusal::field("number", "a hub is not asked: what it says is a bundle with a number"));
        }
        follows(desk.book, &bundle)?;
        let said = format!("{} was compared with the directory", bundle.source());
        let by = vec![asked.person.login.to_owned()];
        let act = Act { by, reason: said.clone(), message: Some(bundle.sha256.to_string()), postings: Vec::new() };
        let entry = ledger::append(desk, "contact-bundle-compared", &act)?.seq;
        keep(desk, asked, &bundle, body, entry)?;
        Ok(Done { entry, said, subject: bundle.sha256.to_string() })
    })
}

/// An old bundle, played again, is not taken; nor is one that was rewritten under its number.
fn follows(book: &Connection, bundle: &TakenBundle) -> Result<(), Refusal> {
    let BundleForm::Bundle(number) = bundle.form else { return Ok(()) };
    let sql = "SELECT number, sha256 FROM contact_bundles WHERE speaker = ? AND number IS NOT NULL ORDER BY number DESC LIMIT 1";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
    let newest = book.prepare_cached(sql)?.query_row([bundle.from.to_string()], row).optional()?;
    let Some((newest, sha256)) = newest else { return Ok(()) };
    match i64::from(number.get()).cmp(&newest) {
        std::cmp::Ordering::Less => {
            Err(Refusal::state(format!("bundle {newest} of {} was taken already, which is newer", bundle.from)))
        }
        std::cmp::Ordering::Equal if sha256 != bundle.sha256.to_string() => {
            Err(Refusal::state(format!("another bundle {newest} of {} was taken: one of the two was rewritten", bundle.from)))
        }
        std::cmp::Ordering::Equal | std::cmp::Ordering::Greater => Ok(()),
    }
}

fn keep(desk: &Desk<'_>, asked: Asked, bundle: &TakenBundle, body: &RecordBundle, entry: u64) -> Result<(), Refusal> {
    let number = match bundle.form {
        BundleForm::Bundle(number) => Some(number.get()),
        BundleForm::Answer => None,
    };
    let sql = "INSERT INTO contact_bundles (speaker, number, sha256, bundle, by, at, entry) VALUES (?, ?, ?, ?, ?, ?, ?)";
    let (speaker, sha256, json) = (bundle.from.to_string(), bundle.sha256.to_string(), store::to_json(body)?);
    let values = params![speaker, number, sha256, json, asked.person.login, desk.now.as_millisecond(), entry.cast_signed()];
    desk.book.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// The bundles that were compared, the newest first, each with the proposals that name its digest.
pub(in crate::sandbox) fn bundles(book: &Connection, now: Timestamp) -> Result<ContactBundles, StoreProblem> {
    let proposals = store::proposals(book, now)?;
    let reason = |kept: &store::Kept| {
        let text = ChangeText::parse(kept.proposal.signed.text.as_bytes()).ok()?;
        Some(text.change().reason.as_str().to_owned())
    };
    let reasons: Vec<(String, BundleProposal)> = proposals
        .iter()
        .filter_map(|kept| Some((reason(kept)?, BundleProposal { id: kept.proposal.id, state: kept.state.word().to_owned() })))
        .collect();
    let mut statement =
        book.prepare_cached("SELECT bundle, by, at, entry, sha256 FROM contact_bundles ORDER BY n DESC LIMIT ?")?;
    let mut rows = statement.query([MOST])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let (json, sha256): (String, String) = (row.get(0)?, row.get(4)?);
        let mark = format!("sha256:{sha256}");
        items.push(RecordedBundle {
            bundle: store::of_json(&json)?,
            by: row.get(1)?,
            at: store::moment(row.get(2)?)?,
            entry: BigNumber(row.get::<_, i64>(3)?.cast_unsigned()),
            proposals: reasons.iter().filter(|(reason, _)| reason.contains(&mark)).map(|(_, made)| made.clone()).collect(),
        });
    }
    Ok(ContactBundles { items })
}
