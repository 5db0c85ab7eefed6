//! Bad links, as the operator sees them: a registry two seconds away, one that goes and comes back, a stream that is cut in the middle of
//! an event, two slow registries switched back and forth. No key waits, no row of another registry is ever shown, leaving takes no time.
//! Must not know: how a stream is read.

use crate::{
    answers::{result, summary},
    book::Book,
    desk::{Desk, assert_given_back},
    driver::{Change, Console},
    fake::{Fake, resource, signed_in, standing, window},
    listing,
    proxy::Proxy,
    server::Do,
};
use serde_json::Value;
use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

/// From a key to its frame, and from `q` to the end.
const AT_ONCE: Duration = Duration::from_millis(100);
/// How much longer that may take here: the binary is not optimised and the machine is shared.
const SLACK: u32 = 3;
/// No key may take so long, however busy the machine is: one that waited for a registry two seconds away would.
const FROZEN: Duration = Duration::from_millis(1_500);

/// The cursor goes down and up again; each key is answered at once, whatever the registry does.
fn assert_keys_are_quick(console: &mut Console) {
    let mut took: Vec<Duration> = (0..20)
        .map(|turn| {
            let (key, row) = if turn % 2 == 0 { ("down", 2) } else { ("up", 1) };
            let pressed = Instant::now();
            console.keys(key);
            console.wait_until(&format!("row {row}"), |screen| listing::row(screen) == Some(row));
            console.arrivals().last().unwrap().at - pressed
        })
        .collect();
    took.sort();
    assert!(took[took.len() / 2] <= AT_ONCE, "keys took {took:?}");
    assert!(took.last() < Some(&FROZEN), "one key waited: {took:?}");
}

fn assert_leaves_at_once(mut console: Console) {
    let asked = Instant::now();
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    let took = asked.elapsed();
    assert!(took < AT_ONCE * SLACK, "leaving took {took:?}");
    assert_given_back(&console, false);
}

/// What another person does is on the screen without a key, and the cursor stays where it was.
#[test]
fn what_another_person_does_comes_by_itself() {
    let book = Book::serve("CHE01");
    let desk = Desk::of(&[("swiss", &book.url())]);
    let mut console = desk.start(&[]).size(140, 30).spawn();
    console.wait_for("live");
    console.keys("down down down");
    console.wait_until("row 4", |screen| listing::row(screen) == Some(4));
    let rows = book.accounts("", None).rows;
    let account = rows.iter().take(20).find(|row| row.state.word() == "open").unwrap();
    book.freeze(&account.id);
    console.wait_until("the account, frozen", |screen| {
        let (_, columns) = screen.size();
        screen.rows(0, columns).any(|line| line.contains(account.id.as_str()) && line.contains("suspended"))
    });
    assert_eq!(console.look(listing::row), Some(4));
    assert_leaves_at_once(console);
}

#[test]
fn a_registry_two_seconds_away_stops_no_key() {
    let book = Book::serve_late("CHE01", Duration::from_secs(2));
    let desk = Desk::of(&[("swiss", &book.url())]);
    let mut console = desk.start(&[]).size(140, 30).spawn();
    console.wait_for("Accounts · 300 · row 1");
    assert_keys_are_quick(&mut console);
    console.wait_for("live");
    book.freeze(&book.accounts("state:open type:holding", None).rows[0].id);
    assert_keys_are_quick(&mut console);
    console.keys("r");
    console.wait_for("asking");
    assert_keys_are_quick(&mut console);
    assert_leaves_at_once(console);
}

#[test]
fn a_registry_that_goes_is_said_and_one_that_comes_back_is_live_again() {
    let book = Book::serve("CHE01");
    let proxy = Proxy::to(book.url().strip_prefix("http://").unwrap().parse().unwrap());
    let desk = Desk::of(&[("swiss", &format!("http://{}", proxy.address()))]);
    let mut console = desk.start(&[]).size(140, 30).spawn();
    console.wait_for("live");
    proxy.go();
    console.wait_for("not live since");
    console.wait_for("next try");
    assert_keys_are_quick(&mut console);
    let account = book.accounts("state:open", None).rows[0].id.clone();
    book.freeze(&account);
    proxy.come_back();
    console.wait_gone("not live");
    console.wait_until("what was missed", |screen| {
        let (_, columns) = screen.size();
        screen.rows(0, columns).any(|line| line.contains(account.as_str()) && line.contains("suspended"))
    });
    proxy.go();
    console.wait_for("not live since");
    assert_leaves_at_once(console);
}

fn event(revision: u64) -> String {
    format!("id: {revision}\nevent: change\ndata: {{\"revision\":\"{revision}\",\"kind\":\"k\",\"touched\":[]}}\n\n")
}

