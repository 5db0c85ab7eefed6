//! Exports as the console sees them: the form, the one that is under way, and what came of it.
//! One at a time. It goes on while the operator looks elsewhere, even at another registry.
//! Must not know: how a file is written.

use super::State;
use crate::{
    app::{
        Action, Effect, RequestId, Ticket,
        confirm::{Confirm, YesNo},
        export::{ExportOrder, ExportProblem, Progress, Written, shown, usual_name},
        overlay::{ExportBox, Overlay},
        toast::Severity,
    },
    registry::sheet::Format,
    text::{number::grouped, time},
};
use std::path::{Path, PathBuf};

/// The argument of an export that may replace the file it met.
const REPLACE: &str = "!";

/// Where exports go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folders {
    /// The folder of a name without one.
    pub exports: PathBuf,
    /// What `~` stands for.
    pub home: Option<PathBuf>,
}

/// The console's exports.
#[derive(Debug, Default)]
pub(super) struct Exports {
    folders: Folders,
    /// The one that is under way.
    running: Option<Running>,
    /// One that met a file with its name, until the operator says what is to become of that.
    met: Option<ExportOrder>,
}

/// An export that is under way.
#[derive(Debug)]
struct Running {
    request: RequestId,
    order: ExportOrder,
    progress: Option<Progress>,
}

impl Exports {
    /// None yet, and where they will go.
    pub(super) fn to(folders: Folders) -> Self {
        Self { folders, ..Self::default() }
    }
}

impl Folders {
    /// The place of a file by its name, which may begin with folders or with `~/`.
    fn place(&self, name: &str) -> PathBuf {
        match (name.strip_prefix("~/"), &self.home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => self.exports.join(Path::new(name)),
        }
    }
}

impl State {
    /// The place of a file that is written beside the exports.
    pub(super) fn export_place(&self, name: &str) -> PathBuf {
        self.exports.folders.place(name)
    }

    /// Whether an export is under way.
    pub(super) fn is_exporting(&self) -> bool {
        self.exports.running.is_some()
    }

    /// How far the export under way is, as a sentence for the message line.
    pub(super) fn export_sentence(&self) -> Option<String> {
        let running = self.exports.running.as_ref()?;
        let how_far = running.progress.map_or_else(|| "no rows yet".to_owned(), Progress::words);
        let key = self.keymap.live_keys(self.place().scopes(), Action::ExportStop).into_iter().next();
        let stop = key.map_or_else(String::new, |key| format!("  ({key}: give up)"));
        Some(format!("Writing {}: {how_far}{stop}", running.order.rows.word()))
    }

    /// Exports the list: asks how and where, or does it when a name is given.
    pub(super) fn export(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        match argument.as_deref().map(str::trim) {
            None => self.ask_for_export(),
            Some(REPLACE) => match self.exports.met.take() {
                Some(order) => self.begin_export(ExportOrder { replace: true, ..order }, effects),
                None => self.misfit(Action::Export, REPLACE, effects),
            },
            Some(name) => match self.export_order(name) {
                Some(order) => self.begin_export(order, effects),
                None => self.misfit(Action::Export, name, effects),
            },
        }
    }

    fn ask_for_export(&mut self) {
        let (Some(many), Some(extract)) = (self.rows_are_called(), self.extract()) else { return };
        let rows = self.row_count().map_or_else(|| "all".to_owned(), grouped);
        let what = format!("{rows} {many}");
        let registry = match (self.standing.value(), self.profile()) {
            (Some(standing), _) => standing.registry.to_string(),
            (None, profile) => profile.map_or_else(String::new, |profile| profile.name.clone()),
        };
        let format = Format::default();
        let name = usual_name(extract.word(), &registry, &time::day(self.now), format);
        let form = ExportBox::new(what, shown(&self.exports.folders.exports), &name, format);
        self.overlays.push(Overlay::Export(Box::new(form)));
    }

    /// The order for the list as it is asked for now; `None` when the name does not end like a format.
    fn export_order(&self, name: &str) -> Option<ExportOrder> {
        let format = Format::of_file(name)?;
        let rows = self.export_rows()?;
        Some(ExportOrder { rows, format, mark: true, path: self.exports.folders.place(name), replace: false })
    }

    fn begin_export(&mut self, order: ExportOrder, effects: &mut Vec<Effect>) {
        let ticket = self.tickets.issue();
        self.exports.running = Some(Running { request: ticket.request, order: order.clone(), progress: None });
        effects.push(Effect::Export { ticket, order: Box::new(order) });
    }

    /// Gives the export up. It is over when the runtime says so: it may have been done already.
    pub(super) fn stop_export(&mut self, effects: &mut Vec<Effect>) {
        effects.push(Effect::ExportStop);
    }

    /// An export has come further.
    pub(super) fn exporting(&mut self, ticket: Ticket, progress: Progress) {
        if let Some(running) = self.exports.running.as_mut().filter(|running| running.request == ticket.request) {
            running.progress = Some(progress);
        }
    }

    /// An export is over.
    pub(super) fn exported(&mut self, ticket: Ticket, ended: Result<Written, ExportProblem>, effects: &mut Vec<Effect>) {
        let Some(running) = self.exports.running.take_if(|running| running.request == ticket.request) else { return };
        match ended {
            Ok(written) => self.say(Severity::Info, written.sentence(), effects),
            Err(ExportProblem::Exists(path)) => {
                self.exports.met = Some(running.order);
                let lines = vec![format!("{} is there already. What is in it now would be gone.", shown(&path))];
                let ask = YesNo::new("Replace the file?", lines, Action::Export, Some(REPLACE.to_owned()));
                self.overlays.push(Overlay::Confirm(Box::new(Confirm::YesNo(ask))));
            }
            Err(ExportProblem::GivenUp) => self.say(Severity::Info, ExportProblem::GivenUp.sentence(), effects),
            Err(problem) => {
                if let ExportProblem::Registry(problem) = &problem {
                    self.problem = Some(problem.clone());
                }
                self.say(Severity::Error, format!("The list was not exported. {}", problem.sentence()), effects);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_its_place() {
        let folders = Folders { exports: "/data".into(), home: Some("/home/amina".into()) };
        for (name, place) in [
            ("a.csv", "/data/a.csv"),
            ("x/a.csv", "/data/x/a.csv"),
            ("/tmp/a.csv", "/tmp/a.csv"),
            ("~/a.csv", "/home/amina/a.csv"),
            ("~bob/a.csv", "/data/~bob/a.csv"),
        ] {
            assert_eq!(folders.place(name), Path::new(place));
        }
        let homeless = Folders { home: None, ..folders };
        assert_eq!(homeless.place("~/a.csv"), Path::new("/data/~/a.csv"));
    }
}
