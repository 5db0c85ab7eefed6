//! Home: what needs somebody, the links to the other registries, what changed since the last look, and what the registry holds.
//! Every line leads to the list that shows what it counts; what the registry does not count here is nowhere counted.
//! Must not know: how any of it is dealt with, or how keys are bound: it is told what its keys are called.

mod leads;
mod news;
mod shape;
mod view;

use super::{
    Place,
    screen::{Absence, Did, Freshness, Screen},
};
use crate::{
    app::{Action, Desk, Remote, RequestId, practice::PracticeDesk, seen::Mark, why::Refusal},
    domain::Holding,
    registry::{
        Page, Problem, Query, Read, Reply, Sort, Window,
        book::{EntrySummary, Overview},
        sheet::Sheet,
    },
    ui::Theme,
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use shape::{Line, Shape};

/// What Home tells of the news at most: enough to say what kinds there are.
const NEWEST: u16 = 500;

/// State of the first screen.
#[derive(Debug, Default)]
pub struct Home {
    overview: Remote<Box<Overview>>,
    holdings: Remote<Vec<Holding>>,
    news: Remote<Page<EntrySummary>>,
    /// Where the news begins; without it nothing is news yet.
    since: Option<Mark>,
    /// The line the operator went to; until then it is the first that needs somebody.
    cursor: Option<Line>,
    /// What the keys of the lines are called.
    keys: Vec<(Action, String)>,
    /// The desk of a demo that this is, if it is one.
    practice: Option<PracticeDesk>,
}

impl Home {
    /// Tells where the news begins, and at which desk of a demo the operator sits, if at one.
    pub fn brief(&mut self, since: Option<Mark>, practice: Option<PracticeDesk>) {
        (self.since, self.practice) = (since, practice);
    }

    /// The command that opens another desk of the demo.
    pub fn desk_command(&self) -> Option<String> {
        self.practice.as_ref()?.command()
    }

    /// Where the book stands that is shown.
    pub fn mark(&self) -> Option<Mark> {
        self.overview.value().map(|overview| Mark { entry: overview.revision, at: overview.as_of })
    }

    /// Asks for what came into the book since it was looked at last.
    pub fn ask_news(&mut self, desk: &mut Desk<'_>) {
        let Some(since) = self.since else { return };
        let sort = Some(Sort { by: "entry", descending: true });
        let window = Window { limit: NEWEST, ..Window::default() };
        self.news.ask(Read::Entries(Query { filter: news::filter(since), sort, window }), desk);
    }

    /// How many things wait for whoever looks.
    fn waiting(&self) -> Option<u64> {
        let needs = &self.overview.value()?.needs;
        Some(needs.iter().map(|need| need.mine.count).fold(0, u64::saturating_add))
    }

    /// The line that has the keys.
    fn selected(&self, shape: &Shape) -> Option<Line> {
        self.cursor.filter(|line| shape.lines().any(|at| at == *line)).or_else(|| shape.first(self.overview.value()?))
    }

    fn selected_somewhere(&self) -> Option<Line> {
        // What is selected does not depend on how much room there is, unless it has none.
        self.cursor.or_else(|| shape::of(self, Rect::new(0, 0, u16::MAX, u16::MAX)).first(self.overview.value()?))
    }
}

impl Screen for Home {
    fn title(&self) -> String {
        match self.waiting() {
            None => "Home".to_owned(),
            Some(0) => "Home: nothing waits for you".to_owned(),
            Some(1) => "Home: 1 thing waits for you".to_owned(),
            Some(count) => format!("Home: {} things wait for you", crate::text::number::grouped(count)),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.overview, || "what needs somebody".to_owned())
    }

    fn freshness(&self) -> Freshness<'_> {
        let problem = self.overview.problem().or(self.holdings.problem()).or(self.news.problem());
        Freshness { as_of: self.overview.as_of(), problem, asking: self.in_flight() > 0 }
    }

    fn names(&mut self, key: &dyn Fn(Action) -> Option<String>) {
        self.keys = leads::KEYS.iter().map(|action| (*action, key(*action).unwrap_or_default())).collect();
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.overview.is_missing() {
            self.refresh(desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.overview.ask(Read::Overview, desk);
        self.holdings.ask(Read::TotalHoldings, desk);
        self.ask_news(desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.overview.give_up(desk);
        self.holdings.give_up(desk);
        self.news.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        if self.overview.awaits(request) {
            let overview = |reply| if let Reply::Overview(overview) = reply { Some(overview) } else { None };
            self.overview.take(answer.clone().map(overview), desk.now);
        } else if self.holdings.awaits(request) {
            let holdings = |reply| if let Reply::TotalHoldings(holdings) = reply { Some(holdings) } else { None };
            self.holdings.take(answer.clone().map(holdings), desk.now);
        } else if self.news.awaits(request) {
            let entries = |reply| if let Reply::Entries(page) = reply { Some(page) } else { None };
            self.news.take(answer.clone().map(entries), desk.now);
        } else {
            return false;
        }
        true
    }

    fn fit(&mut self, _now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        let shape = shape::of(self, body);
        self.cursor = self.cursor.filter(|line| shape.lines().any(|at| at == *line));
    }

    fn in_flight(&self) -> usize {
        [self.overview.is_asking(), self.holdings.is_asking(), self.news.is_asking()].into_iter().filter(|asking| *asking).count()
    }

    fn turn(&mut self, action: Action, _now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        let shape = shape::of(self, body);
        let at = self.selected(&shape);
        self.cursor = shape.step(at, action, body.height).or(self.cursor);
    }

    fn subject(&self) -> Option<String> {
        match self.selected_somewhere()? {
            Line::Link(registry) => Some(registry.to_string()),
            Line::Approach(approach) | Line::Vintage(approach, _) => Some(approach.to_string()),
            Line::Need(at) => leads::oldest_transfer(self.overview.value()?.needs.get(at)?).map(|id| id.to_string()),
            _ => None,
        }
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        match self.selected_somewhere()? {
            Line::Link(_) => Some(Sheet::Peers),
            Line::Need(_) => Some(Sheet::Transfers),
            _ => None,
        }
    }

    fn subject_is_loaded(&self) -> bool {
        self.opens().is_some()
    }

    fn opens(&self) -> Option<Place> {
        match self.open_selected() {
            Did::Go(place) | Did::List(place, _) => Some(place),
            _ => None,
        }
    }

    fn open_selected(&self) -> Did {
        self.selected_somewhere().map_or(Did::Nothing, |line| leads::of_line(self, line))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        leads::allowed(self, action)
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        leads::of_action(self, action)
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        view::paint(self, now, theme, area, buffer)
    }
}
