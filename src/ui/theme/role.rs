//! Roles: what a piece of text means. Themes colour meanings, never widgets, so a new screen needs no new colours.
//! Every meaning is also said by a glyph or a word beside it: colour is never the only sign.
//! Must not know: colours, or which painter uses a role.

macro_rules! roles {
    ($($variant:ident $name:literal $doc:literal,)*) => {
        /// What a piece of text means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $(#[doc = $doc] $variant,)*
        }

        impl Role {
            /// All roles, in the order of the table in `docs/themes.md`.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// How many roles there are.
            pub(super) const COUNT: usize = Self::ALL.len();

            /// The role's name in a theme file.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What the role is for, in a line.
            pub const fn doc(self) -> &'static str {
                match self { $(Self::$variant => $doc,)* }
            }
        }
    };
}

roles! {
    Text "text" "Ordinary text, and the ground everything stands on.",
    Dim "dim" "Words that matter less: units, separators, hints.",
    Border "border" "Lines that separate.",
    Title "title" "The title of a box, the heading of a notice.",
    Accent "accent" "The one accent: what the eye should find first.",
    Section "section" "The heading of a group in a detail.",
    Label "label" "The name of a value in a detail or a form.",
    Header "header" "Column titles.",
    Selected "selected" "The selected row of the list that has the keys.",
    SelectedUnfocused "selected.unfocused" "The selected row of a list that hasn't the keys.",
    Ok "ok" "Good, settled, open, verified.",
    Warn "warn" "Needs attention; nothing is lost yet.",
    Danger "danger" "Wrong, refused, lost or about to be.",
    Pending "pending" "Waiting for someone or something.",
    Blocked "blocked" "Can't move until someone acts.",
    Stale "stale" "Data from an earlier answer.",
    Hostile "hostile" "Characters from outside that were escaped: `⟦U+202E⟧`.",
    Key "key" "A key to press.",
    Match "match" "Text that find has found.",
    Struck "struck" "What counts no more: an approval that was taken back, or whose key was ended.",
    Placeholder "placeholder" "What stands where nothing has been typed or loaded yet.",
    EnvPractice "env.practice" "The word PRACTICE of a practice registry.",
    EnvTest "env.test" "The word TEST of a test registry.",
    EnvProduction "env.production" "The word PRODUCTION of a registry in force.",
    Bar "bar" "The title bar.",
    Footer "footer" "The bar of keys at the bottom.",
    Overlay "overlay" "The ground of a box over the screen.",
    Tab "tab" "A tab that isn't shown.",
    TabActive "tab.active" "The tab that is shown.",
    TabCount "tab.count" "The number of things that wait behind a tab.",
    ToastInfo "toast.info" "A short message: something was done.",
    ToastWarn "toast.warn" "A short message: something needs attention.",
    ToastError "toast.error" "A short message: something failed.",
    DiffOurs "diff.ours" "What only our side has.",
    DiffTheirs "diff.theirs" "What only the other side has.",
    Fill "fill" "The first part of a proportion bar.",
    FillRest "fill.rest" "The other parts of a proportion bar.",
}

impl Role {
    /// The role of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }
}
