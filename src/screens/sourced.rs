//! The document that something rests on (F21): it is read where its path was typed, and only its name and its digest go on.
//! It is read anew each time it is asked for: the file may be another by now.
//! Must not know: what rests on it.

use crate::{
    app::{Desk, Remote, RequestId},
    evidence::order::SourceDocument,
    registry::{Problem, Read, ReadDocument, Reply},
};

/// The document at the path that was typed last.
#[derive(Debug, Default)]
pub struct Sourced(Option<(String, Remote<Result<ReadDocument, String>>)>);

impl Sourced {
    /// Asks for the digest of the document at a path; nothing is asked for when none is typed.
    pub fn ask(&mut self, path: &str, desk: &mut Desk<'_>) {
        self.give_up(desk);
        self.0 = (!path.is_empty()).then(|| {
            let mut read = Remote::default();
            read.ask(Read::Document(path.into()), desk);
            (path.to_owned(), read)
        });
    }

    /// The document at this path; `none` is said when no path was typed.
    ///
    /// # Errors
    /// Why there is none, as a clause.
    pub fn at(&self, path: &str, none: &str) -> Result<SourceDocument, String> {
        if path.is_empty() {
            return Err(none.to_owned());
        }
        let read = self.0.as_ref().filter(|(known, _)| known == path).and_then(|(_, read)| read.value());
        let read = read.ok_or_else(|| "the document is being read".to_owned())?;
        let read = read.as_ref().map_err(|why| format!("{why}; nothing was taken from it"))?;
        SourceDocument::new(&read.name, read.sha256)
            .map_err(|_| "its name has a character that can't be shown as it is; give the file another name".to_owned())
    }

    /// Takes an answer, if it is the one that is awaited.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &Desk<'_>) -> bool {
        let Some((_, read)) = self.0.as_mut().filter(|(_, read)| read.awaits(request)) else { return false };
        let of = |reply| if let Reply::Document(read) = reply { Some(*read) } else { None };
        read.take(answer.clone().map(of), desk.now);
        true
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        if let Some((_, read)) = &mut self.0 {
            read.give_up(desk);
        }
    }

    /// Whether it is being read.
    pub fn is_asking(&self) -> bool {
        self.0.as_ref().is_some_and(|(_, read)| read.is_asking())
    }
}
