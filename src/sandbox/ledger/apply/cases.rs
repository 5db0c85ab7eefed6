//! Postings about cases of reconciliation: a step is written after the ones before it, if it can follow them.
//! The book keeps beside it what the lists and the checks look for: where the case is, and which ITMOs it keeps from new orders.
//! Must not know: who may take a step, and whose signatures are good.

use super::{Applied, Applying, read, refuse};
use crate::{
    domain::case::{Case, CaseId},
    sandbox::book,
    wire::{
        convert::{self, Place},
        ledger::CaseStep,
    },
};
use jiff::Timestamp;
use rusqlite::params;

impl Applying<'_> {
    /// Takes a step of a case.
    pub(super) fn case_step(&mut self, said: &CaseStep) -> Applied {
        let id: CaseId = read(&said.case)?;
        let event = match convert::case::event(&said.step, &Place::ROOT) {
            Ok(event) => event,
            Err(why) => return refuse(format!("a step of case {id} does not read: {why}")),
        };
        let before = book::case(self.book, id)?;
        if before.is_none() && id != book::next_case(self.book, self.registry)? {
            return refuse(format!("{id} is not the next case of this registry"));
        }
        let at = Timestamp::from_millisecond(self.at).map_err(|_| super::StoreProblem::Row("a time"))?;
        let case = match convert::case::next(id, before, &event, at) {
            Ok(case) => case,
            Err(why) => return refuse(format!("case {id}: {why}")),
        };
        let step = serde_json::to_string(&said.step).map_err(|_| super::StoreProblem::Row("step"))?;
        let sql = "INSERT INTO case_steps
                   SELECT ?1, (SELECT count(*) + 1 FROM case_steps WHERE case_id = ?1), ?2, ?3, ?4";
        self.prepare(sql)?.execute(params![said.case, self.at, self.seq, step])?;
        self.write_case(&case)
    }

    fn write_case(&self, case: &Case) -> Applied {
        let id = case.id.to_string();
        let sql = "INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                   ON CONFLICT (id) DO UPDATE SET state = excluded.state, owner = excluded.owner, keeps = excluded.keeps,
                       opened = excluded.opened, closed = excluded.closed, reopened = excluded.reopened";
        self.prepare(sql)?.execute(params![
            id,
            case.id.number(),
            case.found.peer.map(|peer| peer.to_string()),
            case.state.word(),
            case.owner.as_ref().map(|owner| owner.as_str()),
            case.keeps_from_orders(),
            case.opened.as_millisecond(),
            case.closed.map(Timestamp::as_millisecond),
            case.reopened,
        ])?;
        self.prepare("DELETE FROM case_spans WHERE case_id = ?")?.execute([&id])?;
        let kept = if case.keeps_from_orders() { case.found.about.blocks() } else { &[] };
        for (n, block) in (1_i64..).zip(kept) {
            let [approach, registry, party, vintage, first, last] = book::key(*block);
            let sql = "INSERT INTO case_spans VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
            self.prepare(sql)?.execute(params![id, n, approach, registry, party, vintage, first, last])?;
        }
        Ok(())
    }
}
