//! What each book says in a run, side by side: ours, where, theirs; with the strip of serials, the likely cause and the case.
//! The cursor is on a segment, however much is folded around it; from one difference to the next it is one key.
//! Must not know: how the books were compared, and what becomes of a case.

mod lines;
mod paired;
mod picked;
mod told;
mod view;

use super::{
    Place,
    screen::{Absence, Did, Freshness, Screen},
    scroll::Scroll,
};
use crate::{
    app::{Action, Desk, Remote, RequestId, looked::Looked, why::Refusal},
    domain::{
        case::CaseId,
        reconcile::{Cause, Finding, RunId, Subject},
        transfer::TransferId,
    },
    registry::{
        Filter, Problem, Read, Reply,
        book::Veil,
        query::Field,
        run::{Run, RunSegment, RunSegments},
        sheet::Sheet,
    },
    text::{Kind, Untrusted},
    ui::Theme,
};
use jiff::Timestamp;
use lines::Line;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// State of the screen.
#[derive(Debug)]
pub struct Differences {
    id: RunId,
    run: Remote<Box<Run>>,
    segments: Remote<Box<RunSegments>>,
    /// Whether equal stretches are one line each.
    folded: bool,
    /// The filter, as it was typed and as it reads.
    words: String,
    filter: Filter,
    /// The segment the operator is at; before any was chosen, the first difference.
    cursor: Option<usize>,
    /// The first line shown.
    top: usize,
    /// How far what is said of the segment was scrolled.
    scroll: Scroll,
    body: Rect,
    now: Timestamp,
}

impl Differences {
    /// The differences of a run, not asked for yet.
    pub fn of(id: RunId) -> Self {
        Self {
            id,
            run: Remote::default(),
            segments: Remote::default(),
            folded: true,
            words: String::new(),
            filter: Filter::default(),
            cursor: None,
            top: 0,
            scroll: Scroll::default(),
            body: Rect::default(),
            now: Timestamp::UNIX_EPOCH,
        }
    }

    /// Why there is not one segment, where all of them are kept back (F07).
    fn kept_back(&self) -> Option<&Veil> {
        self.segments.value().filter(|segments| segments.items.is_empty())?.veil.as_ref()
    }

    fn run(&self) -> Option<&Run> {
        self.run.value().map(|run| &**run)
    }

    fn items(&self) -> &[RunSegment] {
        self.segments.value().map_or(&[], |segments| &segments.items)
    }

    fn lines(&self) -> Vec<Line> {
        lines::lines(self.items(), self.folded, |segment| self.picks(segment))
    }

    fn picks(&self, segment: &RunSegment) -> bool {
        picked::picks(&self.filter, segment)
    }

    /// The segment the cursor is at: the one that was gone to, else the first difference, else the first of all that are shown.
    fn at(&self) -> usize {
        let items = self.items();
        let first = |differs: bool| items.iter().position(|item| self.picks(item) && (!differs || lines::differs(item)));
        let gone_to = self.cursor.filter(|at| items.get(*at).is_some_and(|item| self.picks(item)));
        gone_to.or_else(|| first(true)).or_else(|| first(false)).unwrap_or(0)
    }

    /// The next or the prior difference that is shown.
    fn beside(&self, forward: bool) -> Option<usize> {
        lines::beside(self.items(), self.at(), forward, |segment| self.picks(segment))
    }

    fn selected(&self) -> Option<&RunSegment> {
        self.items().get(self.at()).filter(|segment| self.picks(segment))
    }

