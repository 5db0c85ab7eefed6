//! Orders about what is guarded and not operated: two security officers take a suspended link up again, and nobody else.

use super::world::*;
use crate::{
    sandbox::{orders, problem::Refusal},
    wire::{admin::Receipt, order::*, problem::kind},
};

/// A counterpart of the small world whose link is suspended.
const SUSPENDED: &str = "THA01";

fn resume(registry: &str) -> OrderAct {
    OrderAct::ResumeLink(LinkOrder { registry: registry.to_owned(), reason: "they changed their key".to_owned() })
}

fn submit_as(world: &World, login: &str, act: &OrderAct) -> Result<Receipt, Refusal> {
    let asked = world.asked(login);
    world.act(|desk| orders::submit(desk, asked, act))
}

fn link(world: &World, registry: &str) -> String {
    world.book.query_row("SELECT state FROM peers WHERE registry = ?", [registry], |row| row.get(0)).unwrap()
}

#[test]
fn two_security_officers_take_a_link_up_again() {
    let world = World::new();
    let id = submit_as(&world, "ines.r", &resume(SUSPENDED)).unwrap().subject;
    assert_eq!(link(&world, SUSPENDED), "suspended-planned", "one person's word does nothing");
    world.approve_as("tomas.w", &id).unwrap();
    assert_eq!((link(&world, SUSPENDED).as_str(), world.state(&id).as_str()), ("active", "executed"));
    assert_eq!(world.postings(), ["order-state"]);
    world.is_sound();
}

#[test]
fn nobody_else_submits_or_approves_it() {
    let world = World::new();
    for login in ["amina.k", "jonas.h", "luc.b", "esi.o", "amina.k2", "sofia.m", "nadia.t"] {
        assert_eq!(submit_as(&world, login, &resume(SUSPENDED)).unwrap_err().kind(), kind::ROLE, "{login}");
    }
    let id = submit_as(&world, "ines.r", &resume(SUSPENDED)).unwrap().subject;
    for login in ["amina.k", "jonas.h", "luc.b", "esi.o", "amina.k2", "sofia.m", "nadia.t"] {
        assert_eq!(world.approve_as(login, &id).unwrap_err().kind(), kind::ROLE, "{login}");
    }
    let own = world.approve_as("ines.r", &id).unwrap_err();
    assert!(own.failed().contains(&"C01"), "{own:?}");
    assert_eq!((link(&world, SUSPENDED).as_str(), world.state(&id).as_str()), ("suspended-planned", "submitted"));
}

#[test]
fn security_officers_order_nothing_else() {
    let world = World::new();
    let act = transfer(vec![span(1, 10, 2023)], 10, to_account("CHE01-100-0002"));
    assert_eq!(submit_as(&world, "ines.r", &act).unwrap_err().kind(), kind::ROLE);
    let id = world.submit(&act).unwrap().subject;
    assert_eq!(world.approve_as("tomas.w", &id).unwrap_err().kind(), kind::ROLE);
}

#[test]
fn only_a_suspended_link_is_taken_up_now_and_at_the_approval() {
    let world = World::new();
    let head = world.head();
    for (registry, expected) in [("GHA01", kind::STATE), ("SWE01", kind::MISSING), ("tha01", kind::INVALID)] {
        assert_eq!(submit_as(&world, "ines.r", &resume(registry)).unwrap_err().kind(), expected, "{registry}");
    }
    assert_eq!(world.head(), head);
    let first = submit_as(&world, "ines.r", &resume(SUSPENDED)).unwrap().subject;
    let second = submit_as(&world, "tomas.w", &resume(SUSPENDED)).unwrap().subject;
    world.approve_as("tomas.w", &first).unwrap();
    assert_eq!(world.approve_as("ines.r", &second).unwrap_err().kind(), kind::STATE, "it is active by now");
    assert_eq!(world.state(&second), "submitted");
}

#[test]
fn one_person_is_enough_to_end_it() {
    let world = World::new();
    let ended = |id: &str, login: &str, withdraw: bool| {
        let asked = world.asked(login);
        world.act(|desk| {
            if withdraw { orders::withdraw(desk, asked, id, "no longer") } else { orders::reject(desk, asked, id, "not yet") }
        })
    };
    for (login, withdraw, state) in [("tomas.w", false, "rejected"), ("luc.b", false, "rejected"), ("ines.r", true, "withdrawn")]
    {
        let id = submit_as(&world, "ines.r", &resume(SUSPENDED)).unwrap().subject;
        assert_eq!(ended(&id, "tomas.w", true).unwrap_err().kind(), kind::ROLE, "it is another's to withdraw");
        ended(&id, login, withdraw).unwrap();
        assert_eq!((world.state(&id).as_str(), link(&world, SUSPENDED).as_str()), (state, "suspended-planned"));
    }
    world.is_sound();
}
