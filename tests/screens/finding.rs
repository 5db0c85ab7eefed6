//! Finding again: any id that is typed or pasted leads to its thing, and filters are kept under names.

use super::desk::{Desk, Setting};
use countersign::app::Effect;

fn wide() -> Desk {
    Desk::with(Setting { size: (160, 30), ..Setting::default() })
}

/// The head after going to what a text names.
fn after_jump(text: &str) -> String {
    let mut desk = wide();
    desk.press("J");
    desk.type_text(text);
    desk.press("enter");
    desk.head()
}

#[test]
fn any_id_leads_to_its_thing() {
    for (text, head) in [
        ("CHE01-100-2001", "Account CHE01-100-2001"),
        ("account CHE01-100-2001", "Account CHE01-100-2001"),
        ("CA0001-CHE01-CHE-5,366,970-2024", "Block CA0001-CHE01-CHE-5366965-2024"),
        ("ca0001-che01-che-5366970-2024", "Block CA0001-CHE01-CHE-5366965-2024"),
        ("che01 100 2001", "Account CHE01-100-2001"),
        ("https://registry.example/accounts/che01-100-2001", "Account CHE01-100-2001"),
        ("transfer CHE01-2026-004101", "Transfer CHE01-2026-004101"),
        ("order CHE01-2026-004101", "Order CHE01-2026-004101"),
        ("transaction che01-2026-004101.", "Transfer CHE01-2026-004101"),
        ("serials 120001..240000", "Blocks · 5 of 120"),
        ("message 1", "Message 1"),
        ("GHA01", "Counterpart GHA01"),
        ("CA0007", "Cooperative approach CA0007"),
    ] {
        let shown = after_jump(text);
        assert!(shown.starts_with(head), "{text}: {shown}");
    }
}

#[test]
fn what_can_be_several_things_is_asked() {
    let mut desk = wide();
    desk.press("J");
    desk.type_text("17");
    desk.press("enter");
    let screen = desk.screen();
    for line in ["serials 17", "message 17", "ledger entry 17"] {
        assert!(screen.contains(line), "{screen}");
    }
    desk.press("down down enter");
    assert!(desk.head().starts_with("Entry 17"), "{}", desk.head());
}

/// An order and the transfer it led to have one id; which of them there is only the registry knows.
#[test]
fn an_id_of_this_registry_may_be_a_transfer_or_an_order() {
    let mut desk = wide();
    desk.press("J");
    desk.type_text("CHE01-2026-004101");
    desk.press("enter");
    let screen = desk.screen();
    assert!(screen.contains("transfer CHE01-2026-004101") && screen.contains("order CHE01-2026-004101"), "{screen}");
    desk.press("enter");
    assert!(desk.head().starts_with("Transfer CHE01-2026-004101"), "{}", desk.head());
}

#[test]
fn a_run_is_found_as_lists_show_it() {
    let mut desk = wide();
    desk.press("3 #");
    desk.type_text("ca0001-che01-che 2024 5366970..5366980");
    desk.press("enter");
    assert!(desk.head().contains("vintage:2024"), "{}", desk.head());
}

#[test]
fn what_is_no_id_says_what_is_needed() {
    let mut desk = wide();
    desk.press("J");
    desk.type_text("what is this?");
    desk.press("enter");
    assert!(desk.says().contains("what is this? is not what it takes: any id"), "{}", desk.says());
}

/// A paste never runs anything: it only opens the question, with the id in it.
#[test]
fn a_pasted_id_asks_where_to_go_and_other_text_does_nothing() {
    let mut desk = wide();
    desk.take();
    desk.paste(" “CHE01–100–2001”. ");
    assert!(desk.screen().contains("Go to any id"), "{}", desk.screen());
    assert!(desk.take().iter().all(|effect| !matches!(effect, Effect::Ask { .. })));
    desk.press("enter");
    assert!(desk.head().starts_with("Account CHE01-100-2001"), "{}", desk.head());
    for text in ["q", "freeze", "yes\nyes\n", "GHA-AUTH-0007"] {
        let mut desk = wide();
        desk.paste(text);
        assert!(desk.says().contains("Pasted text was not used"), "{text:?}: {}", desk.says());
    }
}

#[test]
fn a_filter_is_kept_under_a_name_and_found_again() {
    let mut desk = wide();
    desk.press("'");
    assert!(desk.says().contains("No filter is kept for this list yet"), "{}", desk.says());
    desk.press("esc /");
    desk.type_text("party:THA");
    desk.press("enter");
    let filtered = desk.head();
    desk.press("W");
    desk.type_text("thai accounts");
    desk.take();
    desk.press("enter");
    let kept = Effect::KeepFilter { list: "accounts".into(), name: "thai accounts".into(), filter: Some("party:THA".into()) };
    assert!(desk.take().contains(&kept));
    desk.press("esc esc");
    assert_ne!(desk.head(), filtered);
    desk.press("'");
    assert!(desk.screen().contains("thai accounts"), "{}", desk.screen());
    desk.press("enter");
    assert_eq!(desk.head(), filtered);

    desk.press("3 '");
    assert!(desk.says().contains("No filter is kept for this list yet"), "each list has its own: {}", desk.says());
    desk.press("esc 2 :");
    desk.type_text("filter-forget thai accounts");
    desk.take();
    desk.press("enter");
    let forgotten = Effect::KeepFilter { list: "accounts".into(), name: "thai accounts".into(), filter: None };
    assert!(desk.take().contains(&forgotten), "{}", desk.says());
}

/// A filter that was kept may hold anything that can be pasted, and the file it comes from may hold anything at all (T01).
#[test]
fn a_kept_filter_is_shown_and_never_obeyed() {
    let mut desk = wide();
    desk.press("/");
    desk.paste("holder:\"x\u{202e}y\"");
    desk.press("enter W");
    desk.paste("na\u{202e}me");
    desk.press("enter");
    assert!(desk.says().contains("Kept as na⟦U+202E⟧me"), "{}", desk.says());
    assert!(desk.says().contains("x⟦U+202E⟧y"), "{}", desk.says());
    desk.press("esc '");
    let screen = desk.screen();
    assert!(screen.contains("na⟦U+202E⟧me") && screen.contains("x⟦U+202E⟧y"), "{screen}");
    assert!(!screen.contains('\u{202e}'), "{screen}");
}