    /// What the run found in a segment.
    fn findings<'a>(&'a self, segment: &RunSegment) -> Vec<&'a Finding> {
        let meets = |finding: &&Finding| match (&segment.subject, &finding.subject) {
            (Subject::Units(here), Subject::Units(found)) if here.series == found.series => here.range.overlaps(found.range),
            (here, found) => here == found || paired::is_partner(segment, finding),
        };
        self.run().map_or_else(Vec::new, |run| run.found.iter().filter(meets).collect())
    }

    fn case(&self) -> Option<CaseId> {
        self.selected()?.found.iter().find_map(|(_, case)| *case)
    }

    /// The transfer that is the segment's subject, or that probably led to it.
    fn transfer(&self) -> Option<TransferId> {
        let segment = self.selected()?;
        if let Subject::Transfer(id) = segment.subject {
            return Some(id);
        }
        self.findings(segment).into_iter().find_map(|finding| match &finding.cause {
            Some(Cause::Transfers { items, .. }) => items.first().map(|item| item.transfer),
            _ => None,
        })
    }

    fn block(&self) -> Option<Place> {
        match self.selected()?.subject {
            Subject::Units(block) => Some(Place::Block(block.first_id())),
            _ => None,
        }
    }

    /// How many lines of segments there is room for.
    fn rows(&self) -> usize {
        view::areas(self.body, self.lines().len()).rows()
    }

    fn keep_in_sight(&mut self) {
        let (lines, at, rows) = (self.lines(), self.at(), self.rows().max(1));
        let line = lines.iter().position(|line| line.holds(at)).unwrap_or(0);
        self.top = self.top.min(line).max((line + 1).saturating_sub(rows)).min(lines.len().saturating_sub(rows));
    }

    fn go_to(&mut self, segment: usize) {
        if self.cursor != Some(segment) {
            self.scroll = Scroll::default();
        }
        self.cursor = Some(segment);
        self.keep_in_sight();
    }
}

impl Screen for Differences {
    fn title(&self) -> String {
        let Some(segments) = self.segments.value() else { return format!("Differences of {}", self.id) };
        let differ = segments.items.iter().filter(|segment| lines::differs(segment)).count();
        let cut = if segments.more == 0 { String::new() } else { format!("; {} more are not here", segments.more) };
        let filter = match self.words.is_empty() {
            true => String::new(),
            false => {
                let shown = segments.items.iter().filter(|segment| self.picks(segment)).count();
                format!("; {shown} by {}", Untrusted::new(self.words.clone()).gate(Kind::Name))
            }
        };
        if self.kept_back().is_some() {
            return format!("Differences of {}: all of it is kept back (F07)", self.id);
        }
        let kept = segments.veil.as_ref().map_or("", |_| "; some are kept back (F07)");
        format!("Differences of {}: {differ} of {} segments{cut}{kept}{filter}", self.id, segments.items.len())
    }