#[test]
fn a_stream_cut_in_the_middle_of_an_event_goes_on_after_the_last_whole_one() {
    let rows: Arc<Mutex<Vec<Value>>> = Arc::new(Mutex::new(vec![summary("GHA01-100-0001"), summary("GHA01-100-0002")]));
    let after: Arc<Mutex<Vec<Option<String>>>> = Arc::default();
    let fake = Fake::start_with_stream({
        let (rows, after) = (Arc::clone(&rows), Arc::clone(&after));
        move |seen| match resource(seen) {
            "session" => signed_in(),
            "capabilities" => result(&standing(["Ghana", "amina.k", "initiator"]).to_string()),
            "changes" => {
                let mut after = after.lock().unwrap();
                after.push(seen.header("last-event-id").map(str::to_owned));
                let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
                let mut rows = rows.lock().unwrap();
                let id = format!("GHA01-100-000{}", after.len() + 2);
                rows.push(summary(&id));
                match after.len() {
                    1 => Do::Close(format!("{head}{}{}", event(2), &event(3)[..20]).into_bytes()),
                    _ => Do::Stall(format!("{head}{}{}", event(3), &event(4)[..20]).into_bytes()),
                }
            }
            _ => window(seen, &rows.lock().unwrap()),
        }
    });
    let desk = Desk::of(&[("ghana", &fake.url())]);
    let mut console = desk.start(&[]).size(140, 30).spawn();
    console.wait_for("GHA01-100-0003");
    console.wait_for("GHA01-100-0004");
    console.wait_until("live", |screen| screen.contents().contains("live") && !screen.contents().contains("not live"));
    assert_keys_are_quick(&mut console);
    assert_eq!(*after.lock().unwrap(), [Some("1".to_owned()), Some("2".to_owned())], "half an event was not believed");
    assert_eq!(fake.listeners(), 2);
    assert_leaves_at_once(console);
}

/// Every frame there was is judged, not only those a test happened to look at.
fn assert_no_row_of_another_registry(console: &Console, size: (u16, u16)) {
    let octets = console.octets();
    let mut screen = vt100::Parser::new(size.1, size.0, 0);
    let (mut frames, mut rows) = (0, [0, 0]);
    for frame in octets.split_inclusive(|octet| *octet == b'l') {
        screen.process(frame);
        if !frame.ends_with(b"\x1b[?2026l") || !screen.screen().alternate_screen() {
            continue;
        }
        frames += 1;
        let lines: Vec<String> = screen.screen().rows(0, size.0).collect();
        // The registry in use stands first; at the end of the line is what waits in others.
        let begins = |names: [&str; 2]| names.iter().any(|name| lines[0].trim_start().starts_with(name));
        let (swiss, ghana) = (begins(["CHE01", "swiss"]), begins(["GHA01", "ghana"]));
        assert!(swiss != ghana, "whose frame is this?\n{}", lines.join("\n"));
        // The last two lines are what was said and the keys.
        let has = |mark: &str| lines[2..lines.len() - 2].iter().any(|line| line.contains(mark));
        let (own, other) = if swiss { ("CHE01-100-", "GHA01-100-") } else { ("GHA01-100-", "CHE01-100-") };
        assert!(!has(other), "rows of another registry:\n{}", lines.join("\n"));
        rows[usize::from(ghana)] += usize::from(has(own));
    }
    assert!(frames > 100 && rows.iter().all(|frames| *frames > 5), "{frames} frames, with rows {rows:?}");
}

#[test]
fn two_slow_registries_switched_back_and_forth_never_mix() {
    let size = (140, 30);
    let late = Duration::from_millis(150);
    let (swiss, ghanaian) = (Book::serve_late("CHE01", late), Book::serve_late("GHA01", late));
    let desk = Desk::of(&[("swiss", &swiss.url()), ("ghana", &ghanaian.url())]);
    let mut console = desk.start(&[]).size(size.0, size.1).spawn();
    console.wait_for("CHE01-100-0001");
    let mut took = Vec::new();
    for turn in 0..50 {
        let (name, id) = if turn % 2 == 0 { ("ghana", "GHA01-100-0001") } else { ("swiss", "CHE01-100-0001") };
        console.keys("ctrl-o");
        console.wait_for("Switch registry");
        console.type_text(name);
        let pressed = Instant::now();
        console.keys("enter");
        console.wait_until("the other registry", |screen| {
            let title = screen.rows(0, size.0).next().unwrap();
            title.contains(name) && !screen.contents().contains("Switch registry")
        });
        took.push(console.arrivals().last().unwrap().at - pressed);
        // Now and then its rows are waited for, so that there are some to be left behind; at other times its answers come too late.
        if turn % 5 == 0 {
            console.wait_for(id);
        }
    }
    took.sort();
    assert!(took[took.len() / 2] <= AT_ONCE, "a switch took {took:?}");
    assert!(took.last() < Some(&FROZEN), "one switch waited: {took:?}");
    console.wait_for("CHE01-100-0001");
    console.wait_for("live");
    assert_keys_are_quick(&mut console);
    assert_no_row_of_another_registry(&console, size);
    assert_leaves_at_once(console);
}
