//! From the form and what is known to a movement of ITMOs, and from that to the text of an order.
//! Everything the text says beyond what was typed is worked out from the book: Parties, metric, authorizations, first transfer or not.
//! Must not know: keys, or how anything is painted.

use super::{
    form::{self, Row},
    known::Known,
};
use crate::{
    app::Remote,
    domain::{
        AccountId, AccountKind, Block, BlockRange, PartyCode, RegistryId, Vintage,
        transfer::{
            CancellationKind,
            choose::{Wanted, choose},
        },
    },
    evidence::{
        digest::Digest,
        order::{Body, Destination, Movement, OrderId, OrderText, PurposeWord, SourceDocument, Units},
        policy::PolicyText,
        roster::RosterText,
    },
    registry::{
        ProblemKind,
        book::{self, AuthorizationInFull},
    },
    screens::{
        compose::{self, NotComposed},
        form::Form,
        writing::{self, Hand},
    },
};
use std::str::FromStr;

/// What is missing or wrong, and in which row.
pub(super) type Lack = writing::Lack<Row>;

/// What the name of a document is while none was read; the registry is not sent it.
const NO_DOCUMENT: &str = "none";

/// Rows of one value, and what is to be typed in them.
const REGISTRY: (Row, &str) = (Row::Registry, "a registry's id, such as GHA01");
const YEAR: (Row, &str) = (Row::Year, "a calendar year from 2021 on");
const PURPOSE: (Row, &str) = (Row::Purpose, "one word of letters, digits, dots and hyphens");

/// Whether the form says how many ITMOs, so that a rule picks which; otherwise it names them.
pub(super) fn are_picked(form: &Form<Row>) -> bool {
    matches!(form.text(Row::Units).parse(), Ok(Wanted::Number(_)))
}

/// The ITMOs that the form names, in runs, and the blocks they are of.
pub(super) fn units<'k>(form: &Form<Row>, known: &'k Known) -> Result<(Vec<BlockRange>, Vec<&'k Block>), Lack> {
    let lack = |why: String| (Row::Units, why);
    let wanted: Wanted =
        form.text(Row::Units).parse().map_err(|why: crate::domain::transfer::choose::NotWanted| lack(why.to_string()))?;
    let runs = choose(&known.blocks, &wanted).map_err(|why| match known.all_blocks {
        true => lack(why.to_string()),
        false => lack(format!("{why}, of the first {} blocks; more are being read, or name the ITMOs", known.blocks.len())),
    })?;
    // Runs are ascending and each lies in one block: the first that does not end before a block is the one that can touch it.
    let of = |block: &&Block| {
        let at = runs.partition_point(|run| (run.series, run.range.last()) < (block.series, block.range.first()));
        runs.get(at).is_some_and(|run| run.series == block.series && run.range.overlaps(block.range))
    };
    let blocks = known.blocks.iter().filter(of).collect();
    Ok((runs, blocks))
}

/// The movement that the form asks for.
pub(super) fn movement(form: &Form<Row>, known: &Known, from: &AccountId) -> Result<Movement, Lack> {
    let account = known.account.value().ok_or((Row::Kind, "the account is not loaded yet".to_owned()))?;
    let roster = roster(known)?;
    let own = roster.roster().registry;
    let kind = form::kind(form).ok_or((Row::Kind, "choose what is to be done".to_owned()))?;
    let registry = if form.has(Row::Registry) { typed(form, REGISTRY)? } else { own };
    let to_account = acquiring_account(form)?;
    let acquiring_party = party(known, (own, registry), &to_account)?;
    let (runs, blocks) = units(form, known)?;
    let first = is_first(kind, &blocks, known)?;
    let to = destination(form, kind, (own, registry), first)?;
    let metric = blocks.first().map_or(crate::domain::Metric::Ghg, |block| block.metric);
    if blocks.iter().any(|block| block.metric != metric) {
        return Err((Row::Units, "these are of two metrics; order each by itself".to_owned()));
    }
    let source = document(form, known).ok().or_else(|| SourceDocument::new(NO_DOCUMENT, Digest::default()).ok());
    Ok(Movement {
        transferring_party: account.summary.holder.party,
        transferring_account: from.clone(),
        acquiring_party,
        to,
        acquiring_account: to_account,
        units: Units::new(runs).map_err(|why| (Row::Units, why.to_string()))?,
        metric,
        authorizations: blocks.iter().map(|block| block.authorization.clone()).collect(),
        corrects: None,
        source: source.ok_or((Row::Document, "the document's name can't stand in an order".to_owned()))?,
    })
}

