//! What was found: one line each, with what it means and what to do; together an exit status.
//! Three levels: all is well, something should be looked at, something does not work.
//! Must not know: what was looked at.

use serde::Serialize;
use std::fmt::Write;

/// How good or bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    /// All is well.
    Ok,
    /// Something should be looked at.
    Warn,
    /// Something does not work.
    Fail,
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    /// How good or bad it is.
    pub(super) level: Level,
    /// What it is about, in a word or two.
    about: &'static str,
    /// The profile it is about, if it is about one.
    profile: Option<String>,
    /// What is so, as a sentence.
    what: String,
    /// What to do, as a sentence; empty when there is nothing to do.
    advice: String,
}

impl Finding {
    /// All is well.
    pub(super) fn ok(about: &'static str, what: impl Into<String>) -> Self {
        Self { level: Level::Ok, about, profile: None, what: what.into(), advice: String::new() }
    }

    /// Something should be looked at.
    pub(super) fn warn(about: &'static str, what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { level: Level::Warn, about, profile: None, what: what.into(), advice: advice.into() }
    }

    /// Something does not work.
    pub(super) fn fail(about: &'static str, what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { level: Level::Fail, about, profile: None, what: what.into(), advice: advice.into() }
    }

    /// The same, about a profile.
    pub(super) fn of(self, profile: &str) -> Self {
        Self { profile: Some(profile.to_owned()), ..self }
    }
}

/// All that was found.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    /// The worst of it.
    status: Level,
    /// Each, in the order it was looked at.
    findings: Vec<Finding>,
}

impl Report {
    /// A report of these.
    pub(super) fn of(findings: Vec<Finding>) -> Self {
        Self { status: findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Ok), findings }
    }

    /// The exit status: 0 all is well, 1 something should be looked at, 2 something does not work.
    pub(super) fn status(&self) -> u8 {
        match self.status {
            Level::Ok => 0,
            Level::Warn => 1,
            Level::Fail => 2,
        }
    }

    /// A line for each, and one for all.
    pub(super) fn lines(&self) -> String {
        let about = |finding: &Finding| match &finding.profile {
            Some(profile) => format!("{} {profile}", finding.about),
            None => finding.about.to_owned(),
        };
        let width = self.findings.iter().map(|finding| about(finding).len()).max().unwrap_or(0);
        let mut text = String::new();
        for finding in &self.findings {
            let Finding { level, what, advice, .. } = finding;
            let line = format!("{:4}  {:width$}  {what} {advice}", level.word(), about(finding));
            text.push_str(line.trim_end());
            text.push('\n');
        }
        let count = |level| self.findings.iter().filter(|finding| finding.level == level).count();
        let (warn, fail) = (count(Level::Warn), count(Level::Fail));
        let all = match (warn, fail) {
            (0, 0) => "All is well.".to_owned(),
            (_, 0) => format!("{warn} to look at; everything works."),
            (0, _) => format!("{fail} that {} not work.", if fail == 1 { "does" } else { "do" }),
            _ => format!("{fail} that {} not work, {warn} to look at.", if fail == 1 { "does" } else { "do" }),
        };
        // Writing into a String can't fail.
        let _ = writeln!(text, "\n{all}");
        text
    }

    /// The same as JSON.
    pub(super) fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_decides_and_columns_align() {
        assert_eq!(Report::of(Vec::new()).status(), 0);
        let mut findings = vec![Finding::ok("terminal", "It is one.")];
        assert_eq!(Report::of(findings.clone()).lines(), "ok    terminal  It is one.\n\nAll is well.\n");
        findings.push(Finding::warn("clock", "It is late.", "Set it.").of("swiss"));
        assert_eq!(Report::of(findings.clone()).status(), 1);
        findings.push(Finding::fail("keyring", "There is none.", "Start one."));
        let report = Report::of(findings);
        assert_eq!(report.status(), 2);
        let expected = "ok    terminal     It is one.\nwarn  clock swiss  It is late. Set it.\n\
                        fail  keyring      There is none. Start one.\n\n1 that does not work, 1 to look at.\n";
        assert_eq!(report.lines(), expected);
        let json: serde_json::Value = serde_json::from_str(&report.json()).unwrap();
        assert_eq!((&json["status"], &json["findings"][1]["profile"]), (&"fail".into(), &"swiss".into()));
    }
}
