//! The text of a policy for the tests in this crate and for those beside it: what they all have, around what each of them is about.
//! It is put together when the program is built, so that a test can hold it as a constant.
//! Must not know: which hours and bands a test needs, or what is tested.

/// The text of the first policy of CHE01 for the year 2026, with these holidays, hours and bands.
macro_rules! policy_text {
    (holidays: $holidays:literal, window: $window:literal, outside: $outside:literal, bands: $bands:literal $(,)?) => {
        concat!(
            "itmo-policy/v1\nregistry: CHE01\nenvironment: practice\nversion: 1\nprevious: none\n",
            "valid-from: 2026-01-01T00:00:00Z\nvalid-to: 2027-01-01T00:00:00Z\n",
            "time-zone: Europe/Zurich\nworking-days: mon,tue,wed,thu,fri\n",
            $holidays,
            "window: ",
            $window,
            "\noutside-window: ",
            $outside,
            "\n",
            $bands,
            "limit-order: 1000000\nlimit-account-day: 5000000\nlimit-counterpart-day: none\nlimit-registry-day: none\n",
            "trusted-delay-working-days: 4\norder-life-online-hours: 24\norder-life-offline-hours: 72\n",
            "different-stations: yes\nsame-host-minutes: 30\ndwell-seconds-per-field: 1\n",
        )
    };
}
pub(crate) use policy_text;