/// What stands in a row, read.
fn typed<T: FromStr>(form: &Form<Row>, (row, what): (Row, &str)) -> Result<T, Lack> {
    form.text(row).parse().map_err(|_| (row, format!("type {what}")))
}

/// The account they go to; which type of account it is for what stays in the registry is said while none can be read.
fn acquiring_account(form: &Form<Row>) -> Result<AccountId, Lack> {
    let ends_in = match form::kind(form) {
        Some("internal-transfer") => Some(AccountKind::HOLDING),
        Some("ndc-use") => Some(AccountKind::NDC_USE),
        Some("oimp-use") => Some(AccountKind::OIMP_USE),
        Some("cancellation-voluntary") => Some(AccountKind::CANCELLATION),
        Some("cancellation-omge-mandatory") => Some(AccountKind(310)),
        Some("cancellation-omge-voluntary") => Some(AccountKind(320)),
        Some("cancellation-other") => Some(AccountKind(330)),
        _ => None,
    };
    let what = match ends_in {
        Some(kind) => format!("the id of an account of this registry, of type {kind}"),
        None => "an account's id, such as GHA01-100-0045".to_owned(),
    };
    typed(form, (Row::Account, &what))
}

/// What is wrong with what stands in a row of one value, whatever the others say.
pub(super) fn unreadable(form: &Form<Row>, row: Row) -> Option<Lack> {
    match row {
        Row::Registry => typed::<RegistryId>(form, REGISTRY).err(),
        Row::Account => acquiring_account(form).err(),
        Row::Year => typed::<Vintage>(form, YEAR).err(),
        Row::Purpose => typed::<PurposeWord>(form, PURPOSE).err(),
        Row::Kind | Row::Units | Row::Document | Row::Reason => None,
    }
}

/// The Party the ITMOs go to: that of the other registry, or of the holder of the account here.
fn party(known: &Known, (own, registry): (RegistryId, RegistryId), to: &AccountId) -> Result<PartyCode, Lack> {
    if registry != own {
        return Ok(registry.party());
    }
    let (_, account) =
        known.to.as_ref().filter(|(id, _)| id == to).ok_or((Row::Account, "the account is being looked up".to_owned()))?;
    match (account.value(), account.problem()) {
        (Some(account), _) => Ok(account.summary.holder.party),
        (None, Some(problem)) if problem.kind == ProblemKind::Missing => {
            Err((Row::Account, "this registry has no such account".to_owned()))
        }
        (None, Some(problem)) => Err((Row::Account, format!("it could not be looked up: {}", problem.what()))),
        (None, None) => Err((Row::Account, "the account is being looked up".to_owned())),
    }
}

/// Whether it is the first transfer of these ITMOs: by their authorizations and by what they have been through (2/CMA.3, annex, paragraph 2).
fn is_first(kind: &str, blocks: &[&Block], known: &Known) -> Result<bool, Lack> {
    if kind != "transfer" {
        return Ok(false);
    }
    let first = blocks.iter().map(|block| moves_first(block, known)).collect::<Result<Vec<_>, _>>()?;
    match (first.contains(&true), first.contains(&false)) {
        (true, true) => {
            Err((Row::Units, "for some this is the first transfer and for others not; order each by itself".to_owned()))
        }
        (is_first, _) => Ok(is_first),
    }
}

/// Whether a transfer would be the first of a block's ITMOs.
fn moves_first(block: &Block, known: &Known) -> Result<bool, Lack> {
    let paper = paper_of(known, block).and_then(|paper| paper.value());
    let version = block.authorization_version;
    if !paper.is_some_and(|paper| paper.versions.iter().any(|known| known.version == version)) {
        return Err((Row::Units, no_version(block, paper_of(known, block))));
    }
    let unknown = || (Row::Units, "the authorization is for a purpose this console does not know".to_owned());
    let rule = paper.and_then(|paper| paper.rule(version)).ok_or_else(unknown)?;
    Ok(rule.on_international_transfer() && block.first_transferred.is_none())
}

/// The blocks of which a transfer would be the first, where it would not be of others: who writes the order has to part them.
pub(super) fn first_among_others<'k>(form: &Form<Row>, blocks: &[&'k Block], known: &Known) -> Vec<&'k Block> {
    if form::kind(form) != Some("transfer") {
        return Vec::new();
    }
    let judged: Vec<_> = blocks.iter().map(|block| (*block, moves_first(block, known))).collect();
    let is_mixed = judged.iter().all(|(_, first)| first.is_ok()) && judged.iter().any(|(_, first)| *first == Ok(false));
    judged.into_iter().filter(|(_, first)| is_mixed && *first == Ok(true)).map(|(block, _)| block).collect()
}

