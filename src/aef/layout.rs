//! Which column is which: the labels and technical names of the agreed electronic format (4/CMA.6 annex II and the older layout of
//! 6/CMA.4) and the names of this console's exports. Capitals, spaces, punctuation and footnote letters of a head do not count.
//! Must not know: sheets, and what stands in the columns.

use super::cell::Cell;
use std::collections::BTreeMap;

/// Which table rows are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What is held: table 4, or an export of blocks.
    Holdings,
    /// What was done: table 3, or the one table of the older layout.
    Actions,
}

impl Kind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Holdings => "holdings",
            Self::Actions => "actions",
        }
    }
}

/// Declares the columns: name, label, and every other head it has, as [`plain`] makes them.
macro_rules! columns {
    ($($name:ident $label:literal: $($head:literal)*;)*) => {
        /// A column that is compared, or that says what is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum Column { $($name),* }

        impl Column {
            /// What the agreed electronic format calls it; for columns it does not have, this console's exports.
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => $label),* }
            }

            fn of_plain(head: &str) -> Option<Self> {
                match head {
                    $($($head)|* => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

columns! {
    First "First ID": "firstid" "first" "firstuniqueidentifier";
    Last "Last ID": "lastid" "last" "lastuniqueidentifier";
    Approach "Cooperative approach ID": "cooperativeapproachid" "cooperativeapproach" "approach";
    Authorization "Authorization ID": "authorizationid" "authorization";
    AuthorizationVersion "authorization_version": "authorizationversion";
    Party "First transferring participating Party ID": "firsttransferringparticipatingpartyid" "firsttransferringpartyid"
        "firsttransferringparticipatingparty" "party";
    Registry "Party ITMO registry ID": "partyitmoregistryid";
    IdRegistry "registry": "registry";
    Holder "holding_registry": "holdingregistry";
    Account "account": "account";
    State "state": "state";
    FirstSerial "first_serial": "firstserial";
    LastSerial "last_serial": "lastserial";
    Count "quantity": "quantity";
    UnderlyingRegistry "Underlying unit registry ID": "underlyingunitregistryid";
    UnderlyingFirst "First unit ID": "firstunitid" "underlyingunitfirstunitid" "underlyingunitblockstartid";
    UnderlyingLast "Last unit ID": "lastunitid" "underlyingunitlastunitid" "underlyingunitlastblockend";
    Underlying "underlying": "underlying";
    Metric "Metric": "metric";
    Gwp "Applicable GWP value(s)": "applicablegwpvalue" "applicablegwpvalues" "gwpvalues";
    NonGhgMetric "Applicable non-GHG metric": "applicablenonghgmetric" "nonghgmetric";
    NonGhg "non_ghg": "nonghg";
    Tonnes "Quantity (t CO2 eq)": "quantitytco2eq" "quantityco2";
    NonGhgQuantity "Quantity (in non-GHG metric)": "quantityinnonghgmetric" "quantitynonghg";
    MetricQuantity "Quantity (expressed in metric)": "quantityexpressedinmetric";
    MitigationType "Mitigation type": "mitigationtype";
    Vintage "Vintage": "vintage";
    Sector "Sector(s)": "sectors" "sector";
    ActivityType "Activity type(s)": "activitytypes" "activitytype";
    FirstTransferred "first_transferred": "firsttransferred";
    ActionDate "Action date": "actiondate" "actiondatetime";
    ActionType "Action type": "actiontype";
    Transferring "Transferring participating Party ID": "transferringparticipatingpartyid" "transferringpartyid"
        "transferringparticipatingparty";
    Acquiring "Acquiring participating Party ID": "acquiringparticipatingpartyid" "acquiringpartyid"
        "acquiringparticipatingparty";
}

/// A head as it is compared: small letters and digits alone, without a footnote's letter at the end.
pub(super) fn plain(head: &str) -> String {
    let mut head = head.trim();
    if let Some((before, note)) = head.strip_suffix(')').and_then(|head| head.rsplit_once('('))
        && note.len() == 1
    {
        head = before;
    }
    let letters = head.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.map(|c| if c == '₂' { '2' } else { c }).collect()
}

/// The head of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) kind: Kind,
    /// Where each column stands.
    pub(super) places: BTreeMap<Column, usize>,
    /// How many cells it has.
    pub(super) width: usize,
    /// Heads of columns that are not read.
    pub(super) others: Vec<String>,
    /// Columns of which there is one before.
    pub(super) twice: Vec<(Column, usize)>,
}

impl Head {
    /// The head that a row is; `None` when it has not both the first and the last id.
    pub(super) fn of(cells: &[Cell]) -> Option<Self> {
        // Every name of the two columns begins with one of these letters. Most rows are no heads, and are told so by this alone.
        let begins = |letter: char| {
            let first = |text: &str| text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.eq_ignore_ascii_case(&letter));
            cells.iter().any(|cell| matches!(cell, Cell::Text(text) if first(text)))
        };
        if !(begins('f') && begins('l')) {
            return None;
        }
        let width = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let mut head = Self { kind: Kind::Holdings, places: BTreeMap::new(), width, others: Vec::new(), twice: Vec::new() };
        for (place, cell) in cells.iter().enumerate() {
            let Cell::Text(text) = cell else { continue };
            match Column::of_plain(&plain(text)) {
                Some(column) if head.places.contains_key(&column) => head.twice.push((column, place)),
                Some(column) => {
                    head.places.insert(column, place);
                }
                None => head.others.push(text.clone()),
            }
        }
        let has = |column| head.places.contains_key(&column);
        if !(has(Column::First) && has(Column::Last)) {
            return None;
        }
        if has(Column::ActionType) {
            head.kind = Kind::Actions;
        }
        Some(head)
    }
}
