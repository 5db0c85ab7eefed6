//! Every list offers the same: filtered with completion, searched, sorted, its filters kept, exported, copied, and asked for by a command.
//! A new list fails here until it does, or until the reason why it can't stands here.

use super::{
    announcing, changed,
    desk::{Desk, Setting},
    seed,
};
use countersign::{
    app::{Action, Effect, Signer, export::ExportRows},
    console::allowed,
    registry::sheet::Sheet,
    screens::{LISTS, Place, TABS},
};

/// A list: where it is, the keys that lead there, and the fields it is filtered by.
struct Of {
    place: Place,
    keys: &'static str,
    /// Its command and its fields; none of what only this console has.
    sheet: Option<Sheet>,
    /// A filter that selects something of it.
    filter: &'static str,
}

const fn list(place: Place, keys: &'static str, sheet: Sheet, filter: &'static str) -> Of {
    Of { place, keys, sheet: Some(sheet), filter }
}

const EVERY: &[Of] = &[
    list(Place::Accounts, "2", Sheet::Accounts, "type:holding"),
    list(Place::Blocks, "3", Sheet::Blocks, "vintage:2022..2024"),
    list(Place::Transfers, "4", Sheet::Transfers, "direction:outgoing"),
    list(Place::Approvals, "5", Sheet::Orders, "by:a"),
    list(Place::Reconciliation, "6", Sheet::Cases, "open:yes"),
    list(Place::Contacts, "7", Sheet::Contacts, "kind:person"),
    list(Place::Peers, "8", Sheet::Peers, "state:active"),
    list(Place::Journal, "9", Sheet::Journal, "kind:intent"),
    list(Place::Messages, "g m", Sheet::Messages, "direction:sent"),
    list(Place::Incidents, "g i", Sheet::Incidents, "at:1m.."),
    list(Place::Authorizations, "g u", Sheet::Authorizations, "state:issued"),
    list(Place::Approaches, "g p", Sheet::Approaches, "state:active"),
    list(Place::Orders, "g o", Sheet::Orders, "state:submitted"),
    list(Place::Runs, "g d", Sheet::Runs, "state:differs"),
    list(Place::Ledger, "g l", Sheet::Ledger, "at:1m.."),
    Of { place: Place::Activity, keys: "g y", sheet: None, filter: "kind:question" },
    list(Place::ContactChanges, "g n", Sheet::Changes, "state:waiting"),
    list(Place::Upkeep, "g v", Sheet::Contacts, "kind:person"),
    list(Place::Broadcasts, "7 b", Sheet::Broadcasts, "subject:check"),
];

/// A desk before a list with rows in it.
fn at(of: &Of, size: (u16, u16)) -> Desk {
    if of.place == Place::Broadcasts {
        let mut desk = announcing::shown("amina.k", &["amina.k", "luc.b"], size);
        desk.press("esc");
        return desk;
    }
    let signer = Signer { person: "luc.b".parse().unwrap(), station: "ONL-1".parse().unwrap() };
    let books = vec![changed::book(), seed::ghana(), seed::empty()];
    let mut desk = Desk::with(Setting { books, size, signer: Some(signer), ..Setting::default() });
    desk.press(of.keys);
    assert_eq!(*desk.state.place(), of.place, "{}", of.keys);
    desk
}

#[test]
fn no_list_is_missing_here() {
    let roots = TABS.iter().map(|tab| &tab.root).filter(|root| **root != Place::Home);
    for place in roots.chain(LISTS).chain([&Place::Broadcasts]) {
        assert!(EVERY.iter().any(|of| of.place == *place), "{place:?} is a list and is not tried");
    }
}

#[test]
fn every_list_is_filtered_and_each_field_is_completed() {
    for of in EVERY {
        let mut desk = at(of, (120, 40));
        desk.press("/");
        let first = desk.state.list_fields()[0].name;
        desk.type_text(&first[..1]);
        desk.press("tab");
        let screen = desk.screen();
        assert!(screen.contains("Filter ─") && screen.contains(&format!("{first}:")), "{}: {screen}", of.keys);
        desk.press("ctrl-u");
        desk.type_text("nonsense:x");
        for width in [120, 80] {
            desk.resize(width, 24);
            let screen = desk.screen();
            assert!(screen.contains("there is no field"), "{}: a filter is judged as it is typed", of.keys);
            let unnamed = |name: &&str| !screen.contains(*name);
            let left_out: Vec<&str> = desk.state.list_fields().iter().map(|field| field.name).filter(unnamed).collect();
            assert!(left_out.is_empty(), "{} at {width}: {left_out:?}\n{screen}", of.keys);
        }
        desk.resize(120, 40);
        desk.press("ctrl-u");
        desk.type_text(of.filter);
        desk.press("enter");
        assert!(desk.head().contains(of.filter), "{}: {}", of.keys, desk.head());
        desk.press("esc");
        assert!(!desk.head().contains(of.filter), "{}: Esc shows all again: {}", of.keys, desk.head());
    }
}