fn paper_of<'k>(known: &'k Known, block: &Block) -> Option<&'k Remote<Box<AuthorizationInFull>>> {
    known.authorizations.get(&block.authorization)
}

/// Why the version of an authorization that a block is under is not known.
fn no_version(block: &Block, paper: Option<&Remote<Box<AuthorizationInFull>>>) -> String {
    let id = &block.authorization;
    match paper.map(|paper| (paper.value(), paper.problem())) {
        Some((Some(_), _)) => format!("authorization {id} has no version {} here", block.authorization_version),
        Some((None, Some(problem))) => format!("authorization {id} could not be looked up: {}", problem.what()),
        Some((None, None)) | None => format!("authorization {id} is being looked up"),
    }
}

fn destination(
    form: &Form<Row>,
    kind: &str,
    (own, registry): (RegistryId, RegistryId),
    first: bool,
) -> Result<Destination, Lack> {
    Ok(match kind {
        "transfer" if registry == own => {
            return Err((Row::Registry, "this is our own registry; what stays in it is a move within the registry".to_owned()));
        }
        "transfer" if first => Destination::FirstTransfer(registry),
        "transfer" => Destination::Transfer(registry),
        "internal-transfer" => Destination::Internal,
        "ndc-use" => Destination::NdcUse(typed(form, YEAR)?),
        "oimp-use" => Destination::OimpUse(typed(form, PURPOSE)?),
        "cancellation-voluntary" => Destination::Cancellation(CancellationKind::Voluntary),
        "cancellation-omge-mandatory" => Destination::Cancellation(CancellationKind::OmgeMandatory),
        "cancellation-omge-voluntary" => Destination::Cancellation(CancellationKind::OmgeVoluntary),
        "cancellation-other" => Destination::Cancellation(CancellationKind::Other),
        other => Destination::AdaptationFund { mandatory: other == "adaptation-fund-mandatory", registry },
    })
}

/// The document that was read, once its path was typed and it could be read.
pub(super) fn document(form: &Form<Row>, known: &Known) -> Result<SourceDocument, Lack> {
    let none = "type the path of the document that asks for this (F21)";
    known.document.at(form.text(Row::Document), none).map_err(|why| (Row::Document, why))
}

/// The roster in force, read strictly.
pub(super) fn roster(known: &Known) -> Result<RosterText, Lack> {
    let given = known.roster.value().and_then(|given| given.as_deref());
    let given = given.ok_or((Row::Kind, "the roster in force is not here yet".to_owned()))?;
    RosterText::parse(given.text.octets().as_bytes())
        .map_err(|why| (Row::Kind, format!("the roster the registry sent is none: {why}")))
}

/// The policy in force, read strictly.
pub(super) fn policy(known: &Known) -> Result<PolicyText, Lack> {
    let given = known.policy.value().and_then(|given| given.as_deref());
    let given = given.ok_or((Row::Kind, "the policy in force is not here yet".to_owned()))?;
    PolicyText::parse(given.text.octets().as_bytes())
        .map_err(|why| (Row::Kind, format!("the policy the registry sent is none: {why}")))
}

/// The id of the order that the new one takes the place of, as its signed text was counted.
pub(super) fn superseded(known: &Known, earlier: Option<book::OrderId>) -> Result<Option<OrderId>, Lack> {
    let Some(id) = earlier else { return Ok(None) };
    let order = known.earlier.value().ok_or_else(|| (Row::Kind, format!("order {id} is not here yet")))?;
    let none = || (Row::Kind, format!("order {id} was not signed, so nothing can take its place"));
    let count = order.signed.as_ref().map(|signed| signed.count.order_id).ok_or_else(none)?;
    OrderId::new(count).map(Some).map_err(|_| none())
}

/// The order's text, as it will be signed.
pub(super) fn order(
    form: &Form<Row>,
    known: &Known,
    from: &AccountId,
    (hand, supersedes): (Hand<'_>, Option<OrderId>),
) -> Result<OrderText, Lack> {
    document(form, known)?;
    let movement = movement(form, known, from)?;
    let (roster, policy) = (roster(known)?, policy(known)?);
    let Hand { signer, now, seed } = hand;
    let hand = compose::Hand { signer, now, seed, roster: &roster, policy: &policy };
    compose::order(Body::Movement(Box::new(movement)), form.text(Row::Reason), supersedes, hand).map_err(|why| {
        let row = if matches!(why, NotComposed::NoReason | NotComposed::Reason) { Row::Reason } else { Row::Kind };
        (row, why.to_string())
    })
}
