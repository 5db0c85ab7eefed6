//! Signed orders and statements: verified when they come, counted by the one judge of four eyes, executed once.
//! Whatever a client did or did not check, is checked here (A2): a stolen token or one hostile station commits nothing.
//! Must not know: HTTP, and how a signature is made.

mod agrees;
mod case;
mod draft;
mod later;
mod served;
mod state;
mod submit;

pub(in crate::sandbox) use case::earlier;
pub(in crate::sandbox) use draft::{Draft, written};
pub(in crate::sandbox) use later::{counted_anew, tick};
pub(super) use served::served;
pub(in crate::sandbox) use state::state;
pub(in crate::sandbox) use submit::{same_person, submit_signed, submit_signed_numbered};

use crate::{
    evidence::{signed::NotSigned, standing::Objection},
    sandbox::problem::Refusal,
};

/// Why a text can't be read.
impl From<NotSigned> for Refusal {
    fn from(problem: NotSigned) -> Self {
        let field = match problem {
            NotSigned::Text(_) => "text",
            NotSigned::Person(_) => "signature",
            NotSigned::Station(_) => "station_signature",
        };
        Self::field(field, problem.to_string())
    }
}

/// Why a word does not count.
impl From<&Objection> for Refusal {
    fn from(objection: &Objection) -> Self {
        Self::rule(objection.rule(), objection.to_string())
    }
}
