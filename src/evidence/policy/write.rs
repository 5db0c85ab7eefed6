//! Writes a policy in its one spelling.
//! Bands stand in the order they are given; reading refuses another order than the ascending one.
//! Must not know: whether it asks for enough.

use super::{MAGIC, Policy};
use crate::evidence::lines::LineWriter;

pub(super) fn write(policy: &Policy) -> String {
    let limits = &policy.limits;
    LineWriter::new(MAGIC)
        .put("registry", policy.registry)
        .put("environment", policy.environment)
        .put("version", policy.version)
        .put_if("previous", policy.previous.map(|digest| format!("sha256:{digest}")))
        .put("valid-from", policy.validity.from())
        .put("valid-to", policy.validity.to())
        .put("time-zone", &policy.calendar.zone)
        .put("working-days", policy.calendar.weekdays)
        .put_numbered("holiday", policy.calendar.holidays.iter())
        .put_if("window", policy.window)
        .put("outside-window", policy.outside.word())
        .put_numbered("band", policy.bands.iter())
        .put_if("limit-order", limits.order.map(|most| most.count()))
        .put_if("limit-account-day", limits.account_day.map(|most| most.count()))
        .put_if("limit-counterpart-day", limits.counterpart_day.map(|most| most.count()))
        .put_if("limit-registry-day", limits.registry_day.map(|most| most.count()))
        .put("trusted-delay-working-days", policy.trusted_delay)
        .put("order-life-online-hours", policy.life_online)
        .put("order-life-offline-hours", policy.life_offline)
        .put("different-stations", if policy.different_stations { "yes" } else { "no" })
        .put("same-host-minutes", policy.same_host_minutes)
        .put("dwell-seconds-per-field", policy.dwell_seconds)
        .finish()
}
