//! Typing values again from one's own copy before the other person's are shown: double entry finds what comparing misses (F07).
//! It says only that something does not match, never what or where, and ends after three mismatches (F08).
//! Must not know: which values the policy asks for.

use std::fmt;

/// Values to be typed again, one after the other. Its debug form hides them: nothing that prints may give them away.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Blind {
    fields: Vec<Asked>,
    matched: usize,
    mismatches: usize,
}

/// A value to be typed again.
#[derive(Clone, PartialEq, Eq)]
struct Asked {
    name: String,
    value: String,
    /// What was typed for it and did not match.
    wrong: Vec<String>,
}

/// What came of typing a value again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retyped {
    /// It matches; the next is asked for, if there is one.
    Matches,
    /// It does not, and so many tries are left.
    Differs(usize),
    /// It does not, and there is no further try.
    Failed,
    /// Nothing was asked for.
    NotAsked,
}

impl Retyped {
    /// What is said of a value that does not match, with what so many mismatches more will do (F08).
    pub fn differs(left: usize) -> String {
        let more = if left == 1 { "one mismatch more".to_owned() } else { format!("{left} mismatches more") };
        format!("It does not match. With {more} this review is over (F08).")
    }
}

impl Blind {
    /// How often something may not match, over all values (F08).
    pub const TRIES: usize = 3;

    /// Values to be typed again: what each is called, and what it is.
    pub fn new(fields: impl IntoIterator<Item = (String, String)>) -> Self {
        let asked = |(name, value)| Asked { name, value, wrong: Vec::new() };
        Self { fields: fields.into_iter().map(asked).collect(), ..Self::default() }
    }

    /// The name of the value that is asked for now.
    pub fn asks(&self) -> Option<&str> {
        if self.has_failed() {
            return None;
        }
        self.fields.get(self.matched).map(|asked| asked.name.as_str())
    }

    /// Every value's name, and whether it was typed again and matched.
    pub fn names(&self) -> impl Iterator<Item = (&str, bool)> {
        self.fields.iter().enumerate().map(|(at, asked)| (asked.name.as_str(), at < self.matched))
    }

    /// How many values are still to be typed.
    pub fn left(&self) -> usize {
        self.fields.len().saturating_sub(self.matched)
    }

    /// Whether all matched, so that the text may be shown.
    pub fn is_over(&self) -> bool {
        !self.has_failed() && self.left() == 0
    }

    /// Whether it did not match too often.
    pub fn has_failed(&self) -> bool {
        self.mismatches >= Self::TRIES
    }

    /// What was typed and did not match, beside what the text says, as a sentence; `None` before it did not match too often. It gives the values
    /// away: for whoever asks once nobody is to type them any more (F08).
    pub fn apart(&self) -> Option<String> {
        let of = |Asked { name, value, wrong }: &Asked| -> Vec<String> {
            wrong.iter().map(|typed| format!("{name}: typed \"{typed}\", the text says \"{value}\"")).collect()
        };
        let all = || self.fields.iter().flat_map(of).collect::<Vec<_>>().join("; ");
        self.has_failed().then(all)
    }

    pub(super) fn type_again(&mut self, typed: &str) -> Retyped {
        if self.has_failed() {
            return Retyped::Failed;
        }
        let Some(asked) = self.fields.get_mut(self.matched) else { return Retyped::NotAsked };
        if ungrouped(typed) == ungrouped(&asked.value) {
            self.matched += 1;
            return Retyped::Matches;
        }
        asked.wrong.push(typed.to_owned());
        self.mismatches += 1;
        match Self::TRIES - self.mismatches {
            0 => Retyped::Failed,
            left => Retyped::Differs(left),
        }
    }
}

/// A value without grouping: spaces and commas are all that may differ (F08).
fn ungrouped(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | ',')).collect()
}

impl fmt::Debug for Blind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.fields.iter().map(|asked| asked.name.as_str()).collect();
        f.debug_struct("Blind")
            .field("names", &names)
            .field("matched", &self.matched)
            .field("mismatches", &self.mismatches)
            .finish_non_exhaustive()
    }
}
