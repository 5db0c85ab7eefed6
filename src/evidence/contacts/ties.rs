//! Chains of escalation and distribution lists as lines of a bundle.
//! The steps of a chain stand in the order in which they are taken; roles of a list ascend.
//! Must not know: the other entries.

use super::line::{NONE, listed, several, take, word_of};
use crate::{
    domain::contact::{DistributionList, Entry, EscalationChain, Role, Severity, Tlp, Topic},
    evidence::lines::{LineProblem, LineWriter, Lines},
};

fn topic(lines: &Lines<'_>, word: &str) -> Result<Topic, LineProblem> {
    word_of(word, Topic::of_word, "a topic").map_err(|why| lines.wrong(why))
}

fn role(lines: &Lines<'_>, word: &str) -> Result<Role, LineProblem> {
    word_of(word, Role::of_word, "a role").map_err(|why| lines.wrong(why))
}

pub fn read_chain(lines: &mut Lines<'_>, row: &str) -> Result<Entry, LineProblem> {
    let [registry, about, severity, steps] = take(lines, row, "REGISTRY TOPIC SEVERITY STEPS")?;
    let severity = word_of(severity, Severity::of_word, "a severity").map_err(|why| lines.wrong(why))?;
    let rungs =
        if steps == NONE { Vec::new() } else { steps.split(',').map(|step| lines.read(step)).collect::<Result<_, _>>()? };
    Ok(Entry::Chain(EscalationChain { registry: lines.read(registry)?, topic: topic(lines, about)?, severity, rungs }))
}

pub fn write_chain(writer: LineWriter, row: &str, entry: &Entry) -> LineWriter {
    let Entry::Chain(chain) = entry else { return writer };
    let steps = listed(&chain.rungs);
    writer.put(row, format!("{} {} {} {steps}", chain.registry, chain.topic.word(), chain.severity.word()))
}

pub fn read_list(lines: &mut Lines<'_>, row: &str) -> Result<Entry, LineProblem> {
    let [id, about, ceiling, roles] = take(lines, row, "ID TOPIC CEILING ROLES")?;
    let ceiling = word_of(ceiling, Tlp::of_word, "a TLP label").map_err(|why| lines.wrong(why))?;
    let roles = several(lines, roles, |word| role(lines, word))?;
    Ok(Entry::List(DistributionList { id: lines.read(id)?, topic: topic(lines, about)?, roles, ceiling }))
}

pub fn write_list(writer: LineWriter, row: &str, entry: &Entry) -> LineWriter {
    let Entry::List(list) = entry else { return writer };
    let roles = listed(list.roles.iter().map(|role| role.word()));
    writer.put(row, format!("{} {} {} {roles}", list.id, list.topic.word(), list.ceiling.word()))
}
