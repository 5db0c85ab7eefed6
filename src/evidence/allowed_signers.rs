//! Whose keys may sign what, as lines that stock `ssh-keygen -Y verify -f` reads.
//! A person's key is good for what persons do and a station's for what stations do; a line never allows both.
//! Must not know: which roster is in force, or what a person's roles allow; `ssh-keygen` doesn't either.

use super::{
    key::PublicKey, moment::Moment, openssh_key::openssh_public, principal::Principal, roster::Roster, validity::Validity,
};
use std::fmt;

/// A line: who may sign with which key, and from when until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedSigner {
    /// Who.
    pub principal: Principal,
    /// With which key.
    pub key: PublicKey,
    /// From when until when, if that is limited. `ssh-keygen` reckons in seconds.
    pub validity: Option<Validity>,
}

/// The lines of everybody in a roster: persons first, then stations, each key for as long as its row says.
pub fn of_roster(roster: &Roster) -> Vec<AllowedSigner> {
    let line = |principal, key, validity| AllowedSigner { principal, key, validity: Some(validity) };
    let persons = roster.keys.iter().map(|row| line(Principal::Person(row.person.clone()), row.public, row.validity));
    let stations = roster.stations.iter().map(|row| line(Principal::Station(row.id.clone()), row.public, row.validity));
    persons.chain(stations).collect()
}

/// The line, without its end.
impl fmt::Display for AllowedSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.principal.namespaces().iter().map(|namespace| namespace.word()).collect();
        write!(f, "{} namespaces=\"{}\"", self.principal, words.join(","))?;
        if let Some(validity) = self.validity {
            let second = |at: Moment| at.timestamp().strftime("%Y%m%d%H%M%SZ");
            write!(f, ",valid-after=\"{}\",valid-before=\"{}\"", second(validity.from()), second(validity.to()))?;
        }
        write!(f, " {}", openssh_public(&self.key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{key::SecretKey, sample};

    #[test]
    fn a_line_says_who_what_for_and_until_when() {
        let key = SecretKey::from_seed(&[1; 32]).public();
        let line = openssh_public(&key);
        let station = AllowedSigner { principal: Principal::Station("ONL-2".parse().unwrap()), key, validity: None };
        let words = "itmo-station@v1,itmo-journal@v1,itmo-pack@v1,itmo-snapshot@v1";
        assert_eq!(station.to_string(), format!("station:ONL-2 namespaces=\"{words}\" {line}"));
        let at = |text: &str| text.parse::<Moment>().unwrap();
        let validity = Validity::new(at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")).ok();
        let person = AllowedSigner { principal: Principal::Person("amina.k".parse().unwrap()), key, validity }.to_string();
        assert!(person.starts_with("person:amina.k namespaces=\"itmo-initiate@v1,itmo-approve@v1,"), "{person}");
        let until = format!("\",valid-after=\"20260101000000Z\",valid-before=\"20270101000000Z\" {line}");
        assert!(person.ends_with(&until), "{person}");
        assert!(!person.contains("itmo-station"), "{person}");
    }

    #[test]
    fn everybody_in_a_roster_has_a_line_for_each_key() {
        let roster = sample::roster();
        let lines: Vec<String> = of_roster(roster.roster()).iter().map(ToString::to_string).collect();
        assert_eq!(lines.len(), sample::KEYS.len() + sample::STATIONS.len());
        for (name, whose) in [("amina.k", "person:amina.k"), ("amina.k/2", "person:amina.k"), ("ONL-2", "station:ONL-2")] {
            let key = openssh_public(&sample::secret(name).public());
            assert!(lines.iter().any(|line| line.starts_with(&format!("{whose} ")) && line.ends_with(&key)), "{name}: {lines:?}");
        }
        assert!(lines.iter().all(|line| line.contains(",valid-after=\"2026")), "{lines:?}");
    }
}