#[test]
fn every_list_is_searched_as_one_types() {
    for of in EVERY {
        let desk = at(of, (120, 40));
        assert!(allowed(Action::Find, &desk.state).is_ok(), "{}", of.keys);
    }
}

#[test]
fn every_list_is_put_in_order_by_each_field_that_says_so() {
    for of in EVERY {
        for field in at(of, (160, 40)).state.list_fields().iter().filter(|field| field.sortable) {
            let mut desk = at(of, (160, 40));
            desk.press(":");
            desk.type_text(&format!("sort {}", field.name));
            desk.press("enter S");
            assert!(desk.head().contains(&format!("by {}", field.name)), "{} {}: {}", of.keys, field.name, desk.head());
        }
    }
}

/// The sign that there are more columns is kept: they are scrolled to, and back.
#[test]
fn every_list_shows_the_columns_that_do_not_fit() {
    let ends = |desk: &Desk, sign: char| desk.screen().lines().any(|line| line.trim_matches('│').trim_end().ends_with(sign));
    let mut scrolled = 0;
    for of in EVERY {
        let mut desk = at(of, (80, 24));
        let before = desk.screen();
        if !ends(&desk, '›') {
            continue;
        }
        scrolled += 1;
        (0..12).for_each(|_| desk.press("right"));
        assert!(!ends(&desk, '›') && desk.screen().contains('‹'), "{}:\n{}", of.keys, desk.screen());
        (0..12).for_each(|_| desk.press("left"));
        assert_eq!(desk.screen(), before, "{}", of.keys);
    }
    assert!(scrolled > 8, "{scrolled}");
}

#[test]
fn the_filters_of_every_list_are_kept() {
    for of in EVERY {
        let mut desk = at(of, (120, 40));
        desk.press("/");
        desk.type_text(of.filter);
        desk.press("enter W");
        desk.type_text("mine");
        desk.press("enter esc esc '");
        assert!(desk.screen().contains("mine"), "{}: {}", of.keys, desk.screen());
        desk.press("enter");
        assert!(desk.head().contains(of.filter), "{}: {}", of.keys, desk.head());
    }
}

/// What is exported is asked for by the filter and the order of the screen, from the list it is.
#[test]
fn every_list_is_exported_as_it_is_filtered_and_sorted() {
    for of in EVERY {
        let mut desk = at(of, (120, 40));
        desk.press("/");
        desk.type_text(of.filter);
        desk.press("enter e");
        assert!(desk.screen().contains("Export "), "{}: {}", of.keys, desk.screen());
        desk.take();
        desk.press("enter");
        let orders = desk.take().into_iter().filter_map(|effect| match effect {
            Effect::Export { order, .. } => Some(order),
            _ => None,
        });
        let [order] = orders.collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("{}: no export", of.keys));
        let (field, value) = of.filter.split_once(':').unwrap();
        match &order.rows {
            ExportRows::Asked(rows) => {
                assert_eq!(Some(rows.sheet), of.sheet);
                let holds = |term: &countersign::registry::query::Term| term.field == Some(field) && term.value == value;
                assert!(rows.query.filter.terms.iter().any(holds), "{}: {}", of.keys, rows.query.filter);
            }
            // What only this console has is in the order as it is shown.
            ExportRows::Own(own) => {
                let at = own.choice.columns().iter().position(|column| column.name == field).unwrap();
                assert!(of.sheet.is_none() && !own.rows.is_empty(), "{}", of.keys);
                assert!(own.rows.iter().all(|row| row[at].visible() == value), "{}: {:?}", of.keys, own.rows);
            }
        }
    }
}

/// The copy menu has the id, and of every list of a registry the command that lists the same rows.
#[test]
fn every_list_is_copied_from_and_has_its_command() {
    for of in EVERY {
        let mut desk = at(of, (160, 40));
        desk.press("y");
        let screen = desk.screen();
        assert!(screen.contains("Copy the id or more"), "{}: {screen}", of.keys);
        for offer in ["id", "row", "filter"] {
            assert!(screen.lines().any(|line| line.contains(&format!(" {offer} "))), "{}: {offer}\n{screen}", of.keys);
        }
        // Of what only this console has there is no command.
        assert_eq!(screen.contains(" list-command "), of.sheet.is_some(), "{}: {screen}", of.keys);
        let Some(sheet) = of.sheet else { continue };
        desk.type_text("list-command");
        desk.take();
        desk.press("enter");
        let copied = desk.take().into_iter().find_map(|effect| if let Effect::Copy(text) = effect { Some(text) } else { None });
        let copied = copied.unwrap_or_else(|| panic!("{}: nothing was copied", of.keys));
        assert!(copied.starts_with(&format!("countersign {} list", sheet.word())), "{copied}");
    }
}

/// What waits for the person here is judged here, and no question to a registry selects it.
#[test]
fn what_is_judged_here_is_not_exported_under_another_name() {
    for keys in ["5 o", "6 o"] {
        let of = EVERY.iter().find(|of| of.keys == &keys[..1]).unwrap();
        let mut desk = at(of, (120, 40));
        desk.press("o e");
        assert!(desk.says().contains("judged by this console"), "{keys}: {}", desk.says());
    }
}