    fn absence(&self) -> Option<Absence<'_>> {
        let what = || format!("what each book says in run {}", self.id);
        let run = Absence::of_value(&self.run, || format!("run {}", self.id));
        let words = || Untrusted::new(self.words.clone()).gate(Kind::Name).to_string();
        let empty = || self.selected().is_none().then(|| Absence::Empty("segments", words()));
        let kept_back = || self.kept_back().map(Absence::KeptBack);
        Absence::of_value(&self.segments, what).or(run).or_else(kept_back).or_else(empty)
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.segments)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.segments.is_missing() || self.run.is_missing() {
            self.refresh(desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.run.ask(Read::Run(self.id), desk);
        self.segments.ask(Read::RunSegments(self.id), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.run.give_up(desk);
        self.segments.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        self.now = desk.now;
        if self.run.awaits(request) {
            let run = |reply| if let Reply::Run(run) = reply { Some(run) } else { None };
            self.run.take(answer.clone().map(run), desk.now);
        } else if self.segments.awaits(request) {
            let segments = |reply| if let Reply::RunSegments(segments) = reply { Some(segments) } else { None };
            self.segments.take(answer.clone().map(segments), desk.now);
        } else {
            return false;
        }
        if let (Some(run), Some(segments)) = (self.run.value(), self.segments.value_mut()) {
            paired::complete(&mut segments.items, &run.found);
        }
        self.keep_in_sight();
        true
    }

    fn fit(&mut self, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        (self.now, self.body) = (now, body);
        self.keep_in_sight();
    }

    fn in_flight(&self) -> usize {
        usize::from(self.run.is_asking()) + usize::from(self.segments.is_asking())
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.fit(now, body, desk);
        let lines = self.lines();
        let here = lines.iter().position(|line| line.holds(self.at())).unwrap_or(0);
        let (page, last) = (self.rows().max(1), lines.len().saturating_sub(1));
        let to = match action {
            Action::HalfUp | Action::HalfDown => return self.turn_told(action),
            Action::Up => here.saturating_sub(1),
            Action::Down => here + 1,
            Action::PageUp => here.saturating_sub(page),
            Action::PageDown => here + page,
            Action::Top => 0,
            Action::Bottom => last,
            _ => here,
        };
        if let Some(line) = lines.get(to.min(last)) {
            self.go_to(line.first());
        }
    }

    fn step_back(&mut self) -> bool {
        let unfolded = !self.folded;
        self.folded = true;
        self.keep_in_sight();
        unfolded
    }

    fn subject(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Runs)
    }

    fn subject_is_loaded(&self) -> bool {
        self.selected().is_some() || self.kept_back().is_some()
    }

    fn looked(&self) -> Option<Looked> {
        self.selected()?;
        Some(Looked::view(self.id.to_string(), None, "the differences of a reconciliation run"))
    }

    fn opens(&self) -> Option<Place> {
        if let Some(veil) = self.kept_back() {
            return veil.order.map(Place::Order);
        }
        self.case().map(Place::Case).or_else(|| self.block()).or_else(|| self.transfer().map(Place::Transfer))
    }

    fn narrowed(&self) -> Option<&str> {
        Some(&self.words)
    }

    /// While a filter is being typed and can't be read yet, what was shown stays.
    fn narrow(&mut self, words: &str, _desk: &mut Desk<'_>) {
        if let Ok(filter) = Filter::parse(words, picked::FIELDS) {
            (self.words, self.filter) = (words.to_owned(), filter);
            self.keep_in_sight();
        }
    }

    fn narrows_by(&self) -> &'static [Field] {
        picked::FIELDS
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        self.selected().ok_or(Refusal::NotLoaded)?;
        let (leads, what) = match action {
            Action::NextPart | Action::PriorPart => {
                return self.beside(action == Action::NextPart).map(drop).ok_or(Refusal::NoParts);
            }
            Action::DifferenceFold => return Ok(()),
            Action::DifferenceCase => (self.case().is_some(), "case"),
            Action::DifferenceBlock => (self.block().is_some(), "ITMOs"),
            Action::DifferenceTransfer => (self.transfer().is_some(), "transfer"),
            other => return Err(Refusal::NotHere(other.spec().scope)),
        };
        if leads { Ok(()) } else { Err(Refusal::AboutNo(what)) }
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        let place = match action {
            Action::NextPart | Action::PriorPart => {
                if let Some(at) = self.beside(action == Action::NextPart) {
                    self.go_to(at);
                }
                return Did::Divided;
            }
            Action::DifferenceFold => {
                self.folded = !self.folded;
                self.keep_in_sight();
                return Did::Divided;
            }
            Action::DifferenceCase => self.case().map(Place::Case),
            Action::DifferenceBlock => self.block(),
            Action::DifferenceTransfer => self.transfer().map(Place::Transfer),
            _ => None,
        };
        place.map_or(Did::Nothing, Did::Go)
    }

    fn paint(&self, _now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let (run, segment) = (self.run()?, self.selected()?);
        let lines = self.lines();
        let areas = view::areas(area, lines.len());
        view::paint_strip(self.items(), self.at(), theme, areas.strip, buffer);
        view::paint_told(&self.told(run, segment), self.scroll, theme, areas.told, buffer);
        let visible = lines.get(self.top..).unwrap_or_default();
        let selected = visible.iter().position(|line| line.holds(self.at()));
        let titles = told::titles(run);
        view::paint_lines(&view::Lines { items: self.items(), visible, selected, titles }, theme, areas.lines, buffer)
    }
}

impl Differences {
    fn told(&self, run: &Run, segment: &RunSegment) -> told::Told {
        told::of(run, segment, &self.findings(segment), self.now)
    }

    /// Scrolls what is said of the segment.
    fn turn_told(&mut self, action: Action) {
        let Some((run, segment)) = self.run().zip(self.selected()) else { return };
        let area = view::areas(self.body, self.lines().len()).told;
        let limit = view::limit(&self.told(run, segment), area);
        self.scroll.turn(action, limit, area.height);
    }
}
