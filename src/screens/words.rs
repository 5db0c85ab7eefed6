//! How the screens show states: a role and a glyph beside the state's own word, never colour alone.
//! A state this version does not know is a warning, not the nearest one it knows.
//! Must not know: layout.

use crate::{
    domain::{
        AccountState, Block, BlockRange, BlockState, PersonId, Quantity,
        approach::ApproachState,
        authorization::AuthorizationState,
        case::Stage,
        check::LinkState,
        reconcile::Gravity,
        transfer::{InState, OutState},
    },
    registry::{
        Word,
        book::OrderState,
        run::{RunState, TierState},
        traffic::{Direction, TransferState, Verdict, Way},
    },
    text::Kind,
    ui::{Glyph, Role, Safe, table::RowPaint},
};

/// What stands in the place of a value that whoever looks is to type again from their own paper first (F07).
pub const TYPE_AGAIN: &str = "type again";

/// How many ITMOs are locked, in a column of numbers; nothing where none is.
pub fn locked(locked: Option<Quantity>, cells: &mut RowPaint<'_>) {
    match locked {
        Some(Quantity::ZERO) => cells.nothing(),
        Some(locked) => cells.number(Role::Blocked, locked.count()),
        None => cells.text(Role::Dim, TYPE_AGAIN),
    }
}

/// What an order is for, by the word of its text, in words for people; the text itself keeps its own.
pub fn act(word: &str) -> String {
    match word {
        "ndc-use" => "use towards NDC".to_owned(),
        "oimp-use" => "use for OIMP".to_owned(),
        "cancellation-voluntary" => "cancel voluntarily".to_owned(),
        "cancellation-omge-mandatory" => "OMGE, mandatory".to_owned(),
        "cancellation-omge-voluntary" => "OMGE, voluntary".to_owned(),
        "cancellation-other" => "cancel, other".to_owned(),
        "adaptation-fund-mandatory" => "Adaptation Fund, mandatory".to_owned(),
        "adaptation-fund-voluntary" => "Adaptation Fund, voluntary".to_owned(),
        "rebook" => "book back".to_owned(),
        other => other.replace('-', " "),
    }
}

/// What is said in the place of what checks found, since they name values (F07).
pub const CHECKS_LATER: &str = "The review shows what the checks find, once you have typed the values again (F07).";

/// A run of ITMOs in a line of 80 columns: its first id whole, and the serial of its last. An id is never broken in the middle.
pub fn run(block: BlockRange) -> Safe<'static> {
    let (first, last) = (block.first_id(), block.last_id());
    if first == last { Safe::ours(first.to_string()) } else { Safe::ours(format!("{first} to {}", last.serial())) }
}

/// How many of how many agreed, and who. How many is first, so that it is there however little room there is.
pub fn agreed(count: u8, needed: u8, by: &[PersonId]) -> String {
    let names = by.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if names.is_empty() { format!("{count}/{needed}") } else { format!("{count}/{needed} {names}") }
}

/// How an account's state is shown.
pub fn account_state(state: AccountState) -> (Role, Glyph) {
    match state {
        AccountState::Open => (Role::Ok, Glyph::Ok),
        AccountState::Requested => (Role::Pending, Glyph::Pending),
        AccountState::BlockedOut | AccountState::Suspended => (Role::Blocked, Glyph::Blocked),
        AccountState::Closed => (Role::Dim, Glyph::Nothing),
        AccountState::Unrecognised => (Role::Warn, Glyph::Info),
    }
}

/// How a block's state is shown.
pub fn block_state(state: BlockState) -> (Role, Glyph) {
    match state {
        BlockState::Available => (Role::Ok, Glyph::Ok),
        BlockState::Reserved | BlockState::InFlightOut | BlockState::InFlightIn => (Role::Pending, Glyph::Pending),
        BlockState::FrozenReconciliation | BlockState::FrozenAdministration => (Role::Blocked, Glyph::Blocked),
        BlockState::Used | BlockState::Cancelled => (Role::Dim, Glyph::Nothing),
        BlockState::Unrecognised => (Role::Warn, Glyph::Info),
    }
}

