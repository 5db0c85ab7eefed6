//! Sessions of practice people: a random bearer token, for twelve hours or until signed out.
//! Only its digest is kept, and it is looked up by digest: how long that takes tells nothing about a token.
//! Must not know: what a session may do.

use super::{
    SandboxProblem,
    cursor::hex,
    people::{PRACTICE_PASSPHRASE, Person, person},
};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How long a session lasts.
const LIFE: SignedDuration = SignedDuration::from_hours(12);
/// More sessions than practice needs; the one that ends first makes room.
const MOST: usize = 1_000;

/// Tokens are looked up by digest: how long that takes tells nothing about a token.
type TokenDigest = [u8; 32];

/// Who is signed in.
#[derive(Debug, Default)]
pub(super) struct Sessions(Mutex<HashMap<TokenDigest, Entry>>);

/// A session by a name that leads nobody to its token: what a signed text is kept with (F04).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SessionName(pub Box<str>);

impl SessionName {
    /// The session of a token.
    pub(super) fn of(token: &str) -> Self {
        let digest = hex(&digest(token));
        Self(digest.chars().take(16).collect())
    }
}

#[derive(Debug)]
struct Entry {
    person: &'static Person,
    expires: Timestamp,
}

impl Sessions {
    /// Signs a practice person in; `None` when the login or the passphrase is wrong.
    pub(super) fn open(&self, login: &str, secret: &str, now: Timestamp) -> Result<Option<(String, Timestamp)>, SandboxProblem> {
        let right = digest(secret) == digest(PRACTICE_PASSPHRASE);
        let Some(person) = person(login).filter(|_| right) else { return Ok(None) };
        let mut octets = [0_u8; 32];
        getrandom::fill(&mut octets).map_err(|_| SandboxProblem::Random)?;
        let token = hex(&octets);
        let expires = now.saturating_add(LIFE).map_err(|_| SandboxProblem::Random)?;
        let mut sessions = self.lock();
        sessions.retain(|_, entry| entry.expires > now);
        if sessions.len() >= MOST {
            let first = sessions.iter().min_by_key(|(_, entry)| entry.expires).map(|(token, _)| *token);
            first.and_then(|token| sessions.remove(&token));
        }
        sessions.insert(digest(&token), Entry { person, expires });
        Ok(Some((token, expires)))
    }

    /// Who a token belongs to, as long as its session lasts.
    pub(super) fn person(&self, token: &str, now: Timestamp) -> Option<&'static Person> {
        self.lock().get(&digest(token)).filter(|entry| entry.expires > now).map(|entry| entry.person)
    }

    /// Ends a session.
    pub(super) fn close(&self, token: &str) {
        self.lock().remove(&digest(token));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<TokenDigest, Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn digest(text: &str) -> TokenDigest {
    Sha256::digest(text.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + hours * 3_600).unwrap()
    }

    #[test]
    fn a_session_lasts_until_it_is_over_or_closed() {
        let sessions = Sessions::default();
        let (token, expires) = sessions.open("amina.k", "practice", at(0)).unwrap().unwrap();
        let (other, _) = sessions.open("luc.b", "practice", at(0)).unwrap().unwrap();
        assert_ne!(token, other);
        assert_eq!(expires, at(12));
        assert_eq!(sessions.person(&token, at(11)).unwrap().login, "amina.k");
        assert_eq!(sessions.person(&token, at(12)), None);
        assert_eq!(sessions.person(&token[..63], at(1)), None);
        sessions.close(&token);
        assert_eq!(sessions.person(&token, at(1)), None);
        assert_eq!(sessions.person(&other, at(1)).unwrap().login, "luc.b");
    }

    #[test]
    fn wrong_people_and_passphrases_get_nothing() {
        let sessions = Sessions::default();
        for (login, secret) in
            [("amina.k", ""), ("amina.k", "Practice"), ("", "practice"), ("AMINA.K", "practice"), ("root", "practice")]
        {
            assert_eq!(sessions.open(login, secret, at(0)).unwrap(), None, "{login}");
        }
    }

    #[test]
    fn sessions_do_not_pile_up() {
        let sessions = Sessions::default();
        for hour in 0..3 {
            for _ in 0..600 {
                sessions.open("amina.k", "practice", at(hour)).unwrap().unwrap();
            }
        }
        assert_eq!(sessions.lock().len(), MOST);
        sessions.open("amina.k", "practice", at(20)).unwrap().unwrap();
        assert_eq!(sessions.lock().len(), 1);
    }
}
