use super::{
    super::bus::fake::{Asked, Said, serve},
    *,
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

/// A Secret Service in memory, behind a bus.
#[derive(Default)]
struct Room {
    /// The items by their objects: under which name, and the octets.
    items: BTreeMap<String, (String, Vec<u8>)>,
    locked: bool,
    /// What a person does with a prompt.
    dismisses: bool,
    /// No collection is the default one.
    bare: bool,
    prompts: usize,
    key: Option<Key>,
}

impl Room {
    fn answer(&mut self, asked: Asked<'_>) -> Vec<Said> {
        let mut body = Writer::default();
        let mut arguments = asked.arguments;
        match asked.member {
            "OpenSession" => {
                assert_eq!(arguments.text().as_deref(), Some(session::ALGORITHM));
                assert_eq!(arguments.signature().as_deref(), Some("ay"));
                let offer = Offer::new().unwrap();
                self.key = offer.agree(&arguments.octets().unwrap());
                body.signature("ay");
                body.octets(&offer.public());
                body.text("/session/1");
            }
            "SearchItems" => self.search(&mut arguments, &mut body),
            "Unlock" => {
                let objects = if self.locked { vec![] } else { arguments.texts().unwrap() };
                body.array(4, |array| objects.iter().for_each(|object| array.text(object)));
                body.text(if self.locked { "/prompt/1" } else { NO_OBJECT });
            }
            "Prompt" => {
                self.prompts += 1;
                self.locked = self.dismisses;
                let mut completed = Writer::default();
                completed.truth(self.dismisses);
                return vec![Said::Answer(body), Said::Signal("Completed", completed)];
            }
            _ if self.locked => return vec![Said::Error("org.freedesktop.Secret.Error.IsLocked", String::new())],
            "ReadAlias" => body.text(if self.bare { NO_OBJECT } else { "/collection/1" }),
            "GetSecret" => self.get(asked.path, &mut body),
            "SetSecret" => {
                self.items.get_mut(asked.path).unwrap().1 = self.key.as_ref().unwrap().open(sealed(&mut arguments)).unwrap()
            }
            "CreateItem" => self.create(&mut arguments, &mut body),
            "Delete" => {
                self.items.remove(asked.path).unwrap();
                body.text(NO_OBJECT);
            }
            other => panic!("{other}"),
        }
        vec![Said::Answer(body)]
    }

    fn search(&self, arguments: &mut Reader<'_>, body: &mut Writer) {
        let name = pairs(arguments);
        let found = self.items.iter().filter(|(_, item)| item.0 == name).map(|(path, _)| path);
        let (locked, open) = found.partition::<Vec<_>, _>(|_| self.locked);
        for objects in [open, locked] {
            body.array(4, |array| objects.iter().for_each(|object| array.text(object)));
        }
    }

    fn get(&self, path: &str, body: &mut Writer) {
        let sealed = self.key.as_ref().unwrap().seal(&self.items[path].1).unwrap();
        body.align(8);
        body.text("/session/1");
        body.octets(&sealed.parameters);
        body.octets(&sealed.value);
        body.text("text/plain");
    }

    fn create(&mut self, arguments: &mut Reader<'_>, body: &mut Writer) {
        arguments.array(8).unwrap();
        assert_eq!(arguments.text().as_deref(), Some("org.freedesktop.Secret.Item.Label"));
        assert_eq!(arguments.signature().as_deref(), Some("s"));
        assert!(arguments.text().unwrap().starts_with("Countersign: "));
        arguments.align(8).unwrap();
        assert_eq!(arguments.text().as_deref(), Some("org.freedesktop.Secret.Item.Attributes"));
        assert_eq!(arguments.signature().as_deref(), Some("a{ss}"));
        let name = pairs(arguments);
        let token = self.key.as_ref().unwrap().open(sealed(arguments)).unwrap();
        assert_eq!(arguments.truth(), Some(true));
        let path = format!("/item/{}", self.items.len());
        self.items.insert(path.clone(), (name, token));
        body.text(&path);
        body.text(NO_OBJECT);
    }
}

/// `a{ss}` as an item of ours has it; the name in it.
fn pairs(arguments: &mut Reader<'_>) -> String {
    arguments.array(8).unwrap();
    assert_eq!(arguments.text().as_deref(), Some("service"));
    assert_eq!(arguments.text().as_deref(), Some(SERVICE));
    arguments.align(8).unwrap();
    assert_eq!(arguments.text().as_deref(), Some("username"));
    arguments.text().unwrap()
}

fn sealed(arguments: &mut Reader<'_>) -> Sealed {
    arguments.align(8).unwrap();
    assert_eq!(arguments.text().as_deref(), Some("/session/1"));
    let sealed = Sealed { parameters: arguments.octets().unwrap(), value: arguments.octets().unwrap() };
    assert_eq!(arguments.text().as_deref(), Some("text/plain"));
    sealed
}

/// The service of a room, connected anew.
fn service(room: &Arc<Mutex<Room>>) -> SecretService {
    let room = Arc::clone(room);
    let (client, _) = serve(move |asked| room.lock().unwrap().answer(asked));
    SecretService::on(Bus::on(client).unwrap()).unwrap()
}

fn room(change: impl FnOnce(&mut Room)) -> Arc<Mutex<Room>> {
    let mut room = Room::default();
    change(&mut room);
    Arc::new(Mutex::new(room))
}

fn token(room: &Arc<Mutex<Room>>) -> Result<Option<String>, SecretsProblem> {
    service(room).token("swiss").map(|token| token.map(|token| token.expose_secret().to_owned()))
}

fn holds(items: &[&[u8]]) -> impl FnOnce(&mut Room) {
    let items: Vec<_> = items.iter().map(|octets| ("swiss".to_owned(), octets.to_vec())).collect();
    move |room| room.items = (0..).map(|number| format!("/item/{number}")).zip(items).collect()
}

#[test]
fn a_token_is_kept_replaced_found_and_removed() {
    let room = room(|_| ());
    assert_eq!(token(&room), Ok(None));
    assert_eq!(service(&room).forget("swiss"), Ok(false));
    service(&room).keep("swiss", &"first".into()).unwrap();
    service(&room).keep("ghana", &"another".into()).unwrap();
    service(&room).keep("swiss", &"second".into()).unwrap();
    assert_eq!(token(&room), Ok(Some("second".to_owned())));
    assert_eq!(room.lock().unwrap().items.len(), 2, "one item a name");
    assert_eq!(service(&room).forget("swiss"), Ok(true));
    assert_eq!(token(&room), Ok(None));
    assert_eq!(room.lock().unwrap().items.len(), 1);
}

#[test]
fn what_is_locked_is_asked_for_and_waited_for() {
    let room = room(|room| {
        holds(&[b"a token"])(room);
        room.locked = true;
    });
    assert_eq!(token(&room), Ok(Some("a token".to_owned())));
    assert_eq!(room.lock().unwrap().prompts, 1);
}

#[test]
fn a_prompt_that_is_dismissed_leaves_all_as_it_was() {
    let room = room(|room| {
        holds(&[b"a token"])(room);
        (room.locked, room.dismisses) = (true, true);
    });
    assert_eq!(token(&room), Err(SecretsProblem::Locked));
    assert_eq!(service(&room).keep("swiss", &"newer".into()), Err(SecretsProblem::Locked));
    assert_eq!(service(&room).forget("swiss"), Err(SecretsProblem::Locked));
    assert_eq!(room.lock().unwrap().items["/item/0"].1, b"a token");
    let empty = self::room(|room| (room.locked, room.dismisses) = (true, true));
    assert_eq!(token(&empty), Ok(None), "nothing is asked for what is not there");
}

#[test]
fn several_items_of_one_name_are_no_token_until_one_is_kept() {
    let room = room(holds(&[b"one", b"two"]));
    assert_eq!(token(&room), Err(SecretsProblem::NoToken));
    service(&room).keep("swiss", &"third".into()).unwrap();
    assert_eq!(token(&room), Ok(Some("third".to_owned())));
    assert_eq!(service(&self::room(holds(&[b"one", b"two"]))).forget("swiss"), Ok(true));
}

#[test]
fn what_is_no_text_is_no_token() {
    assert_eq!(token(&room(holds(&[b"\xff\xfe"]))), Err(SecretsProblem::NoToken));
}

#[test]
fn a_service_without_a_collection_says_so() {
    let kept = service(&room(|room| room.bare = true)).keep("swiss", &"a token".into());
    assert!(kept.unwrap_err().to_string().contains("it has no default collection"));
}

#[test]
fn refusals_and_nonsense_are_no_keyring() {
    let problem = |answer: fn() -> Said| {
        let (client, _) = serve(move |_| vec![answer()]);
        SecretService::on(Bus::on(client).unwrap()).err().unwrap()
    };
    let unknown = problem(|| Said::Error("org.freedesktop.DBus.Error.ServiceUnknown", "nobody \u{1b}[2J there".into()));
    assert!(matches!(&unknown, SecretsProblem::NoKeyring { why } if why.starts_with("nobody") && !why.contains('\u{1b}')));
    assert_eq!(problem(|| Said::Error("org.freedesktop.Secret.Error.IsLocked", String::new())), SecretsProblem::Locked);
    let unreadable = problem(|| Said::Answer(Writer::default()));
    assert!(unreadable.to_string().contains("can't be read"), "{unreadable}");
    let weak = problem(|| {
        let mut body = Writer::default();
        body.signature("ay");
        body.octets(&[1]);
        body.text("/session/1");
        Said::Answer(body)
    });
    assert!(weak.to_string().contains("can't be read"), "{weak}");
}
