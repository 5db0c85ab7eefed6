//! Which lines stand on Home, and in which order, on so much room: one column, or two where the screen is wide.
//! What does not fit is told in one line that leads to all of it; what needs somebody is never left out.
//! Must not know: how a line is painted, or where it leads.

use super::{Home, news};
use crate::{
    app::Action,
    domain::{ApproachId, Holding, RegistryId, Vintage, check::LinkState},
    registry::book::{Link, Need, NeedKind, Overview, Pile},
    screens::sight::turned,
};
use ratatui::layout::Rect;

/// From this width on there are two columns.
const WIDE: u16 = 120;
/// The least width of the column with what needs somebody.
const LEFT: u16 = 70;
/// The least a part gets whose rest is told in a line: its heading and two lines.
const LEAST: usize = 3;

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// What needs somebody, by its place in the overview.
    Need(usize),
    /// What changed.
    News,
    /// What changed, of one kind.
    Kind(usize),
    /// The link to a registry.
    Link(RegistryId),
    /// All links.
    AllLinks,
    /// What is held of a cooperative approach.
    Approach(ApproachId),
    /// What is held of a cooperative approach and vintage.
    Vintage(ApproachId, Vintage),
    /// All that is held.
    AllHoldings,
    /// What is told of the desks of a demo, by its place.
    Practice(usize),
}

/// A part of Home, with its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What needs somebody.
    Needs,
    /// What changed.
    News,
    /// The links.
    Links,
    /// What is held.
    Holdings,
    /// The desks of a demo.
    Practice,
}

/// A column: its area, and its parts with their lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Where it stands.
    pub area: Rect,
    /// Its parts, from the top.
    pub parts: Vec<(Part, Vec<Line>)>,
}

/// Everything that stands on Home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape(pub Vec<Column>);

impl Column {
    /// How many lines it takes, headings included, and an empty line between two parts where there is room.
    pub fn height(&self) -> usize {
        self.parts.iter().map(|(_, lines)| lines.len() + 1).sum::<usize>() + self.gap() * self.parts.len().saturating_sub(1)
    }

    /// Empty lines between two parts.
    pub fn gap(&self) -> usize {
        let tight: usize = self.parts.iter().map(|(_, lines)| lines.len() + 1).sum();
        usize::from(tight + self.parts.len() <= usize::from(self.area.height) + 1)
    }
}

impl Shape {
    /// Every line, in the order the cursor goes through them.
    pub fn lines(&self) -> impl Iterator<Item = Line> + '_ {
        self.0.iter().flat_map(|column| &column.parts).flat_map(|(_, lines)| lines).copied()
    }

    /// Where the cursor begins: at what waits for whoever looks, else at what waits for anybody, the longest-waiting of it; at the
    /// upkeep of contacts only where nothing else waits.
    pub fn first(&self, overview: &Overview) -> Option<Line> {
        let waits = |mine: bool| {
            let needs = self
                .lines()
                .filter_map(|line| if let Line::Need(at) = line { overview.needs.get(at).zip(Some(at)) } else { None });
            let piles = needs.map(|(need, at)| (is_upkeep(need), if mine { &need.mine } else { &need.all }, at));
            let some = piles.filter(|(_, pile, _)| pile.count > 0);
            let order = |upkeep: bool, pile: &Pile| (upkeep, pile.oldest.as_ref().map(|oldest| oldest.since));
            some.min_by_key(|(upkeep, pile, _)| order(*upkeep, pile)).map(|(_, _, at)| Line::Need(at))
        };
        waits(true).or_else(|| waits(false)).or_else(|| self.lines().next())
    }

    /// Where the cursor goes by an action; `None` when there is nowhere.
    pub fn step(&self, from: Option<Line>, action: Action, height: u16) -> Option<Line> {
        let lines: Vec<Line> = self.lines().collect();
        let at = from.and_then(|from| lines.iter().position(|line| *line == from)).unwrap_or(0);
        lines.get(turned(action, at, usize::from(height.saturating_sub(1)), lines.len())).copied()
    }
}

/// What stands on Home on this area.
pub fn of(home: &Home, area: Rect) -> Shape {
    let (links, holdings) = (links(home), home.holdings.value().map_or(&[][..], Vec::as_slice));
    let (needs, desks) = ((Part::Needs, needs(home)), desks(home));
    if area.width < WIDE {
        let news = (Part::News, vec![Line::News]);
        let used = needs.1.len() + news.1.len() + 2 + desks.as_ref().map_or(0, |(_, lines)| lines.len() + 1);
        let (for_links, for_holdings) = shared(usize::from(area.height).saturating_sub(used), links.len(), rows(holdings));
        let mut parts =
            vec![needs, news, (Part::Links, cut_links(links, for_links)), (Part::Holdings, held(holdings, for_holdings))];
        parts.extend(desks);
        return Shape(vec![Column { area, parts }]);
    }
    let width = (area.width / 5 * 3).clamp(LEFT, 96);
    let left = Rect { width, ..area };
    let right = Rect { x: area.x + width + 1, width: area.width - width - 1, ..area };
    // A line stays empty between each two parts on the left.
    let taken = desks.as_ref().map_or(0, |(_, lines)| lines.len() + 2);
    let room = usize::from(area.height).saturating_sub(needs.1.len() + 3 + taken);
    let (for_news, for_links) = shared(room, news::kinds(home).len() + 1, links.len());
    let kinds = news::kinds(home).len().min(for_news.saturating_sub(2));
    let news = (Part::News, std::iter::once(Line::News).chain((0..kinds).map(Line::Kind)).collect());
    let mut on_left = vec![needs, news, (Part::Links, cut_links(links, for_links))];
    on_left.extend(desks);
    let on_right = vec![(Part::Holdings, held(holdings, usize::from(area.height)))];
    Shape(vec![Column { area: left, parts: on_left }, Column { area: right, parts: on_right }])
}

