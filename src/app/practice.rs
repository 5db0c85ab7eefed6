//! A desk of a practice demo, in words for Home: who sits here, where the initiator does, and the commands that open the other desks.
//! It is made where the demo begins and of nothing else: no profile of a configuration has one.
//! Must not know: how a desk is opened, or where the registries run.

use super::Signer;

/// A desk of a demo that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeDesk {
    /// Who sits here.
    pub who: Signer,
    /// As what, in the word of the command line, such as `approver`.
    pub seat: &'static str,
    /// Who initiates, where that is somebody else.
    pub initiator: Option<Signer>,
    /// The other desks besides the initiator's, the one to open first at the beginning.
    pub others: Vec<&'static str>,
    /// Where the registry is, such as `127.0.0.1:40123`: it tells this demo from others that run.
    pub address: String,
}

/// A line about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeLine {
    /// What it is about: a word.
    pub label: &'static str,
    /// What is so.
    pub text: String,
    /// Whether it is a command to be typed in another terminal.
    pub is_command: bool,
}

impl PracticeDesk {
    /// The command that opens the next desk of the same demo, in another terminal.
    pub fn command(&self) -> Option<String> {
        let next = self.others.first()?;
        Some(format!("countersign demo --as {next} --of {}", self.address))
    }

    /// The lines, the most useful first.
    pub fn lines(&self) -> Vec<PracticeLine> {
        let said = |label, text| PracticeLine { label, text, is_command: false };
        let at = |who: &Signer| format!("{} at {}", who.person, who.station);
        let mut lines = vec![said("you", format!("{}, the {}", at(&self.who), self.seat))];
        if let Some(initiator) = &self.initiator {
            lines.push(said("initiator", format!("{}, where the demo was started", at(initiator))));
        }
        if let (Some(next), Some(command)) = (self.others.first(), self.command()) {
            lines.push(PracticeLine { label: next, text: command, is_command: true });
        }
        if let Some(more) = self.others.get(1..).filter(|more| !more.is_empty()) {
            lines.push(said("also --as", more.join(", ")));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(person: &str, station: &str) -> Signer {
        Signer { person: person.parse().unwrap(), station: station.parse().unwrap() }
    }

    fn texts(desk: &PracticeDesk) -> Vec<(&'static str, String)> {
        desk.lines().into_iter().map(|line| (line.label, line.text)).collect()
    }

    #[test]
    fn it_names_who_sits_here_the_initiator_and_the_desks_that_can_still_be_opened() {
        let mut desk = PracticeDesk {
            who: signer("amina-kessie", "ONL-1"),
            seat: "initiator",
            initiator: None,
            others: vec!["approver", "releaser", "support"],
            address: "127.0.0.1:40123".into(),
        };
        assert_eq!(
            texts(&desk),
            [
                ("you", "amina-kessie at ONL-1, the initiator".to_owned()),
                ("approver", "countersign demo --as approver --of 127.0.0.1:40123".to_owned()),
                ("also --as", "releaser, support".to_owned()),
            ]
        );
        desk = PracticeDesk {
            who: signer("luc-bernasconi", "ONL-2"),
            seat: "approver",
            initiator: Some(desk.who),
            others: vec!["releaser"],
            ..desk
        };
        assert_eq!(
            texts(&desk)[1..],
            [
                ("initiator", "amina-kessie at ONL-1, where the demo was started".to_owned()),
                ("releaser", "countersign demo --as releaser --of 127.0.0.1:40123".to_owned()),
            ]
        );
        assert_eq!(PracticeDesk { others: Vec::new(), ..desk }.command(), None);
    }
}
