//! What the system says about a running process, from /proc.
//! Must not know: which process it is.

use rustix::process::Pid;
use std::fs;

/// What a process has done so far; two equal values mean that it did nothing in between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Context switches of all its threads: each wake-up is one.
    pub switches: u64,
    /// Processor time in clock ticks, of which there are 100 in a second.
    pub ticks: u64,
}

/// What the process has done so far.
pub fn effort(pid: Pid) -> Effort {
    let tasks = fs::read_dir(format!("/proc/{}/task", pid.as_raw_nonzero())).unwrap();
    let switches = tasks.filter_map(|task| fs::read_to_string(task.ok()?.path().join("status")).ok());
    let switches =
        switches.map(|status| field(&status, "voluntary_ctxt_switches") + field(&status, "nonvoluntary_ctxt_switches"));
    let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap();
    // The name may hold spaces, so fields are counted from its closing bracket: user and system time are the 12th and 13th.
    let (_, fields) = stat.rsplit_once(')').unwrap();
    let ticks = fields.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap());
    Effort { switches: switches.sum(), ticks: ticks.sum() }
}

/// Memory in KiB: resident now, and the most it ever was.
pub fn memory(pid: Pid) -> (u64, u64) {
    let status = fs::read_to_string(format!("/proc/{}/status", pid.as_raw_nonzero())).unwrap();
    (field(&status, "VmRSS"), field(&status, "VmHWM"))
}

fn field(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.and_then(|value| value.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
