//! The board: every open case of reconciliation, grouped by kind, the worst first; and how the board has gone.
//! Severity is units × age × kind, worked out here for the time it is; the registry's order decides nothing.
//! Must not know: what a case says in full, or how it is resolved.

mod course;
mod extract;
mod lines;
mod only;
mod view;

use super::{
    Entire, Place,
    calling::{self, Calling},
    screen::{Absence, Did, Freshness, Screen, Spot},
    sight::Sight,
};
use crate::{
    app::{Action, Desk, Remote, RequestId, Signer, why::Refusal},
    domain::{
        RegistryId,
        case::{CaseId, Stage},
    },
    registry::{
        Filter, Page, Problem, Query, Read, Reply, Sort,
        case::{Board, CaseRow},
        case_list::{in_order, selects},
        query::{CASE_FIELDS, Field},
        run::RunSummary,
        sheet::Sheet,
    },
    text::{Kind, Untrusted, number::grouped},
    ui::Theme,
};
use jiff::Timestamp;
use lines::Line;
use only::Only;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// State of the board.
#[derive(Debug)]
pub struct CaseBoard {
    board: Remote<Box<Board>>,
    /// The last runs, the newest first.
    runs: Remote<Page<RunSummary>>,
    signer: Option<Signer>,
    only: Only,
    /// The filter, as it was typed and as it reads.
    words: String,
    filter: Filter,
    /// The order that was asked for; without one kinds stand together, the worst first.
    sort: Option<Sort>,
    /// The case the operator went to; until then it is the first.
    cursor: Option<CaseId>,
    sight: Sight,
    now: Timestamp,
}

impl Default for CaseBoard {
    fn default() -> Self {
        Self {
            board: Remote::default(),
            runs: Remote::default(),
            signer: None,
            only: Only::Open,
            words: String::new(),
            filter: Filter::default(),
            sort: None,
            cursor: None,
            sight: Sight::default(),
            now: Timestamp::UNIX_EPOCH,
        }
    }
}

impl CaseBoard {
    /// A filter that says itself which states are meant is not held to the open ones.
    fn says_state(&self) -> bool {
        self.filter.terms.iter().any(|term| matches!(term.field, Some("state" | "open")))
    }

    fn holds(&self, row: &CaseRow) -> bool {
        let is_meant = match self.only {
            Only::Open => self.says_state() || row.is_open(),
            Only::ForUs => row.is_open() && self.is_for_us(row),
            Only::Closed => !row.is_open(),
        };
        is_meant && selects(&self.filter, row, self.now)
    }

    /// What narrows the board, in words.
    fn narrowing(&self) -> String {
        let only = if self.only == Only::Open { "" } else { self.only.word() };
        let words = Untrusted::new(self.words.clone()).gate(Kind::Name).to_string();
        [only.to_owned(), words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// A case waits for its owner, for whoever may take it, and for whoever may confirm what is proposed.
    fn is_for_us(&self, row: &CaseRow) -> bool {
        let own = |signer: &Signer| row.owner.as_ref().is_some_and(|owner| owner.octets() == signer.person.as_str());
        let is_own = self.signer.as_ref().is_some_and(own);
        match row.stage.known() {
            Some(Stage::New) => true,
            Some(Stage::Proposed) => !is_own,
            _ => is_own,
        }
    }

    /// The cases that are shown: kinds by their worst case, then cases by severity; closed ones by when they were closed.
    fn shown(&self) -> Vec<&CaseRow> {
        let mut rows: Vec<&CaseRow> =
            self.board.value().map_or_else(Vec::new, |board| board.cases.iter().filter(|row| self.holds(row)).collect());
        if let Some(sort) = self.sort {
            in_order(&mut rows, sort, self.now);
            return rows;
        }
        if self.only == Only::Closed {
            return rows;
        }
        lines::by_kind(&mut rows, self.now);
        rows
    }

    /// Whether kinds stand together. In another order each case says its kind itself.
    fn is_by_kind(&self) -> bool {
        self.sort.is_none() && self.only != Only::Closed
    }

    /// The lines in which these cases are shown.
    fn lines<'a>(&self, shown: &[&'a CaseRow]) -> Vec<Line<'a>> {
        if self.is_by_kind() { lines::under_headings(shown) } else { shown.iter().copied().map(Line::Case).collect() }
    }

    /// The line of the cursor.
    fn line_at(&self, shown: &[&CaseRow], lines: &[Line<'_>]) -> usize {
        shown.get(self.at(shown)).map_or(0, |row| lines::place(lines, row))
    }

    fn at(&self, shown: &[&CaseRow]) -> usize {
        shown.iter().position(|row| Some(row.id) == self.cursor).unwrap_or(0)
    }

    fn selected(&self) -> Option<&CaseRow> {
        let shown = self.shown();
        shown.get(self.at(&shown)).copied()
    }

    /// Whom to call about the selected case.
    fn call(&self) -> Option<Calling> {
        self.selected().and_then(|row| {
            // Further things of a case are of the series of the first.
            Calling::of_case(row.id, row.peer, row.code.known().copied(), [row.about.octets()], row.due)
        })
    }

    fn keep_in_sight(&mut self) {
        let shown = self.shown();
        let lines = self.lines(&shown);
        let (at, count) = (self.line_at(&shown, &lines), lines.len());
        // The heading is in sight with the first case below it.
        if let Some(above) = at.checked_sub(1).filter(|above| matches!(lines.get(*above), Some(Line::Kind(_)))) {
            self.sight.follow(above, count);
        }
        self.sight.follow(at, count);
    }
}

