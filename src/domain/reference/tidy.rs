//! Takes away what surrounds an id in a letter, a chat or a spreadsheet, and the word that says what it is.
//! Nothing inside an id is changed but dashes, which typesetters lengthen.
//! Must not know: ids.

/// Words that say what follows, with the kind they mean.
const KINDS: [(&str, &str); 24] = [
    ("cooperative approach", "cooperative approach"),
    ("approach", "cooperative approach"),
    ("ledger entry", "ledger entry"),
    ("authorization", "authorization"),
    ("authorisation", "authorization"),
    ("transaction", "transfer"),
    ("transfer", "transfer"),
    ("order", "order"),
    ("contact", "contact"),
    ("case", "case"),
    ("account", "account"),
    ("registry", "registry"),
    ("counterpart", "registry"),
    ("peer", "registry"),
    ("message", "message"),
    ("serials", "serials"),
    ("serial", "serials"),
    ("block", "ITMO"),
    ("itmo", "ITMO"),
    ("entry", "ledger entry"),
    ("ledger", "ledger entry"),
    ("reconciliation run", "reconciliation run"),
    ("reconciliation", "reconciliation run"),
    ("run", "reconciliation run"),
];

/// The text without what surrounds it, with plain hyphens and single spaces.
pub(super) fn tidy(text: &str) -> String {
    let around = |letter: char| letter.is_whitespace() || "\"'`“”‘’«»()[]{}<>,;:\u{200b}\u{feff}".contains(letter);
    let mut tidy = String::with_capacity(text.len());
    for letter in text.trim_start_matches(around).trim_end_matches(|letter| around(letter) || letter == '.').chars() {
        match letter {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => tidy.push('-'),
            letter if letter.is_whitespace() => {
                if !tidy.ends_with(' ') {
                    tidy.push(' ');
                }
            }
            letter => tidy.push(letter),
        }
    }
    tidy
}

/// Whether a word says what kind of thing follows.
pub(super) fn is_kind(word: &str) -> bool {
    KINDS.iter().any(|(known, _)| known.eq_ignore_ascii_case(word))
}

/// The kind that the first word says, and what follows it.
pub(super) fn kind(text: &str) -> (Option<&'static str>, &str) {
    for (word, kind) in KINDS {
        let begins = text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        let rest = text.get(word.len()..).filter(|rest| begins && rest.starts_with([' ', ':', '#']));
        if let Some(rest) = rest {
            return (Some(kind), rest.trim_start_matches([' ', ':', '#']));
        }
    }
    (None, text)
}
