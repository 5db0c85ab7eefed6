//! Reads a policy strictly, line by line: what could be written in two ways is not read (T07).
//! A band that asks for no approval is no band, and is refused where it stands (F18).
//! Must not know: whether the whole asks for enough.

use super::{Limits, MAGIC, Outside, Policy};
use crate::{
    domain::{Quantity, calendar::Calendar},
    evidence::{
        lines::{LineProblem, Lines},
        roster::head,
    },
};
use jiff::civil::Date;
use std::{collections::BTreeSet, fmt::Display, str::FromStr};

pub(super) fn read(octets: &[u8]) -> Result<Policy, LineProblem> {
    let mut lines = Lines::open(octets, MAGIC)?;
    let policy = Policy {
        registry: lines.take_as("registry")?,
        environment: lines.take_as("environment")?,
        version: lines.take_as("version")?,
        previous: head::previous(&mut lines)?,
        validity: head::validity(&mut lines)?,
        calendar: Calendar {
            zone: lines.take_as("time-zone")?,
            weekdays: lines.take_as("working-days")?,
            holidays: holidays(&mut lines)?,
        },
        window: lines.take_if("window")?,
        outside: word(&mut lines, "outside-window", &Outside::WORDS)?,
        bands: numbered(&mut lines, "band")?,
        limits: Limits {
            order: quantity(&mut lines, "limit-order")?,
            account_day: quantity(&mut lines, "limit-account-day")?,
            counterpart_day: quantity(&mut lines, "limit-counterpart-day")?,
            registry_day: quantity(&mut lines, "limit-registry-day")?,
        },
        trusted_delay: lines.take_as("trusted-delay-working-days")?,
        life_online: lines.take_as("order-life-online-hours")?,
        life_offline: lines.take_as("order-life-offline-hours")?,
        different_stations: word(&mut lines, "different-stations", &[(true, "yes"), (false, "no")])?,
        same_host_minutes: lines.take_as("same-host-minutes")?,
        dwell_seconds: lines.take_as("dwell-seconds-per-field")?,
    };
    lines.end()?;
    Ok(policy)
}

fn numbered<T: FromStr<Err: Display> + Display>(lines: &mut Lines<'_>, stem: &str) -> Result<Vec<T>, LineProblem> {
    let count: u16 = lines.take_as(&format!("{stem}-count"))?;
    (1..=count).map(|number| lines.take_as(&format!("{stem}-{number}"))).collect()
}

fn holidays(lines: &mut Lines<'_>) -> Result<BTreeSet<Date>, LineProblem> {
    let days: Vec<Date> = numbered(lines, "holiday")?;
    if !days.is_sorted_by(|before, after| before < after) {
        return Err(lines.wrong("holidays stand in ascending order, each once"));
    }
    Ok(days.into_iter().collect())
}

fn quantity(lines: &mut Lines<'_>, key: &str) -> Result<Option<Quantity>, LineProblem> {
    Ok(lines.take_if(key)?.map(Quantity::new))
}

fn word<T: Copy>(lines: &mut Lines<'_>, key: &str, words: &[(T, &str)]) -> Result<T, LineProblem> {
    let value = lines.take(key)?;
    let known = words.iter().find(|(_, word)| *word == value).map(|(value, _)| *value);
    let all: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
    known.ok_or_else(|| lines.wrong(format_args!("it is {}", all.join(" or "))))
}