/// A word of the registry; one nobody knows is shown as it came.
pub fn word<T: Copy>(word: &Word<T>, of: impl FnOnce(T) -> &'static str) -> Safe<'static> {
    match word {
        Word::Known(value) => of(*value).into(),
        Word::Unrecognised(other) => other.gate(Kind::Critical).into(),
    }
}

/// How a transfer's state is shown, in either book.
pub fn transfer_state(state: &Word<TransferState>) -> (Role, Glyph) {
    use {InState as I, OutState as O, TransferState as S};
    match state.known() {
        Some(S::Transferring(O::Completed) | S::Acquiring(I::Completed)) => (Role::Ok, Glyph::Ok),
        Some(S::Transferring(O::InDoubt) | S::Acquiring(I::InDoubt)) => (Role::Danger, Glyph::Danger),
        // Given up without the peer's word: its final message may still turn up.
        Some(S::Acquiring(I::Cancelled)) => (Role::Warn, Glyph::Warn),
        Some(state) if state.is_final() => (Role::Dim, Glyph::Nothing),
        Some(_) => (Role::Pending, Glyph::Pending),
        None => (Role::Warn, Glyph::Info),
    }
}

/// Which way the units of a transfer go, short: a sign and a word.
pub fn direction(direction: Direction) -> (Glyph, &'static str) {
    match direction {
        Direction::Outgoing => (Glyph::Sent, "out"),
        Direction::Incoming => (Glyph::Received, "in"),
        Direction::Internal => (Glyph::Separator, "own"),
    }
}

/// Which way a message went.
pub fn way(way: Way) -> (Glyph, &'static str) {
    match way {
        Way::Sent => (Glyph::Sent, "out"),
        Way::Received => (Glyph::Received, "in"),
    }
}

/// What became of a message: a role, a sign, and the registry's reason when it is kept aside.
pub fn verdict(verdict: &Verdict) -> (Role, Glyph, Safe<'static>) {
    match verdict {
        Verdict::Good => (Role::Ok, Glyph::Ok, "signed".into()),
        Verdict::Quarantined(why) if why.is_empty() => (Role::Danger, Glyph::Danger, "kept aside".into()),
        Verdict::Quarantined(why) => (Role::Danger, Glyph::Danger, why.gate(Kind::Name).into()),
    }
}

/// A block's state where there is no room for its word: no two are alike, however few cells a column has.
pub fn block_state_short(state: BlockState) -> &'static str {
    match state {
        BlockState::InFlightOut => "in-fl-out",
        BlockState::InFlightIn => "in-fl-in",
        BlockState::FrozenReconciliation => "frz-recon",
        BlockState::FrozenAdministration => "frz-admin",
        BlockState::Unrecognised => "unknown",
        BlockState::Available | BlockState::Reserved | BlockState::Used | BlockState::Cancelled => state.word(),
    }
}

