//! Where in an answer a value does not fit, and why.
//! The words are ours: a server's text never gets into an error this way (T01, T10).
//! Must not know: what is converted.

use std::{fmt, str::FromStr};

/// A value that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {why}")]
pub struct Misfit {
    /// The place, such as `items[3].first`.
    pub at: String,
    /// Why, in our own words.
    pub why: String,
}

/// A place in an answer. It costs nothing until it has to be written down.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Root,
    Field(&'static str),
    Item(usize),
}

impl<'a> Place<'a> {
    /// The answer as a whole.
    pub const ROOT: Place<'static> = Place { parent: None, step: Step::Root };

    /// A member of what is here.
    pub fn field(&'a self, name: &'static str) -> Place<'a> {
        Place { parent: Some(self), step: Step::Field(name) }
    }

    /// The n-th of what is here, from 0.
    pub fn item(&'a self, at: usize) -> Place<'a> {
        Place { parent: Some(self), step: Step::Item(at) }
    }

    /// A misfit at this place.
    pub fn misfit(&self, why: impl fmt::Display) -> Misfit {
        Misfit { at: self.to_string(), why: why.to_string() }
    }

    /// Reads the text of a member.
    ///
    /// # Errors
    /// A misfit at that member, with the reason of the type.
    pub fn parse<T: FromStr<Err: fmt::Display>>(&self, name: &'static str, text: &str) -> Result<T, Misfit> {
        text.parse().map_err(|why| self.field(name).misfit(why))
    }

    /// Reads the text of a member that may be missing.
    ///
    /// # Errors
    /// As [`Place::parse`].
    pub fn parse_if<T: FromStr<Err: fmt::Display>>(&self, name: &'static str, text: Option<&str>) -> Result<Option<T>, Misfit> {
        text.map(|text| self.parse(name, text)).transpose()
    }

    /// Reads each text of a list.
    ///
    /// # Errors
    /// A misfit at the first that does not read.
    pub fn parse_each<T: FromStr<Err: fmt::Display>>(&self, name: &'static str, texts: &[String]) -> Result<Vec<T>, Misfit> {
        let here = self.field(name);
        let each = texts.iter().enumerate();
        each.map(|(n, text)| text.parse().map_err(|why| here.item(n).misfit(why))).collect()
    }

    /// Reads each item of a list.
    ///
    /// # Errors
    /// The first misfit among them.
    pub fn each<W, T>(
        &self,
        name: &'static str,
        items: Vec<W>,
        read: impl Fn(W, &Place<'_>) -> Result<T, Misfit>,
    ) -> Result<Vec<T>, Misfit> {
        let here = self.field(name);
        items.into_iter().enumerate().map(|(n, item)| read(item, &here.item(n))).collect()
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nested = match self.parent {
            Some(parent) => {
                parent.fmt(f)?;
                !matches!(parent.step, Step::Root)
            }
            None => false,
        };
        match self.step {
            Step::Root => Ok(()),
            Step::Field(name) if nested => write!(f, ".{name}"),
            Step::Field(name) => f.write_str(name),
            Step::Item(at) => write!(f, "[{at}]"),
        }
    }
}
