//! The text of a message in a file of the operator's, and the draft of one for the office's mail, written to a new file.
//! A file that is there is never written over.
//! Must not know: what a message says, or how mail is sent.

use super::Performer;
use crate::{
    console::Message,
    evidence::digest::Digest,
    runtime::{
        pack,
        signed_file::{called, octets},
    },
    wire::contact::mail::MOST_TEXT,
};
use std::path::{Path, PathBuf};

/// The text in a file.
///
/// # Errors
/// A sentence with the file's name.
pub(super) fn read(path: &Path) -> Result<String, String> {
    let octets = octets(path, MOST_TEXT)?;
    let text = String::from_utf8(octets).map_err(|_| format!("{} is not UTF-8.", called(path)))?;
    Ok(text.replace("\r\n", "\n"))
}

impl Performer {
    /// Writes the draft of a message to a new file.
    pub(in crate::runtime) fn save_draft(&self, path: PathBuf, text: String) {
        let answers = self.answers.clone();
        let leaving = self.acts.leaving("the draft of a message", path.display().to_string());
        tokio::spawn(async move {
            let came = match leaving.announced().await {
                Err(why) => Err(why),
                Ok(left) => {
                    let came = saved(path, text).await;
                    let said =
                        |(_, digest): &(PathBuf, Digest)| ("the draft of a message was written to a file".to_owned(), *digest);
                    left.ended(came.as_ref().map(said).map_err(String::clone)).await;
                    came
                }
            };
            // Nobody listening means that the program is ending; the file is whole or not there.
            let _ = answers.send(Message::DraftSaved(came)).await;
        });
    }
}

async fn saved(path: PathBuf, text: String) -> Result<(PathBuf, Digest), String> {
    let (to, digest) = (path.clone(), Digest::of(&text));
    match tokio::task::spawn_blocking(move || pack::write(&to, text.as_bytes())).await {
        Ok(Ok(())) => Ok((path, digest)),
        Ok(Err(error)) => Err(format!("{}: {error}.", called(&path))),
        Err(_) => Err("The console is ending.".to_owned()),
    }
}