impl Screen for CaseBoard {
    fn title(&self) -> String {
        let Some(board) = self.board.value() else { return "Reconciliation".to_owned() };
        let open = board.cases.iter().filter(|row| row.is_open()).count() as u64;
        let all = open.saturating_add(board.hidden);
        let cases = if all == 1 { "case" } else { "cases" };
        let cut = if board.hidden == 0 { String::new() } else { format!("; {} more are not shown", grouped(board.hidden)) };
        let shown = grouped(self.shown().len() as u64);
        match self.narrowing() {
            narrowing if narrowing.is_empty() => format!("Reconciliation: {} open {cases}{cut}", grouped(all)),
            // How many are closed, nobody counts: the registry gives the newest of them.
            narrowing if self.only == Only::Closed => format!("Reconciliation: {shown} {narrowing}"),
            narrowing => format!("Reconciliation: {shown} shown, {narrowing}; {} open {cases}{cut}", grouped(all)),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.board, || "the board of cases".to_owned()).or_else(|| {
            let what = if self.has_none() || !self.narrowing().is_empty() { "cases" } else { "open cases" };
            self.shown().is_empty().then(|| Absence::Empty(what, self.narrowing()))
        })
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.board)
    }

    fn is_list(&self) -> bool {
        true
    }

    fn entire(&self) -> Option<&dyn Entire> {
        Some(self)
    }

    fn entire_mut(&mut self) -> Option<&mut dyn Entire> {
        Some(self)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.board.is_missing() || self.runs.is_missing() {
            self.refresh(desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.board.ask(Read::Cases, desk);
        let newest = Some(Sort { by: "at", descending: true });
        self.runs.ask(Read::Runs(Query { sort: newest, ..Query::default() }), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.board.give_up(desk);
        self.runs.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        if self.runs.awaits(request) {
            let runs = |reply| if let Reply::Runs(page) = reply { Some(page) } else { None };
            self.runs.take(answer.clone().map(runs), desk.now);
            return true;
        }
        let mine = self.board.awaits(request);
        if mine {
            self.now = desk.now;
            let board = |reply| if let Reply::Cases(board) = reply { Some(board) } else { None };
            self.board.take(answer.clone().map(board), desk.now);
            self.keep_in_sight();
        }
        mine
    }

    fn fit(&mut self, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.now = now;
        self.sight.fit(usize::from(view::halves(body).1.height.saturating_sub(1)));
        self.keep_in_sight();
    }

    fn in_flight(&self) -> usize {
        usize::from(self.board.is_asking()) + usize::from(self.runs.is_asking())
    }

    fn turn(&mut self, action: Action, _now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {
        self.sight.shift(action, view::most_columns(self.is_by_kind()));
        let shown = self.shown();
        let lines = self.lines(&shown);
        let at = self.line_at(&shown, &lines);
        let to = self.sight.turned(action, at, lines.len());
        self.cursor = lines::case_at(&lines, to, to >= at).map(|row| row.id);
        self.keep_in_sight();
    }

    fn step_back(&mut self) -> bool {
        let stepped = self.only != Only::Open || self.sort.is_some();
        (self.only, self.sort) = (Only::Open, None);
        self.keep_in_sight();
        stepped
    }

    fn subject(&self) -> Option<String> {
        self.selected().map(|row| row.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Cases)
    }

    fn subject_is_loaded(&self) -> bool {
        self.selected().is_some()
    }

    fn opens(&self) -> Option<Place> {
        self.selected().map(|row| Place::Case(row.id))
    }

    fn narrowed(&self) -> Option<&str> {
        Some(&self.words)
    }

    /// While a filter is being typed and can't be read yet, what was shown stays.
    fn narrow(&mut self, words: &str, _desk: &mut Desk<'_>) {
        if let Ok(filter) = Filter::parse(words, CASE_FIELDS) {
            (self.words, self.filter) = (words.to_owned(), filter);
            self.keep_in_sight();
        }
    }

    fn narrows_by(&self) -> &'static [Field] {
        CASE_FIELDS
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            // The next kind is the next part.
            Action::NextPart | Action::PriorPart => self.part(action == Action::NextPart).map(drop).ok_or(Refusal::NoParts),
            Action::BoardOnly if self.has_none() => Err(Refusal::NotNow("There is no case, open or closed.".to_owned())),
            Action::BoardOnly => Ok(()),
            Action::BoardCall => self.call().map(drop).ok_or(Refusal::AboutNo("counterpart")),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        match action {
            Action::BoardRuns => return Did::Go(Place::Runs),
            Action::BoardOnly => self.only = self.only.next(),
            Action::BoardCall => return calling::go(self.call()),
            Action::NextPart | Action::PriorPart => self.cursor = self.part(action == Action::NextPart).or(self.cursor),
            _ => return Did::Nothing,
        }
        self.keep_in_sight();
        Did::Divided
    }

    fn spot(&self, _now: Timestamp, area: Rect, at: Position) -> Option<Spot> {
        let shown = self.shown();
        let lines = self.lines(&shown);
        let rows = view::Rows { lines: &lines, is_by_kind: self.is_by_kind(), selected: None, sight: self.sight };
        let hit = view::hit(&rows, area, at)?;
        shown.iter().position(|row| row.id == hit.id).map(|row| Spot::Row(row as u64))
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let board = self.board.value()?;
        let shown = self.shown();
        let lines = self.lines(&shown);
        let selected = self.line_at(&shown, &lines).checked_sub(self.sight.top()).filter(|_| !shown.is_empty());
        let rows = view::Rows { lines: &lines, is_by_kind: self.is_by_kind(), selected, sight: self.sight };
        let peer = self.selected().map_or_else(|| self.newest_peer(), |row| row.peer);
        let runs = self.runs.value().map(|page| page.rows.as_slice());
        let head = view::Head { board, course: course::of(runs, peer), selected: self.selected() };
        view::paint(&head, &rows, now, theme, area, buffer)
    }
}

impl CaseBoard {
    /// Whether no case is on the board, neither an open nor a closed one.
    fn has_none(&self) -> bool {
        self.board.value().is_some_and(|board| board.cases.is_empty())
    }

    /// The counterpart of the newest run.
    fn newest_peer(&self) -> Option<RegistryId> {
        self.runs.value().and_then(|page| page.rows.first()).and_then(|run| run.peer)
    }

    /// The first case of the next or the prior kind.
    fn part(&self, forward: bool) -> Option<CaseId> {
        let shown = self.shown();
        let at = self.at(&shown);
        let here = shown.get(at)?;
        let other = |row: &&&CaseRow| row.code != here.code;
        if forward {
            return shown.get(at..)?.iter().find(other).map(|row| row.id);
        }
        let before = shown.get(..at)?.iter().rev().find(other)?;
        shown.iter().find(|row| row.code == before.code).map(|row| row.id)
    }
}
