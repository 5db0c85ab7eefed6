//! An addition to the accounts that are trusted: every operator sees how long it can still be ended before it counts (F16, scenario 8).

use super::desk::Desk;
use countersign::app::Timer;

/// The first account keeps a list, with an addition that counts in 76 hours.
fn list(size: (u16, u16), keys: &str) -> Desk {
    let mut desk = Desk::open();
    desk.resize(size.0, size.1);
    desk.press(keys);
    desk
}

/// F16, scenario 8: what is left stands beside the time, and comes to the next hour by itself, neither sooner nor later.
#[test]
fn scenario_8_the_time_that_is_left_counts_down() {
    for (size, keys) in [((80, 24), "enter t"), ((200, 50), "enter")] {
        let mut desk = list(size, keys);
        let says = |desk: &Desk, left: &str| {
            let screen = desk.screen();
            assert!(screen.contains(&format!("pending, counts from 2026-11-25 13:14 UTC, in {left}")), "{left}\n{screen}");
        };
        says(&desk, "3 d 04 h");
        let mut passed = 0;
        for left in ["3 d 03 h", "3 d 02 h"] {
            let after = i64::try_from(desk.timers[&Timer::Reading].as_millis()).unwrap();
            passed += after;
            desk.later(passed);
            assert!(desk.fire(Timer::Reading));
            says(&desk, left);
        }
        assert_eq!(passed, (3_600 + 60) * 1_000, "woken twice in an hour and a minute");
        desk.later(76 * 3_600_000);
        assert!(desk.fire(Timer::Reading));
        assert!(desk.screen().contains("counts since 2026-11-25 13:14 UTC"), "{}", desk.screen());
        assert!(!desk.timers.contains_key(&Timer::Reading), "nothing more is awaited: {:?}", desk.timers);
    }
}

/// Where the list is not on the screen nobody is woken for it.
#[test]
fn a_countdown_that_is_not_shown_wakes_nobody() {
    let mut desk = list((80, 24), "enter t");
    assert!(desk.timers.contains_key(&Timer::Reading), "{:?}", desk.timers);
    desk.press("esc");
    desk.fire(Timer::Reading);
    assert!(!desk.timers.contains_key(&Timer::Reading), "{:?}", desk.timers);
}
