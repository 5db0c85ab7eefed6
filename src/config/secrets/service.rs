//! The Secret Service of the desktop session: items with attributes, in collections that a person unlocks.
//! What is locked is asked to be unlocked, which may show a person a prompt; one that is dismissed is said to be locked.
//! Must not know: what is kept, or for how long anybody waits.
//!
//! Specification: Secret Service API, 0.2. The items are those that other programs which call an item's attributes `service` and
//! `username` find as well.

mod session;

#[cfg(test)]
mod tests;

use super::{
    SecretsProblem,
    bus::{Bus, BusProblem, Call, Message, Reader, Writer},
    store::{SERVICE, Store},
};
use secrecy::{ExposeSecret, SecretString};
use session::{Key, Offer, Sealed};

const NAME: &str = "org.freedesktop.secrets";
const ROOT: &str = "/org/freedesktop/secrets";
const OF_SERVICE: &str = "org.freedesktop.Secret.Service";
const OF_COLLECTION: &str = "org.freedesktop.Secret.Collection";
const OF_ITEM: &str = "org.freedesktop.Secret.Item";
const OF_PROMPT: &str = "org.freedesktop.Secret.Prompt";
/// Stands for no object, and for a prompt that is not needed.
const NO_OBJECT: &str = "/";

/// A conversation with the Secret Service.
pub(super) struct SecretService {
    bus: Bus,
    session: String,
    key: Key,
}

impl SecretService {
    /// Connects to the one of this session.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn of_session() -> Result<Self, SecretsProblem> {
        Self::on(Bus::of_session()?)
    }

    fn on(mut bus: Bus) -> Result<Self, SecretsProblem> {
        let offer = Offer::new().ok_or(SecretsProblem::NoMeans)?;
        let mut arguments = Writer::default();
        arguments.text(session::ALGORITHM);
        arguments.signature("ay");
        arguments.octets(&offer.public());
        let answer = bus.call(&call(ROOT, OF_SERVICE, "OpenSession", "sv"), arguments)?;
        let (theirs, session) = read(&answer, |reader| {
            let theirs = (reader.signature()? == "ay").then(|| reader.octets())??;
            Some((theirs, reader.text()?))
        })?;
        let key = offer.agree(&theirs).ok_or(BusProblem::Unreadable)?;
        Ok(Self { bus, session, key })
    }

    /// The items with these attributes, unlocked.
    fn items(&mut self, name: &str) -> Result<Vec<String>, SecretsProblem> {
        let mut arguments = Writer::default();
        attributes(&mut arguments, name);
        let answer = self.bus.call(&call(ROOT, OF_SERVICE, "SearchItems", "a{ss}"), arguments)?;
        let (mut items, locked) = read(&answer, |reader| Some((reader.texts()?, reader.texts()?)))?;
        if !locked.is_empty() {
            self.unlock(&locked)?;
            items.extend(locked);
        }
        Ok(items)
    }

    fn unlock(&mut self, objects: &[String]) -> Result<(), SecretsProblem> {
        let mut arguments = Writer::default();
        arguments.array(4, |array| objects.iter().for_each(|object| array.text(object)));
        let answer = self.bus.call(&call(ROOT, OF_SERVICE, "Unlock", "ao"), arguments)?;
        let prompt = read(&answer, |reader| reader.texts().and_then(|_| reader.text()))?;
        self.prompt(&prompt)
    }

    /// Has a person asked, if that is needed, and waits for what they do. A forged end of it would gain nothing: what is locked stays locked.
    fn prompt(&mut self, prompt: &str) -> Result<(), SecretsProblem> {
        if prompt == NO_OBJECT {
            return Ok(());
        }
        self.bus.listen(prompt, OF_PROMPT, "Completed")?;
        let mut window = Writer::default();
        window.text("");
        self.bus.call(&call(prompt, OF_PROMPT, "Prompt", "s"), window)?;
        let completed = self.bus.hear(prompt, "Completed")?;
        let dismissed = read(&completed, Reader::truth)?;
        if dismissed { Err(SecretsProblem::Locked) } else { Ok(()) }
    }

    /// Writes a secret as the service takes it.
    fn secret(&self, arguments: &mut Writer, token: &SecretString) -> Result<(), SecretsProblem> {
        let sealed = self.key.seal(token.expose_secret().as_bytes()).ok_or(SecretsProblem::NoMeans)?;
        arguments.align(8);
        arguments.text(&self.session);
        arguments.octets(&sealed.parameters);
        arguments.octets(&sealed.value);
        arguments.text("text/plain");
        Ok(())
    }

    /// A new item in the collection that is the default one.
    fn create(&mut self, name: &str, token: &SecretString) -> Result<(), SecretsProblem> {
        let mut alias = Writer::default();
        alias.text("default");
        let answer = self.bus.call(&call(ROOT, OF_SERVICE, "ReadAlias", "s"), alias)?;
        let collection = read(&answer, Reader::text)?;
        if collection == NO_OBJECT {
            return Err(SecretsProblem::NoKeyring { why: "it has no default collection".to_owned() });
        }
        self.unlock(std::slice::from_ref(&collection))?;
        let mut arguments = Writer::default();
        arguments.array(8, |properties| {
            properties.align(8);
            properties.text("org.freedesktop.Secret.Item.Label");
            properties.signature("s");
            properties.text(&format!("Countersign: {name}"));
            properties.align(8);
            properties.text("org.freedesktop.Secret.Item.Attributes");
            properties.signature("a{ss}");
            attributes(properties, name);
        });
        self.secret(&mut arguments, token)?;
        // One that somebody else has put there meanwhile is replaced.
        arguments.truth(true);
        let answer = self.bus.call(&call(&collection, OF_COLLECTION, "CreateItem", "a{sv}(oayays)b"), arguments)?;
        let prompt = read(&answer, |reader| reader.text().and_then(|_| reader.text()))?;
        self.prompt(&prompt)
    }

    fn delete(&mut self, item: &str) -> Result<(), SecretsProblem> {
        let answer = self.bus.call(&call(item, OF_ITEM, "Delete", ""), Writer::default())?;
        let prompt = read(&answer, Reader::text)?;
        self.prompt(&prompt)
    }
}

