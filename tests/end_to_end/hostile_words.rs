//! A registry whose every free word is hostile: names, holders, causes, operators, attributes, problems (T01, T10). All of it is shown, none of
//! it is obeyed, and the terminal gets nothing that is not on the list.
//! Must not know: how a word is made harmless.

use crate::{
    answers::{account, block, http, result, summary},
    desk::{Desk, command, press_calmly, quit},
    driver::Console,
    fake::{Fake, resource, signed_in, standing, window},
    server::{Do, Seen},
};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The sign of a character that was not let through.
const SHOWN: &str = "⟦U+";
/// Words for one page of details: enough to see them all on few pages.
const ON_ONE_PAGE: usize = 14;

fn vectors() -> Vec<String> {
    let text = include_str!("../vectors/hostile-text.jsonl");
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The words that go together on the n-th page of details.
fn chunk(number: usize) -> String {
    let all = vectors();
    let chunks: Vec<&[String]> = all.chunks(ON_ONE_PAGE).collect();
    chunks[number % chunks.len()].join("|")
}

fn pages() -> usize {
    vectors().len().div_ceil(ON_ONE_PAGE)
}

fn account_id(number: usize) -> String {
    format!("GHA01-100-{:04}", number + 1)
}

fn accounts() -> Vec<Value> {
    let words = vectors();
    let row = |(number, word): (usize, &String)| {
        let mut row = summary(&account_id(number));
        row["name"] = word.as_str().into();
        row["holder"]["name"] = words[(number + words.len() / 2) % words.len()].as_str().into();
        row["state"] = if number % 3 == 0 { word.as_str().into() } else { "open".into() };
        row
    };
    words.iter().enumerate().map(row).collect()
}

/// A block whose free words are all this one.
fn hostile_block(number: usize, word: &str) -> Value {
    let first = u64::try_from(number).unwrap() * 100 + 1;
    let mut block = block(first, first + 99);
    for field in ["state", "non_ghg", "mitigation_type", "sector", "activity_type", "underlying"] {
        block[field] = word.into();
    }
    block["metric"] = "non-GHG".into();
    block["lock"] = json!({"cause": word, "since": "2026-11-20T09:14:00Z"});
    block
}

fn blocks() -> Vec<Value> {
    vectors().iter().enumerate().map(|(number, word)| hostile_block(number, word)).collect()
}

/// An account whose free words are all of one page's.
fn hostile_account(id: &str) -> Value {
    let number = id.rsplit('-').next().unwrap().parse::<usize>().unwrap() - 1;
    let words = chunk(number);
    let mut account = account(id);
    account["summary"]["name"] = words.as_str().into();
    account["summary"]["holder"]["name"] = words.as_str().into();
    account["lock"] = json!({"cause": words, "since": "2026-11-20T09:14:00Z"});
    account
}

/// A refusal that names fields, in hostile words throughout.
fn hostile_refusal(number: usize) -> Do {
    let words = chunk(number);
    let body = json!({"type": format!("urn:countersign:problem:{words}"), "title": words, "detail": words, "request": words,
                      "fields": [{"field": words, "why": words}], words.as_str(): words});
    Do::Send(http("422 No", &[("content-type", "application/problem+json")], &body.to_string()))
}

/// A registry that says nothing but hostile words; a filter it always refuses.
fn registry() -> Fake {
    let refused = AtomicUsize::new(0);
    Fake::start(move |seen| answer(seen, &refused))
}

fn answer(seen: &Seen, refused: &AtomicUsize) -> Do {
    let filtered = seen.line().contains("filter=") && !seen.line().contains("account%3A");
    match resource(seen).split('/').collect::<Vec<_>>()[..] {
        ["session"] => signed_in(),
        ["capabilities"] => result(&standing([&chunk(0), &chunk(1), &chunk(2)]).to_string()),
        _ if filtered => hostile_refusal(refused.fetch_add(1, Ordering::SeqCst)),
        ["accounts"] => window(seen, &accounts()),
        ["accounts", id] => result(&hostile_account(id).to_string()),
        ["accounts", _, "holdings"] => result(r#"{"items":[]}"#),
        ["accounts", _, "freeze"] => hostile_refusal(0),
        ["blocks"] => window(seen, &blocks()),
        ["blocks", id] => {
            let serial: usize = id.split('-').nth(3).unwrap().parse().unwrap();
            let number = serial / 100;
            result(&hostile_block(number, &chunk(number)).to_string())
        }
        _ => Do::Close(Vec::new()),
    }
}

/// Waits until a hostile character is shown for what it is.
fn wait_shown(console: &Console) {
    console.wait_for(SHOWN);
    console.wait_gone("asking");
}

fn opened() -> (Fake, Desk, Console) {
    let fake = registry();
    let desk = Desk::of(&[("ghana", &fake.url())]);
    let console = desk.start(&[]).size(200, 50).spawn();
    console.wait_for("Accounts · 154");
    (fake, desk, console)
}

/// T01, scenario 13.
#[test]
fn lists_of_hostile_words_are_shown_and_not_obeyed() {
    let (_fake, _desk, mut console) = opened();
    for (screen, first) in [("2", "GHA01-100-0001"), ("3", "CA0007-GHA01-GHA")] {
        console.keys(screen);
        console.wait_for(first);
        wait_shown(&console);
        for page in 1.. {
            console.keys("pagedown");
            let last = page * 40 > vectors().len();
            console.wait_gone("asking");
            wait_shown(&console);
            if last {
                break;
            }
        }
        console.wait_for("row 154");
        for _ in 0..12 {
            console.keys("right");
        }
        wait_shown(&console);
    }
    quit(console);
}

/// T01, scenario 13.
#[test]
fn pages_of_hostile_words_are_shown_and_not_obeyed() {
    let (_fake, _desk, mut console) = opened();
    for page in 0..pages() {
        command(&mut console, &format!("account {}", account_id(page)));
        console.wait_for(&format!("Account {}", account_id(page)));
        console.wait_for("version 7");
        wait_shown_or_plain(&console, page);
        command(&mut console, &format!("serial CA0007-GHA01-GHA-{}-2023", page * 100 + 1));
        console.wait_for(&format!("Block CA0007-GHA01-GHA-{}-2023", page * 100 + 1));
        console.wait_for("Where it comes from");
        wait_shown_or_plain(&console, page);
        console.keys("end");
    }
    quit(console);
}

/// A page of harmless words may hold nothing to show; there are few.
fn wait_shown_or_plain(console: &Console, page: usize) {
    let is_hostile = chunk(page).chars().any(|c| c.is_control() || ('\u{200b}'..='\u{202e}').contains(&c));
    if is_hostile {
        wait_shown(console);
    }
}

/// T01, T10, scenario 13.
#[test]
fn problems_in_hostile_words_are_shown_and_not_obeyed() {
    let (_fake, _desk, mut console) = opened();
    for page in 0..pages() {
        command(&mut console, &format!("filter x{page}"));
        console.wait_for("Change the filter");
        console.keys("E");
        console.wait_for("what happened");
        wait_shown_or_plain(&console, page);
        for _ in 0..30 {
            console.keys("down");
        }
        console.keys("esc");
        console.wait_gone("─ Problem");
        console.keys("esc");
        console.wait_gone("Change the filter");
    }
    quit(console);
}

/// T01.
/// The page before an act names account and registry in the registry's own words.
#[test]
fn hostile_words_do_not_dress_up_the_challenge() {
    let (_fake, _desk, mut console) = opened();
    command(&mut console, "account GHA01-100-0001");
    console.wait_for("version 7");
    console.wait_gone("asking");
    press_calmly(&mut console, "F");
    console.wait_for("Freeze the account");
    wait_shown(&console);
    console.type_text("Asked for by the auditor");
    console.keys("enter");
    console.wait_for("Type GHA01-100-0001 to confirm");
    console.type_text("GHA01-100-0001");
    console.keys("enter");
    console.wait_for("Account GHA01-100-0001 was not frozen");
    console.keys("E");
    console.wait_for("what happened");
    wait_shown(&console);
    console.keys("esc");
    console.wait_gone("what happened");
    console.keys("?");
    console.wait_for("Keys in account");
    console.keys("esc");
    console.wait_gone("Keys in account");
    quit(console);
}
