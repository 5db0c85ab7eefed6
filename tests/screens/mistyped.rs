//! What was typed again and did not match: when the journal is told of it, and when it is told the values.
//! Must not know: how the journal keeps them until then; `runtime::acts` tests that.

use super::signed::{ORDER, given, order, review};
use countersign::app::{Effect, looked::Looked};

/// F07, F08, operations 1.3: what was typed and what the text says are written down once the order has ended, and never before: not at a value
/// that does not match, and not at the third. That there were three is written at once.
#[test]
fn f07_what_was_typed_wrongly_is_noted_when_the_order_has_ended() {
    let mut desk = review(given(&order(12_500)), (120, 40));
    desk.take();
    let names_values = |looked: &Looked| looked.what.contains("125000") || looked.what.contains("12500");
    for nth in 1..=3 {
        desk.type_text("125000");
        desk.press("enter");
        let effects = desk.take();
        let at_once: Vec<&Looked> = effects
            .iter()
            .filter_map(|effect| if let Effect::NoteLooked { looked, .. } = effect { Some(looked) } else { None })
            .collect();
        let later: Vec<&Looked> = effects
            .iter()
            .filter_map(|effect| if let Effect::NoteOnceEnded { looked, .. } = effect { Some(looked) } else { None })
            .collect();
        assert!(!at_once.iter().any(|looked| names_values(looked)), "{at_once:?}");
        let said = at_once.iter().filter(|looked| looked.what == "what was typed again did not match three times").count();
        assert_eq!((said, later.len()), if nth == 3 { (1, 1) } else { (0, 0) }, "try {nth}: {effects:?}");
        for looked in later {
            assert_eq!((looked.object.as_str(), looked.digest), (ORDER, Some(order(12_500).sha256())));
            assert!(looked.what.contains("typed \"125000\", the text says \"12500\""), "{}", looked.what);
        }
        let refusals =
            effects.iter().filter_map(|effect| if let Effect::NoteRefusal { why, .. } = effect { Some(why) } else { None });
        assert!(refusals.clone().all(|why| !why.contains("12500")), "{effects:?}");
    }
}