impl Store for SecretService {
    fn token(&mut self, name: &str) -> Result<Option<SecretString>, SecretsProblem> {
        let items = self.items(name)?;
        let [item] = items.as_slice() else {
            // Which of several is right, nobody can tell.
            return if items.is_empty() { Ok(None) } else { Err(SecretsProblem::NoToken) };
        };
        let mut session = Writer::default();
        session.text(&self.session);
        let answer = self.bus.call(&call(item, OF_ITEM, "GetSecret", "o"), session)?;
        let sealed = read(&answer, |reader| {
            reader.align(8)?;
            let _session = reader.text()?;
            Some(Sealed { parameters: reader.octets()?, value: reader.octets()? })
        })?;
        let token = self.key.open(sealed).and_then(|octets| String::from_utf8(octets).ok());
        token.map(|token| Some(token.into())).ok_or(SecretsProblem::NoToken)
    }

    fn keep(&mut self, name: &str, token: &SecretString) -> Result<(), SecretsProblem> {
        let items = self.items(name)?;
        let Some((first, others)) = items.split_first() else { return self.create(name, token) };
        let mut arguments = Writer::default();
        self.secret(&mut arguments, token)?;
        self.bus.call(&call(first, OF_ITEM, "SetSecret", "(oayays)"), arguments)?;
        others.iter().try_for_each(|item| self.delete(item))
    }

    fn forget(&mut self, name: &str) -> Result<bool, SecretsProblem> {
        let items = self.items(name)?;
        items.iter().try_for_each(|item| self.delete(item))?;
        Ok(!items.is_empty())
    }
}

fn call<'a>(path: &'a str, interface: &'a str, member: &'a str, signature: &'a str) -> Call<'a> {
    Call { destination: NAME, path, interface, member, signature }
}

/// `a{ss}`: what an item is found by.
fn attributes(arguments: &mut Writer, name: &str) {
    arguments.array(8, |pairs| {
        for (key, value) in [("service", SERVICE), ("username", name)] {
            pairs.align(8);
            pairs.text(key);
            pairs.text(value);
        }
    });
}

fn read<'a, T>(message: &'a Message, values: impl FnOnce(&mut Reader<'a>) -> Option<T>) -> Result<T, BusProblem> {
    values(&mut message.reader()).ok_or(BusProblem::Unreadable)
}

/// What the service's own words mean.
impl From<BusProblem> for SecretsProblem {
    fn from(problem: BusProblem) -> Self {
        match &problem {
            BusProblem::Refused { name, .. } if name == "org.freedesktop.Secret.Error.IsLocked" => Self::Locked,
            other => Self::no_keyring(&other.to_string()),
        }
    }
}