/// How a block stands: its state, or that it is disputed, since what is free and stands in an open case is in no new order (B09). In full, and
/// where there is no room.
pub fn block_standing(block: &Block) -> (Role, Glyph, [&'static str; 2]) {
    if block.state == BlockState::Available && block.disputed.is_some() {
        return (Role::Blocked, Glyph::Blocked, ["disputed", "disputed"]);
    }
    let (role, glyph) = block_state(block.state);
    (role, glyph, [block.state.word(), block_state_short(block.state)])
}

/// How the state of a link to another registry is shown.
pub fn link_state(state: &Word<LinkState>) -> (Role, Glyph) {
    use LinkState as S;
    match state.known() {
        Some(S::Active) => (Role::Ok, Glyph::Ok),
        Some(S::Test | S::Initialising) => (Role::Pending, Glyph::Pending),
        Some(S::Degraded) => (Role::Warn, Glyph::Warn),
        Some(S::SuspendedPlanned) => (Role::Blocked, Glyph::Blocked),
        Some(S::SuspendedSecurity) => (Role::Danger, Glyph::Danger),
        Some(S::Closed) => (Role::Dim, Glyph::Nothing),
        None => (Role::Warn, Glyph::Info),
    }
}

/// How an authorization's state is shown.
pub fn authorization_state(state: &Word<AuthorizationState>) -> (Role, Glyph) {
    use AuthorizationState as S;
    match state.known() {
        Some(S::Issued) => (Role::Ok, Glyph::Ok),
        Some(S::Draft) => (Role::Pending, Glyph::Pending),
        Some(S::Suspended | S::Revoked) => (Role::Blocked, Glyph::Blocked),
        Some(S::Expired | S::Exhausted) => (Role::Dim, Glyph::Nothing),
        None => (Role::Warn, Glyph::Info),
    }
}

/// How the state of a cooperative approach is shown.
pub fn approach_state(state: &Word<ApproachState>) -> (Role, Glyph) {
    use ApproachState as S;
    match state.known() {
        Some(S::Active) => (Role::Ok, Glyph::Ok),
        Some(S::Draft | S::Submitted) => (Role::Pending, Glyph::Pending),
        Some(S::Suspended | S::Revoked) => (Role::Blocked, Glyph::Blocked),
        Some(S::Completed) => (Role::Dim, Glyph::Nothing),
        None => (Role::Warn, Glyph::Info),
    }
}

/// How the kind of a discrepancy is shown, by how bad it is.
pub fn gravity(gravity: Gravity) -> (Role, Glyph) {
    match gravity {
        Gravity::Critical => (Role::Danger, Glyph::Danger),
        Gravity::High => (Role::Warn, Glyph::Warn),
        Gravity::Medium => (Role::Text, Glyph::Info),
        Gravity::Low | Gravity::Note => (Role::Dim, Glyph::Nothing),
    }
}

/// How the state of a reconciliation run is shown.
pub fn run_state(state: &Word<RunState>) -> (Role, Glyph) {
    match state.known() {
        Some(RunState::Passed) => (Role::Ok, Glyph::Ok),
        Some(RunState::Differs) => (Role::Warn, Glyph::Warn),
        Some(RunState::Failed) => (Role::Danger, Glyph::Danger),
        Some(_) => (Role::Pending, Glyph::Pending),
        None => (Role::Warn, Glyph::Info),
    }
}

/// How the state of a tier of a run is shown.
pub fn tier_state(state: &Word<TierState>) -> (Role, Glyph) {
    match state.known() {
        Some(TierState::Done) => (Role::Ok, Glyph::Ok),
        Some(TierState::NotNeeded) => (Role::Dim, Glyph::Nothing),
        Some(TierState::Waiting | TierState::UnderWay) => (Role::Pending, Glyph::Pending),
        None => (Role::Warn, Glyph::Info),
    }
}

/// How the state of a case is shown.
pub fn case_stage(stage: &Word<Stage>) -> (Role, Glyph) {
    match stage.known() {
        Some(Stage::New) => (Role::Warn, Glyph::Warn),
        Some(Stage::Triaged | Stage::Analysis) => (Role::Pending, Glyph::Pending),
        Some(Stage::Proposed) => (Role::Accent, Glyph::Pending),
        Some(Stage::Agreed) => (Role::Ok, Glyph::Pending),
        Some(Stage::Closed) => (Role::Dim, Glyph::Ok),
        None => (Role::Warn, Glyph::Info),
    }
}

/// How an order's state is shown.
pub fn order_state(state: &Word<OrderState>) -> (Role, Glyph) {
    use OrderState as S;
    match state.known() {
        Some(S::Submitted | S::Approved) => (Role::Pending, Glyph::Pending),
        Some(S::Executed) => (Role::Ok, Glyph::Ok),
        Some(S::Rejected | S::Stopped) => (Role::Danger, Glyph::Danger),
        Some(S::Withdrawn | S::Expired | S::Superseded) => (Role::Dim, Glyph::Nothing),
        None => (Role::Warn, Glyph::Info),
    }
}
