//! Postings about cooperative approaches, authorizations and authorized entities.
//! A version of an authorization never changes but in its state; another version belongs to the same approach, Party and metric.
//! Must not know: blocks.

use super::{Applied, Applying, Trouble, read, refuse};
use crate::{
    domain::{
        ApproachId, AuthorizationId, PartyCode, Vintage,
        approach::{ApproachState, InitialReport},
        authorization::{AuthorizationState, FirstTransferDefinition, Purpose},
    },
    sandbox::book,
    wire::ledger::{Approach, Authorization, Entity},
};
use rusqlite::{OptionalExtension, params};

impl Applying<'_> {
    /// Records a cooperative approach, or gives it a new state.
    pub(super) fn approach(&self, approach: &Approach) -> Applied {
        let Approach { id, name, parties, state, initial_report } = approach;
        let key: ApproachId = read(id)?;
        for party in parties {
            read::<PartyCode>(party)?;
        }
        let Some(to) = ApproachState::of_word(state) else { return no_word("state of an approach", state) };
        if InitialReport::of_word(initial_report).is_none() {
            return no_word("state of an initial report", initial_report);
        }
        if let Some(before) = book::approach(self.book, id)?.filter(|before| before.state != to) {
            before.state.step(to).map_err(|why| Trouble::Why(why.to_string()))?;
        }
        let parties = words(parties)?;
        self.prepare("INSERT OR REPLACE INTO approaches VALUES (?, ?, ?, ?, ?)")?.execute(params![
            key.to_string(),
            name,
            parties,
            state,
            initial_report
        ])?;
        Ok(())
    }

    /// Records a version of an authorization, or gives it a new state.
    pub(super) fn authorization(&self, said: &Authorization) -> Applied {
        fits(said)?;
        let Some(approach) = book::approach(self.book, &said.approach)? else {
            return refuse(format!("there is no cooperative approach {}", said.approach));
        };
        if !approach.parties.contains(&read(&said.party)?) {
            return refuse(format!("{} does not take part in {}", said.party, said.approach));
        }
        let others = "SELECT EXISTS (SELECT 1 FROM authorizations
                      WHERE id = ?1 AND (approach, party, metric) IS NOT (?2, ?3, ?4))";
        let other: bool =
            self.prepare(others)?.query_row((&said.id, &said.approach, &said.party, &said.metric), |row| row.get(0))?;
        if other {
            return refuse(format!("authorization {} is for another approach, Party or metric", said.id));
        }
        if self.version_differs(said)? {
            let Authorization { id, version, .. } = said;
            return refuse(format!(
                "version {version} of authorization {id} is recorded with other terms; a change is a new version"
            ));
        }
        self.write_authorization(said)
    }

    /// Whether the version is recorded and says something else in more than its state.
    fn version_differs(&self, said: &Authorization) -> Applied<bool> {
        let exists = "SELECT 1 FROM authorizations WHERE id = ? AND version = ?";
        let known: Option<i64> = self.prepare(exists)?.query_row((&said.id, said.version), |row| row.get(0)).optional()?;
        if known.is_none() {
            return Ok(false);
        }
        let before = book::authorization_said(self.book, &said.id, Some(said.version))?;
        Ok(before.is_some_and(|before| Authorization { state: said.state.clone(), ..before } != *said))
    }

    fn write_authorization(&self, said: &Authorization) -> Applied {
        let timeframe = said.timeframe.unzip();
        let quantity = said.quantity.map(|most| most.0.cast_signed());
        let sql = "INSERT OR REPLACE INTO authorizations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        self.prepare(sql)?.execute(params![
            said.id,
            said.version,
            said.state,
            said.approach,
            said.party,
            said.date.to_string(),
            said.purpose,
            said.first_transfer,
            words(&said.parties)?,
            words(&said.entities)?,
            quantity,
            timeframe.0,
            timeframe.1,
            said.metric,
            said.mitigation_type,
            said.sector,
            said.activity_type,
            said.terms,
        ])?;
        Ok(())
    }

    /// Records an authorized entity.
    pub(super) fn entity(&self, entity: &Entity) -> Applied {
        let Entity { id, name, country, party } = entity;
        if id.is_empty() || name.is_empty() {
            return refuse("an entity has an identification number and a name");
        }
        read::<PartyCode>(country)?;
        read::<PartyCode>(party)?;
        self.prepare("INSERT OR REPLACE INTO entities VALUES (?, ?, ?, ?)")?.execute(params![id, party, name, country])?;
        Ok(())
    }
}

/// Whether the parts of an authorization are what they should be.
fn fits(said: &Authorization) -> Applied {
    read::<AuthorizationId>(&said.id)?;
    for party in &said.parties {
        read::<PartyCode>(party)?;
    }
    if said.version == 0 {
        return refuse("versions of an authorization begin at 1");
    }
    if AuthorizationState::of_word(&said.state).is_none() {
        return no_word("state of an authorization", &said.state);
    }
    if Purpose::of_word(&said.purpose).is_none() {
        return no_word("purpose", &said.purpose);
    }
    if let Some(definition) = said.first_transfer.as_deref().filter(|word| FirstTransferDefinition::of_word(word).is_none()) {
        return no_word("first transfer definition", definition);
    }
    if !matches!(said.metric.as_str(), "GHG" | "non-GHG") {
        return no_word("metric", &said.metric);
    }
    if said.quantity.is_some_and(|most| i64::try_from(most.0).is_err()) {
        return refuse("the authorized quantity is above 9 223 372 036 854 775 807, the most this registry can keep");
    }
    let sound = |(first, last): (u16, u16)| first <= last && Vintage::new(first).is_ok() && Vintage::new(last).is_ok();
    if !said.timeframe.is_none_or(sound) {
        return refuse("the timeframe is two years from 2021 on, the earlier first");
    }
    Ok(())
}

/// A word that nothing has.
pub(super) fn no_word<T>(what: &str, word: &str) -> Applied<T> {
    refuse(format!("\"{word}\" is no {what}"))
}

/// Words as a JSON array.
fn words(words: &[String]) -> Applied<String> {
    serde_json::to_string(words).map_err(|_| Trouble::Why("a list of words can't be written".to_owned()))
}