/// The kinds of which something waits, the longest-waiting first; then the others. The upkeep of contacts can wait for a year and never
/// stands before a transfer that is stuck. A version waits a few times a year; while none does, it takes no line.
fn needs(home: &Home) -> Vec<Line> {
    let needs = home.overview.value().map_or(&[][..], |overview| overview.needs.as_slice());
    let stands = |need: &Need| need.all.count > 0 || !need.kind.is(&NeedKind::Versions);
    let mut places: Vec<usize> = (0..needs.len()).filter(|at| needs.get(*at).is_some_and(stands)).collect();
    places.sort_by_key(|at| {
        let need = needs.get(*at);
        let oldest = need.and_then(|need| need.all.oldest.as_ref());
        (oldest.is_none(), need.is_some_and(is_upkeep), oldest.map(|oldest| oldest.since))
    });
    places.into_iter().map(Line::Need).collect()
}

/// What is told of the desks of a demo; it stands below everything that comes from the registry.
fn desks(home: &Home) -> Option<(Part, Vec<Line>)> {
    let desk = home.practice.as_ref()?;
    Some((Part::Practice, (0..desk.lines().len()).map(Line::Practice).collect()))
}

/// What keeps the directory of contacts in order, and stops nothing.
fn is_upkeep(need: &Need) -> bool {
    need.kind.is(&NeedKind::Contacts)
}

/// The links, those that need a look first.
fn links(home: &Home) -> Vec<RegistryId> {
    let mut links: Vec<&Link> = home.overview.value().map_or_else(Vec::new, |overview| overview.links.iter().collect());
    links.sort_by_key(|link| (link.state.is(&LinkState::Active), link.registry));
    links.iter().map(|link| link.registry).collect()
}

fn cut_links(links: Vec<RegistryId>, room: usize) -> Vec<Line> {
    let fits = room.saturating_sub(1).max(1);
    let all = links.len();
    let mut lines: Vec<Line> = links.into_iter().map(Line::Link).collect();
    if all > fits || all == 0 {
        lines.truncate(fits - 1);
        lines.push(Line::AllLinks);
    }
    lines
}

/// How many lines what is held takes in full: one for each approach, and one for each of its vintages.
fn rows(holdings: &[Holding]) -> usize {
    holdings.len() + approaches(holdings).len()
}

/// Each approach with what is held of it, the greatest first.
pub fn approaches(holdings: &[Holding]) -> Vec<(ApproachId, u64)> {
    let mut sums: Vec<(ApproachId, u64)> = Vec::new();
    for holding in holdings {
        match sums.iter_mut().find(|(approach, _)| *approach == holding.approach) {
            Some((_, sum)) => *sum = sum.saturating_add(holding.held.count()),
            None => sums.push((holding.approach, holding.held.count())),
        }
    }
    sums.sort_by_key(|(approach, sum)| (std::cmp::Reverse(*sum), *approach));
    sums
}

/// Each approach, the greatest first; as many of them as there is room for with their vintages.
fn held(holdings: &[Holding], room: usize) -> Vec<Line> {
    let fits = room.saturating_sub(1).max(1);
    let approaches = approaches(holdings);
    if approaches.len() > fits || approaches.is_empty() {
        let mut lines: Vec<Line> = approaches.iter().map(|(approach, _)| Line::Approach(*approach)).take(fits - 1).collect();
        lines.push(Line::AllHoldings);
        return lines;
    }
    let mut spare = fits - approaches.len();
    let mut lines = Vec::with_capacity(fits);
    for (approach, _) in approaches {
        lines.push(Line::Approach(approach));
        let of = holdings.iter().filter(|holding| holding.approach == approach);
        let vintages: Vec<Line> = of.map(|holding| Line::Vintage(approach, holding.vintage)).collect();
        // One that does not fit keeps the room from those after it: what is told apart is always the greatest.
        spare = match spare.checked_sub(vintages.len()) {
            Some(left) => {
                lines.extend(vintages);
                left
            }
            None => 0,
        };
    }
    lines
}

/// How many lines two parts get of so many, headings included, when they want so many lines below their headings.
fn shared(room: usize, one: usize, other: usize) -> (usize, usize) {
    let (one, other) = (one.max(1) + 1, other.max(1) + 1);
    if one + other <= room {
        return (one, other);
    }
    if room < 2 * LEAST {
        // What is held can be told in one line below its heading.
        return (LEAST, LEAST - 1);
    }
    let half = room.div_ceil(2).max(LEAST);
    if one <= half {
        (one, room.saturating_sub(one).max(LEAST))
    } else if other <= room / 2 {
        (room.saturating_sub(other).max(LEAST), other)
    } else {
        (half, (room / 2).max(LEAST))
    }
}
