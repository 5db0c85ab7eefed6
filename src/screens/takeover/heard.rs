//! Somebody else's word once it is known to be theirs: an answer our registry verified, or a bundle signed by who may speak for them.
//! A bundle that is older than one that was taken here is refused, and so is one of another environment (T33).
//! Must not know: what it comes to beside ours.

use crate::{
    domain::{Environment, contact::Directory},
    evidence::contacts::TakenBundle,
    registry::{
        BundleFile,
        book::{Contacts, HeardContacts, RecordedBundle},
    },
    text::Kind,
};

/// Their word.
#[derive(Debug)]
pub(super) struct Heard {
    /// What they say.
    pub directory: Directory,
    /// Whose it is, and by which digest it is kept.
    pub taken: TakenBundle,
    /// By whom it was signed, in words that passed the gate.
    pub signed_by: String,
    /// How many entries can't be read here.
    pub unread: usize,
}

impl Heard {
    /// What a counterpart answered.
    pub fn of_answer(answer: &HeardContacts) -> Self {
        Self {
            directory: answer.directory.clone(),
            taken: answer.taken(),
            signed_by: format!("the key {} of the link, which our registry verified", answer.key.gate(Kind::Name)),
            unread: answer.unread.len(),
        }
    }

    /// What a bundle in a file says.
    ///
    /// # Errors
    /// A sentence: it is old, of another environment, or signed by nobody who may speak.
    pub fn of_file(
        file: &BundleFile,
        ours: &Contacts,
        environment: Environment,
        before: &[RecordedBundle],
    ) -> Result<Self, String> {
        let text = &file.text;
        let heads = before.iter().filter_map(|before| before.bundle.head());
        text.follows_all(environment, heads).map_err(|why| format!("{}: {why}.", file.name))?;
        let mut refused = Vec::new();
        for (name, signature) in &file.signatures {
            match text.signed_by(signature, None, &ours.directory, ours.as_of) {
                Ok(who) => {
                    let taken = TakenBundle::of_bundle(text, &who);
                    return Ok(Self { directory: text.directory(), taken, signed_by: who.to_string(), unread: 0 });
                }
                Err(why) => refused.push(format!("{name}: {why}.")),
            }
        }
        let why = if refused.is_empty() { "there is no signature beside it.".to_owned() } else { refused.join(" ") };
        Err(format!("Nobody who may speak for {} signed {}: {why}", text.bundle().from, file.name))
    }
}
