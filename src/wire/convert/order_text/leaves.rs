//! Acts that move no ITMOs, line by line: each value of their JSON with its place, in the order in which it is sent.
//! Lines and act are a bijection: from lines an act is made, and its lines must be those again.
//! Must not know: what an act means.

use crate::{
    evidence::order::Leaf,
    text::{Kind, Untrusted},
    wire::order::OrderAct,
};
use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};
use std::fmt;

/// Why lines and an act don't belong together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTheAct {
    /// Orders of this kind are not written line by line.
    #[error("an order of this kind is not written value by value")]
    Kind,
    /// Something in the act could not be shown as it is, so it can't be signed (scenario 13).
    #[error("the act has a value that could not be shown as it is, so it can't be signed")]
    NotShowable,
    /// The lines are not exactly those of an act of this kind.
    #[error("the lines are not those of an act of this kind")]
    Lines,
}

/// What stands in a line of every order, and so not among these.
const REASON: &str = "reason";
/// No act is nested deeper.
const DEEPEST: usize = 8;

/// The word of an act's kind and its values, in the order in which they are sent; without the reason.
pub(super) fn of(act: &OrderAct) -> Result<(String, Vec<Leaf>), NotTheAct> {
    let json = serde_json::to_string(act).map_err(|_| NotTheAct::Lines)?;
    let mut found = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(&json);
    let all = Walk { path: String::new(), found: &mut found };
    all.deserialize(&mut reader).map_err(|_| NotTheAct::NotShowable)?;
    let mut word = String::new();
    let mut leaves = Vec::with_capacity(found.len());
    for (path, value) in found {
        let (kind, path) = path.split_once('.').ok_or(NotTheAct::Lines)?;
        kind.clone_into(&mut word);
        if path != REASON {
            leaves.push(Leaf::new(path, &value).map_err(|_| NotTheAct::NotShowable)?);
        }
    }
    Ok((word, leaves))
}

/// The act of this kind with these values.
pub(super) fn to_act(word: &str, leaves: &[Leaf], reason: &str) -> Result<OrderAct, NotTheAct> {
    let mut content = Value::Object(Map::new());
    for leaf in leaves {
        let value = serde_json::from_str(leaf.value()).map_err(|_| NotTheAct::Lines)?;
        put(&mut content, leaf.path(), value).ok_or(NotTheAct::Lines)?;
    }
    if let Value::Object(members) = &mut content {
        members.insert(REASON.to_owned(), Value::String(reason.to_owned()));
    }
    let whole = Value::Object(Map::from_iter([(word.to_owned(), content)]));
    let act: OrderAct = serde_json::from_value(whole).map_err(|_| NotTheAct::Lines)?;
    if of(&act)?.1 == leaves { Ok(act) } else { Err(NotTheAct::Lines) }
}

/// Puts a value at its place; `None` when the place is not one, or has something already.
fn put(content: &mut Value, path: &str, value: Value) -> Option<()> {
    let mut at = content;
    for (depth, part) in path.split('.').enumerate() {
        let (name, items) = part.split_once('[').map_or((part, None), |(name, items)| (name, Some(items)));
        if depth == DEEPEST || name.is_empty() {
            return None;
        }
        at = member(at, name)?;
        for item in items.into_iter().flat_map(|items| items.split('[')) {
            at = nth(at, item.strip_suffix(']')?.parse().ok()?)?;
        }
    }
    at.is_null().then(|| *at = value)
}

fn member<'v>(at: &'v mut Value, name: &str) -> Option<&'v mut Value> {
    if at.is_null() {
        *at = Value::Object(Map::new());
    }
    Some(at.as_object_mut()?.entry(name).or_insert(Value::Null))
}

fn nth(at: &mut Value, place: usize) -> Option<&mut Value> {
    if at.is_null() {
        *at = Value::Array(Vec::new());
    }
    let items = at.as_array_mut()?;
    if place == items.len() {
        items.push(Value::Null);
    }
    items.get_mut(place)
}

/// Walks through JSON in the order in which it is written, and keeps each value with its place.
struct Walk<'f> {
    path: String,
    found: &'f mut Vec<(String, String)>,
}

impl Walk<'_> {
    fn keep<E: Error>(self, value: &Value) -> Result<(), E> {
        self.found.push((self.path, value.to_string()));
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an act")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.keep(&value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.keep(&value.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        // Escapes of JSON are printable; what they stand for must be, too.
        if Untrusted::new(text).gate(Kind::Prose).is_escaped() {
            return Err(E::custom("not showable"));
        }
        self.keep(&text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut place = 0;
        let Self { path, found } = self;
        while let Some(()) = items.next_element_seed(Walk { path: format!("{path}[{place}]"), found: &mut *found })? {
            place += 1;
        }
        if place == 0 {
            found.push((path, "[]".to_owned()));
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Self { path, found } = self;
        while let Some(name) = members.next_key::<String>()? {
            let path = if path.is_empty() { name } else { format!("{path}.{name}") };
            members.next_value_seed(Walk { path, found: &mut *found })?;
        }
        Ok(())
    }
}
