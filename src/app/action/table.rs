//! The rows. To add a command, add a row here and a match arm where it is performed; nothing else.
//! One macro writes the enum and the table from these rows, in one order, so that neither can lack what the other has.
//! Must not know: anything but names.

use super::{Risk, Scope, Spec, When};

/// Writes the enum and the table from one list, so that neither can lack what the other has.
macro_rules! actions {
    ($($action:ident => $id:literal, $title:literal, $short:literal, $scope:ident, [$($key:literal),*], $risk:ident, $when:ident,
        $argument:literal, $weight:literal, $doc:literal;)*) => {
        /// A command of the console.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $(#[doc = $doc] $action),* }

        impl Action {
            /// Every action with its row, in the order of the enum.
            pub const SPECS: &'static [Spec] = &ROWS;
        }

        /// How many rows there are.
        const COUNT: usize = [$(Action::$action),*].len();

        /// The rows, once in the program: a constant would stand once in every part of it that reads one.
        static ROWS: [Spec; COUNT] = [$(Spec {
            action: Action::$action, id: $id, title: $title, short: $short, scope: Scope::$scope, keys: &[$($key),*],
            risk: Risk::$risk, when: When::$when, argument: $argument, weight: $weight, doc: $doc,
        }),*];
    };
}

actions! {
// action        id                 title                     short       scope     keys                      risk  when      argument          weight  doc
Help          => "help",            "Help for this screen",   "help",     Global,   ["?", "f1"],              None, Always,   "",               255, "Shows every key that works here; type to search by words or by key.";
Palette       => "palette",         "Command palette",        "palette",  Global,   [":", "ctrl-k"],          None, Always,   "",               250, "Runs any command by name; some take an argument, such as `account CHE01-100-0001`.";
Quit          => "quit",            "Quit",                   "quit",     Global,   ["q"],                    None, Always,   "",               60,  "Ends the console and gives the terminal back.";
Back          => "back",            "Back",                   "back",     Global,   ["esc"],                  None, Always,   "",               100, "Closes what is on top, clears the filter, or goes back to the list.";
Refresh       => "refresh",         "Refresh",                "refresh",  Global,   ["r", "f5"],              None, Always,   "",               70,  "Asks the registry again; what is on the screen stays until the answer is there.";
GoHome        => "go.home",          "Go home",                "home",     Global,   ["1"],                    None, Always,   "",               0,   "Shows what needs somebody, the links, what changed since you looked, and what is held.";
GoAccounts    => "go.accounts",     "Go to accounts",         "accounts", Global,   ["2"],                    None, Always,   "",               0,   "Shows the accounts of the registry.";
GoBlocks      => "go.blocks",       "Go to blocks",           "blocks",   Global,   ["3"],                    None, Always,   "",               0,   "Shows the ITMO blocks of the registry.";
GoTransfers   => "go.transfers",     "Go to transfers",        "transfers", Global,   ["4"],                    None, Always,    "",               0,   "Shows the transfers of the registry.";
GoApprovals   => "go.approvals",     "Go to approvals",        "approvals", Global,   ["5"],                    None, Always,   "",               0,   "Shows the orders that wait for somebody, the most urgent first, and why you may or may not approve each.";
GoReconciliation => "go.reconciliation", "Go to reconciliation", "reconciliation", Global, ["6"], None, Always, "", 0, "Shows the board of cases: what books differ in, the worst first, who looks after it, and how the board has gone.";
GoContacts    => "go.contacts", "Go to contacts", "contacts", Global, ["7"], None, Always, "", 0, "Shows whom to call at the counterpart registries, with their clocks and whether they can be reached now.";
GoPeers       => "go.peers",         "Go to peers",            "peers",    Global,   ["8"],                    None, Always,   "",               0,   "Shows the counterpart registries and the links to them.";
GoJournal     => "go.journal",       "Go to the journal",      "journal",  Global,   ["9"],                    None, Always,   "",               0,   "Shows what this console has written down before and after each act; acts of which nobody knows what came stand first.";
GoActivity    => "go.activity",      "Go to activity",         "activity", Global,   ["g y"],                  None, Always,   "",               0,   "Shows what this console asked, sent, was refused and was told.";
GoMessages    => "go.messages",      "Go to messages",         "messages", Global,   ["g m"],                  None, Always,    "",               0,   "Shows the archive of messages from and to other registries.";
GoIncidents   => "go.incidents",     "Go to incidents",        "incidents", Global,   ["g i"],                  None, Always,    "",               0,   "Shows what the registry met that a person should look at.";
GoAuthorizations => "go.authorizations", "Go to authorizations", "authorizations", Global, ["g u"], None, Always, "", 0, "Shows the authorizations: how much was authorized, used and is left.";
GoApproaches  => "go.approaches", "Go to approaches", "approaches", Global, ["g p"], None, Always, "", 0, "Shows the cooperative approaches.";
GoOrders      => "go.orders", "Go to orders", "orders", Global, ["g o"], None, Always, "", 0, "Shows the orders: what waits for a second person, and what became of the others.";
GoRoster      => "go.roster", "Go to the roster", "roster", Global, ["g r"], None, Always, "", 0, "Shows who acts for the registry, with which keys and at which stations, and the version that waits for a second officer.";
GoPolicy      => "go.policy", "Go to the policy", "policy", Global, ["g k"], None, Always, "", 0, "Shows how many must agree on what, when orders are carried out and how much may move, and the version that waits.";
GoRuns        => "go.runs", "Go to reconciliation runs", "runs", Global, ["g d"], None, Always, "", 0, "Shows the reconciliation runs: with whom, how each ended, what it found.";
GoLedger      => "go.ledger", "Go to the ledger", "ledger", Global, ["g l"], None, Always, "", 0, "Shows the entries of the ledger.";
GoChanges     => "go.changes", "Go to changes of contacts", "changes", Global, ["g n"], None, Always, "", 0, "Shows the changes of contacts: what waits for another person, what cools off and until when, what was decided lately.";
GoUpkeep      => "go.upkeep", "Go to the upkeep of contacts", "upkeep", Global, ["g v"], None, Always, "", 0, "Shows who of the directory must be verified again, until when and by how many, and who answered when they were tested.";
NextScreen    => "next-screen",     "Next screen",            "next",     Global,   ["tab"],                  None, Always,   "",               0,   "Shows the screen to the right.";
PriorScreen   => "prior-screen",    "Prior screen",           "prior",    Global,   ["backtab"],              None, Always,   "",               0,   "Shows the screen to the left.";
OpenAccount   => "account",         "Open an account by id",  "account",  Global,   [],                       None, Always,   "<account id>",   0,   "Opens one account, wherever you are.";
OpenTransfer  => "transfer",         "Open a transfer by id",  "transfer", Global,   [],                       None, Always,    "<transfer id>",  0,   "Opens one transfer, wherever you are.";
OpenMessage   => "message",          "Open a message by number", "message",  Global,   [],                       None, Always,    "<message number>", 0,   "Opens one message of the archive, wherever you are.";
OpenIncident  => "incident", "Open an incident by number", "incident", Global, [], None, Always, "<incident number>", 0, "Opens one incident, wherever you are.";
OpenAuthorization => "authorization", "Open an authorization", "authorization", Global, [], None, Always, "<authorization id>", 0, "Opens one authorization, wherever you are.";
OpenApproach  => "approach", "Open an approach", "approach", Global, [], None, Always, "<cooperative approach id>", 0, "Opens one cooperative approach, wherever you are.";
OpenOrder     => "order", "Open an order by id", "order", Global, [], None, Always, "<order id>", 0, "Opens one order, wherever you are.";
OpenCase      => "case", "Open a case by id", "case", Global, [], None, Always, "<case id>", 0, "Opens one case of reconciliation, wherever you are.";
OpenRun       => "run", "Open a reconciliation run", "run", Global, [], None, Always, "<run id>", 0, "Opens one reconciliation run, wherever you are.";
OpenContact   => "contact", "Open a contact by id", "contact", Global, [], None, Always, "<contact id>", 0, "Opens the card of one person or desk of the directory, wherever you are.";
OpenChange    => "change", "Open a change of contacts", "change", Global, [], None, Always, "<change id>", 0, "Opens one change of contacts by its id, wherever you are.";
OpenContactsOf => "contacts-of", "Open contacts of a registry", "contacts of", Global, [], None, Always, "<registry id>", 0, "Opens the page of one registry in the directory, with its office, roles, keys and chains, wherever you are.";
OpenPeer      => "peer", "Open a counterpart by id", "peer", Global, [], None, Always, "<registry id>", 0, "Opens one counterpart registry with its link, wherever you are.";
OpenEntry     => "entry", "Open a ledger entry", "entry", Global, [], None, Always, "<entry number>", 0, "Opens one entry of the ledger with its line, wherever you are.";
OpenLine      => "line", "Open a journal line", "line", Global, [], None, Always, "<line number>", 0, "Opens one line of this console's journal, wherever you are.";
FindSerial    => "serial",          "Find a serial or range", "serial",   Global,   ["#"],                    None, Always,   "<serial, range or ITMO id>", 85, "Shows where a serial, a range of serials or an ITMO id is.";
Jump          => "jump",            "Go to any id",           "go to",    Global,   ["J"],                    None, Always,   "<any id: account, block, transfer, message, authorization …>", 84, "Goes to whatever an id names, in any of its spellings; an id pasted where nothing takes text asks the same.";
Profile       => "profile",         "Switch registry",        "registry", Global,   ["ctrl-o"],               None, Profiles, "<profile>",      0,   "Connects to another profile of the configuration.";
ThemeSet      => "theme",           "Use a theme",            "theme",    Global,   ["ctrl-t"],               None, Always,   "<theme>",        0,   "Shows each theme as you come to it; `Enter` keeps it until the console ends, `Esc` brings back the one before.";
ProblemShow   => "problem",         "Show the last problem",  "problem",  Global,   ["E"],                    None, Problem,  "",               0,   "Shows the last problem in full: what happened, what was not done, what to try, the request id.";
ActsAsk       => "acts-ask",        "Ask what became of it",  "ask",      Global,   ["U"],                    None, Unknown,  "",               240, "Asks the registry what became of the acts whose outcome is unknown, each by its key. Nothing is sent again.";
ActsAgain     => "acts-again",      "Send it again",          "again",    Global,   ["Z"],                    None, Missed,   "",               239, "Sends an act again that the registry says it never received: what was confirmed, under the key it had, after a yes.";
Redraw        => "redraw",          "Paint again",            "redraw",   Global,   ["ctrl-l"],               None, Always,   "",               0,   "Paints the whole screen again, when something else has written on it.";
ExportStop    => "export-stop",     "Give up the export",     "give up",  Global,   ["X"],                    None, Exporting, "",              90,  "Ends the export that is under way; nothing of its file is left.";
Suspend       => "suspend",         "Suspend",                "suspend",  Global,   ["ctrl-z"],               None, Always,   "",               0,   "Gives the terminal back to the shell until `fg`.";
Up            => "up",              "One row up",             "up",       List,     ["up", "k"],              None, Always,   "",               0,   "Moves the cursor one row up.";
Down          => "down",            "One row down",           "down",     List,     ["down", "j"],            None, Always,   "",               0,   "Moves the cursor one row down.";
PageUp        => "page-up",         "One page up",            "page up",  List,     ["pgup", "ctrl-b"],       None, Always,   "",               0,   "Moves the cursor one page up.";
PageDown      => "page-down",       "One page down",          "page down", List,    ["pgdn", "ctrl-f", "space"], None, Always, "",              0,   "Moves the cursor one page down.";
HalfUp        => "half-up",         "Half a page up",         "half up",  List,     ["ctrl-u"],               None, Always,   "",               0,   "Moves the cursor half a page up.";
HalfDown      => "half-down",       "Half a page down",       "half down", List,    ["ctrl-d"],               None, Always,   "",               0,   "Moves the cursor half a page down.";
Top           => "top",             "First row",              "first",    List,     ["home", "g g"],          None, Always,   "",               0,   "Moves the cursor to the first row.";
Bottom        => "bottom",          "Last row",               "last",     List,     ["end", "G"],             None, Always,   "",               0,   "Moves the cursor to the last row.";
GoRow         => "row",             "Go to a row",            "row",      List,     [],                       None, Always,   "<row number>",   0,   "Moves the cursor to the row with this number, from 1.";
Left          => "left",            "Columns to the left",    "left",     List,     ["left", "h"],            None, Always,   "",               0,   "Shows the columns further left, when they don't all fit.";
Right         => "right",           "Columns to the right",   "right",    List,     ["right", "l"],           None, Always,   "",               0,   "Shows the columns further right; the first one stays.";
Open          => "open",            "Open",                   "open",     List,     ["enter"],                None, Row,      "",               220, "Opens the selected row.";
NextPart      => "next-part", "Next part", "next part", List, ["]"], None, Screen, "", 110, "On a page goes to the next section; in a list of serials to the next run that is elsewhere.";
PriorPart     => "prior-part", "Prior part", "prior part", List, ["["], None, Screen, "", 0, "On a page goes to the prior section; in a list of serials to the prior run that is elsewhere.";
Filter        => "filter",          "Filter",                 "filter",   List,     ["/"],                    None, Always,   "<filter>",       210, "Asks the registry for the rows that match, such as `type:holding party:GHA stove`.";
FilterClear   => "filter-clear",    "Clear the filter",       "clear",    List,     ["ctrl-r"],               None, Filtered, "",               0,   "Shows all rows again; the cursor stays on its row.";
FilterSave    => "filter-save",     "Keep the filter",        "keep",     List,     ["W"],                    None, Filtered, "<name>",         0,   "Keeps the filter of the list under a name, on this computer.";
FilterSaved   => "filter-saved",    "Filters that are kept",  "kept",     List,     ["'"],                    None, Saved,    "<name>",         0,   "Filters the list by a filter that was kept under a name.";
FilterForget  => "filter-forget",   "Forget a kept filter",   "forget",   List,     [],                       None, Saved,    "<name>",         0,   "Forgets a filter that was kept under a name; the list stays as it is.";
Find          => "find",            "Find in what is loaded", "find",     List,     ["f"],                    None, Always,   "<text>",         180, "Moves the cursor to the next loaded row that holds the text, as you type.";
FindNext      => "find-next",       "Next match",             "next match", List,   ["n"],                    None, Found,    "",               0,   "Moves the cursor to the next loaded row that matches.";
FindPrior     => "find-prior",      "Prior match",            "prior match", List,  ["N"],                    None, Found,    "",               0,   "Moves the cursor to the prior loaded row that matches.";
Sort          => "sort",            "Sort by a column",       "sort",     List,     ["s"],                    None, Always,   "<column>",       200, "Asks the registry for another order; the cursor stays on its row.";
SortReverse   => "sort-reverse",    "Reverse the order",      "reverse",  List,     ["S"],                    None, Always,   "",               0,   "Reverses the order; the cursor stays on its row.";
Copy          => "copy",            "Copy the id or more",    "copy",     List,     ["y"],                    None, Row,      "<id, row, filter, command, list-filter, list-command or desk>", 120, "Puts the id, the row, a filter or a command that names it on the clipboard, through the terminal; on the page of an account or a block, its own id; on Home of a demo also the command that opens another desk.";
Export        => "export",          "Export the list",        "export",   List,     ["e"],                    None, NoExport, "<file.csv, .json, .jsonl or .xlsx>", 130, "Writes every row the filter selects to a file: csv, json, jsonl or xlsx. It goes on while you look elsewhere.";
AccountBlocks => "account-blocks",  "Blocks of the account",  "blocks",   Accounts, ["b"],                    None, Row,      "",               150, "Shows the blocks that are in the selected account.";
BlockAccount  => "block-account",   "Account of the block",   "account",  Blocks,   ["a"],                    None, Row,      "",               150, "Opens the account the selected block is in.";
Holdings      => "holdings", "Holdings in full", "held", Account, ["v"], None, Always, "", 219, "Shows all holdings of the account, or the account as a whole again.";
People        => "people", "Representatives", "people", Account, ["p"], None, Always, "", 218, "Shows who may act for the account; `Enter` on one shows all accounts of that person.";
Trusted       => "trusted", "Trusted accounts, limits", "limits", Account, ["t"], None, Always, "", 217, "Shows whom the account trusts and since when, its limits, and what of them is used today.";
Locks         => "locks", "Locks", "locks", Account, ["L"], None, Always, "", 216, "Shows everything that keeps the account, or ITMOs in it, from moving, and what each lock belongs to.";
Life          => "life", "History", "life", Account, ["H"], None, Always, "", 215, "Shows what happened to the account, the newest first; `Enter` opens the entry of the ledger.";
AccountOrder  => "account-order", "New order", "new order", Account, ["o"], None, Row, "", 230, "Begins an order that moves, uses or cancels ITMOs of the account, about the blocks that are marked, if any are. Nothing is sent before another page shows all of it and you sign.";
Freeze        => "freeze",          "Freeze the account",     "freeze",   Account,  ["F"],                    Irreversible, Deed, "", 40, "Stops everything from leaving or entering the account, at once. Lifting it takes two persons.";
RemoveTrusted => "remove-trusted",  "Stop trusting an account", "stop trusting", Account, ["x t"],            Irreversible, Deed, "", 38, "Takes the trusted account the cursor is on out of the list, at once. Entering it again takes two persons and the delay.";
TrustAccount  => "trust-account", "Trust another account", "trust", Account, ["x l"], None, Screen, "", 36, "Begins the order that puts another account on the list of those this one trusts: registry, account, document and reason, then the whole text, then your signature. A second person approves it; it counts after the delay of the policy.";
ReopenAccount => "reopen-account", "Open the account again", "open again", Account, ["x o"], None, Screen, "", 35, "Begins the order that opens a frozen account again: document and reason, then the whole text, then your signature. A second person approves it.";
BlockOrder    => "block-order", "New order about the block", "new order", Blocks, ["o"], None, Row, "", 155, "Begins an order about the ITMOs of the block, or of all marked blocks, from the account they are in.";
Mark          => "mark", "Mark the block", "mark", Marks, ["m"], None, Screen, "", 152, "Marks the selected block, or takes its mark away, and goes to the next. A new order is then about all that are marked.";
Unmark        => "unmark", "Take all marks away", "unmark", Marks, ["M"], None, Screen, "", 0, "Takes the marks of all blocks away.";
FreezeBlock   => "freeze-block",    "Freeze the block",       "freeze",   Blocks,   ["F"],                    Irreversible, Deed, "", 40, "Stops the ITMOs of the block from moving, at once. Releasing them takes two persons.";
WaitsForUs    => "waits-for-us",     "Waiting for us",         "for us",   Transfers, ["u"],                    None, Screen,    "",               170, "Shows only transfers that wait for this registry, or all again; the filter says so.";
WaitsForPeer  => "waits-for-peer",   "Waiting for the peer",   "for peer", Transfers, ["p"],                    None, Screen,    "",               165, "Shows only transfers that wait for the counterpart, or all again.";
Overdue       => "overdue",          "Overdue",                "overdue",  Transfers, ["d"],                    None, Screen,    "",               160, "Shows only transfers whose next step is overdue, or all again.";
OpenOnly      => "open-only",        "Not over yet",           "open only", Transfers, ["o"],                    None, Screen,    "",               155, "Shows only transfers that are not over, or all again.";
TransfersCall => "transfers-call", "Call about this transfer", "call", Transfers, ["C"], None, Screen, "", 175, "Shows whom to call at the counterpart about the selected transfer now, with the number, the clock there, and who comes next.";
TransferCall  => "transfer-call", "Call about the transfer", "call", Transfer, ["C"], None, Screen, "", 175, "Shows whom to call at the counterpart about the transfer now, with the number, the clock there, and who comes next.";
TransferMessages => "transfer-messages", "Messages",               "messages", Transfer, ["m"],                    None, Row,       "",               170, "Goes to the messages of the transfer, to the newest one.";
TransferActs  => "transfer-acts",    "What may be done",       "acts",     Transfer, ["a"],                    None, Row,       "",               165, "Goes to what may be done with the transfer now: by how many persons, and why not.";
TransferUnits => "transfer-units",   "Units",                  "units",    Transfer, ["u"],                    None, Row,       "",               160, "Goes to the ITMOs of the transfer, by their serials.";
TransferChecks => "transfer-checks",  "Checks",                 "checks",   Transfer, ["c"],                    None, Row,       "",               158, "Goes to what was checked about the transfer, each time it was; from there it shows each check with its rule and values, or few lines again.";
TransferLedger => "transfer-ledger",  "Ledger entries",         "ledger",   Transfer, ["L"],                    None, Row,       "",               156, "Goes to the entries of the ledger that touched the transfer.";
TransferArchive => "transfer-archive", "Messages as a list",     "archive",  Transfer, ["M"],                    None, Row,       "",               90,  "Shows the messages of the transfer in the archive, as a list to filter and sort.";
TransferPack  => "transfer-pack", "Write the evidence to a file", "evidence", Transfer, ["P"], None, Row, "<operator or counterpart>", 70, "Gathers everything that proves the transfer into one signed file, for this registry or for the one at the other end.";
TransferAsk   => "transfer-ask",     "Ask how it stands there", "ask",     Transfer, ["x a"],                  Reversible, Deed, "",               60, "Asks the counterpart how the transfer stands there. It changes nothing; the signed answer comes with the messages.";
TransferResend => "transfer-resend", "Send the last message again", "send again", Transfer, ["x s"],           Reversible, Deed, "",               58, "Sends the last message again, octet by octet. Who has it already answers as the first time.";
TransferPull  => "transfer-pull",    "Ask for the other copy", "their copy", Transfer, ["x p"],                Reversible, Deed, "",               56, "Asks the counterpart for the message under the cursor as it keeps it. A copy that differs is an incident.";
TransferTerminate => "transfer-terminate", "End the transfer",  "end",     Transfer, ["x t"],                  Irreversible, Deed, "",             54, "Ends an outgoing transfer before it is final; its units are free again. A new transfer takes two persons.";
TransferReject => "transfer-reject", "Reject the transfer",    "reject",   Transfer, ["x r"],                  Irreversible, Deed, "",             52, "Rejects an incoming transfer that waits for people. The counterpart gets the signed refusal.";
TransferEvidence => "transfer-evidence", "Counterpart's evidence", "verified", Transfer, ["v"],                   None, Screen,    "",               157, "Goes to what the counterpart sent to prove its proposal, and whether it holds: judged here, by the roster that is pinned.";
TransferAccept => "transfer-accept", "Accept the transfer",    "accept",   Transfer, ["x y"],                  None, Screen,    "",               172, "Begins the order that accepts an incoming transfer: document and reason, then the whole text, then your signature. A second person approves it.";
TransferDrop  => "transfer-drop",    "Drop the transfer",      "drop",     Transfer, ["x d"],                  None, Screen,    "",               50, "Begins the order that gives up the provisional credit of an accepted transfer without the counterpart's word. A second person approves it.";
TransferComplete => "transfer-complete", "Complete it by hand", "complete", Transfer, ["x h"],                 None, Screen,    "",               48, "Begins the order that completes a transfer by hand, on the counterpart's signed word. A second person approves it.";
TransferRebook => "transfer-rebook", "Book the units back",    "book back", Transfer, ["x b"],                 None, Screen,    "",               46, "Begins the order that books units in transit back, on the counterpart's signed word that it gave them up for good. A second person approves it.";
TransferGiveUp => "transfer-give-up", "Give it up for good",   "give up",  Transfer, ["x g"],                  None, Screen,    "",               44, "Begins the order that renounces the units of a cancelled incoming transfer, so that the counterpart may book them back. A second person approves it.";
MessageTransfer => "message-transfer", "Transfer of the message", "transfer", Messages, ["t"],                    None, Screen,    "",               150, "Opens the transfer the selected message is about.";
MessageCall   => "message-call", "Call about the message", "call", Messages, ["C"], None, Screen, "", 148, "Shows whom to call at the other registry about the message now: for security, when it was kept aside.";
MessageHex    => "message-hex",      "Octets as hexadecimal",  "hex",      Message,  ["x"],                    None, Row,       "",               170, "Shows the octets as hexadecimal with their offsets, or as text again.";
MessageDigest => "message-digest",   "Copy the digest",        "digest",   Message,  ["d"],                    None, Row,       "",               140, "Puts the SHA-256 of the octets on the clipboard, through the terminal.";
MessageAnswered => "message-answered", "The message it answers", "answered", Message,  ["a"],                    None, Screen,    "",               145, "Opens the message that this one answers.";
IncidentSeen  => "incident-seen", "Acknowledge the incident", "acknowledge", Incidents, ["x a"], Reversible, Deed, "", 160, "Writes down that you looked at the incident, and what was found or done. It stays in the list with your name. Only a security officer may.";
IncidentsOpen => "incidents-open", "Only those to acknowledge", "to do", Incidents, ["o"], None, Screen, "", 155, "Shows only the incidents that no security officer has acknowledged, or all again.";
IncidentOrder => "incident-order", "Order of the incident", "order", Incidents, ["O"], None, Screen, "", 147, "Opens the order the selected incident concerns.";
IncidentTransfer => "incident-transfer", "Transfer of the incident", "transfer", Incidents, ["t"],                    None, Screen,    "",               150, "Opens the transfer the selected incident concerns.";
IncidentMessage => "incident-message", "Message of the incident", "message",  Incidents, ["m"],                    None, Screen,    "",               145, "Opens the message that shows the selected incident.";
IncidentCall  => "incident-call", "Call about the incident", "call", Incidents, ["C"], None, Screen, "", 148, "Shows whom to call at the counterpart about the incident now.";
HomeStuck     => "home-stuck",       "Stuck transfers",        "stuck",    Home,     ["t"],                    None, Screen,   "",               200, "Shows the transfers that are overdue or in doubt.";
HomeApprovals => "home-approvals",   "Orders to approve",      "approve",  Home,     ["a"],                    None, Screen,   "",               198, "Shows the orders that wait for a second person.";
HomeProposals => "home-proposals",   "Proposals to decide",    "proposals", Home,    ["p"],                    None, Screen,   "",               195, "Shows the proposals of counterparts that wait for a decision here.";
HomeDiscrepancies => "home-discrepancies", "Open discrepancies", "cases", Home, ["d"], None, Screen, "", 192, "Shows the board of cases.";
HomeIncidents => "home-incidents",   "Alarms to acknowledge",  "alarms", Home,    ["i"],                    None, Screen,   "",               190, "Shows the incidents that no security officer has acknowledged yet.";
HomeContacts  => "home-contacts", "Contacts to verify", "contacts", Home, ["v"], None, Screen, "", 188, "Shows the directory of contacts when somebody in it must be verified again.";
HomeVersions  => "home-versions", "Roster or policy to sign", "versions", Home, ["o"], None, Screen, "", 187, "Shows the roster or the policy when a version of it waits for a second security officer.";
HomeNews      => "home-news",        "What changed",           "changes",  Home,     ["w"],                    None, Screen,   "",               185, "Shows the entries of the ledger since you looked at Home last.";
HomeLinks     => "home-links",       "Links to counterparts",  "links",    Home,     ["c"],                    None, Screen,   "",               180, "Shows the counterpart registries and the links to them.";
HomeHoldings  => "home-holdings",    "What is held",           "held",     Home,     ["b"],                    None, Screen,   "",               170, "Shows the blocks of the registry.";
HomeSeen      => "home-seen",        "The news is read",       "news read", Home,    ["m"],                    None, Screen,   "",               160, "What changed so far is no news any more; what comes from now on is.";
PeerTransfers => "peer-transfers",   "Transfers with the peer", "transfers", Peers,  ["t"],                    None, Row,      "",               170, "Shows the transfers with the counterpart.";
PeerMessages  => "peer-messages",    "Messages of the peer",   "messages", Peers,    ["m"],                    None, Row,      "",               165, "Shows the messages to and from the counterpart.";
PeerIncidents => "peer-incidents",   "Incidents of the peer",  "incidents", Peers,   ["i"],                    None, Row,      "",               160, "Shows the incidents that concern the counterpart.";
PeerCall      => "peer-call", "Call the counterpart", "call", Peers, ["C"], None, Row, "", 175, "Shows whom to call at the counterpart now; about the link, when it does not work.";
PeerContacts  => "peer-contacts",    "Ask whom to call there",  "ask contacts", Peers, ["x c"],               Reversible, Deed, "",               58, "Asks the counterpart what it publishes of its own people. Its answer is shown beside the directory, line by line, and nothing of it is taken over by itself.";
PeerTheirs    => "peer-theirs", "What they say of themselves", "their people", Peers, ["p"], None, Row, "", 162, "Shows what the counterpart said of its own people, line by line beside the directory. What is verified and newer can be proposed.";
PeerPing      => "peer-ping",        "Ask whether it is there", "ask",     Peers,   ["x a"],                  Reversible, Deed, "",               60, "Asks the counterpart whether it is there and what its clock says. It changes nothing.";
PeerCompare   => "peer-compare", "Compare the books", "compare", Peers, ["x b"], Reversible, Deed, "", 58, "Begins a reconciliation with the counterpart: both registries freeze one moment, compare it and sign what they found.";
PeerSuspend   => "peer-suspend",     "Suspend the link",       "suspend",  Peers,   ["x s"],                  Irreversible, Deed, "",             50, "Nothing new is sent to the counterpart and what it sends is refused, at once. Resuming takes two security officers.";
ContactsReachable => "contacts-reachable", "Reachable now", "reachable", Contacts, ["o"], None, Screen, "", 172, "Shows only who can be reached by telephone now, or all again.";
ContactsDue   => "contacts-due", "To be verified", "due", Contacts, ["d"], None, Screen, "", 168, "Shows only whom somebody must verify again, or never verified, or all again.";
ContactsChanged => "contacts-changed", "Changed lately", "changed", Contacts, ["w"], None, Screen, "", 166, "Shows only whom something changed of in the last thirty days, or all again.";
ContactCall   => "contact-call", "Call this registry", "call", Contacts, ["C"], None, Screen, "", 178, "Shows whom to call at the contact's registry now, for what the contact is there for.";
ContactRegistry => "contact-registry", "The contact's registry", "registry", Contacts, ["v"], None, Screen, "", 164, "Shows the registry of the contact: its office, link, keys, who holds which role, and its chains.";
ContactSuspend => "contact-suspend", "Suspend the contact", "suspend", Contacts, ["x s"], Irreversible, Deed, "", 50, "Takes every role of the contact out of force, at once. Giving one back takes two persons and the delay.";
ContactErase  => "contact-erase", "Erase the contact", "erase", Contacts, ["x e"], Irreversible, Deed, "", 48, "Takes everything personal of the contact out of the directory, for good; the log of changes still verifies. A security officer's.";
ContactPropose => "contact-propose", "Propose a change", "change", Contacts, ["p"], None, Screen, "", 163, "Begins a change of the contact or the registry: numbers, hours, roles, keys, somebody new, somebody who leaves. Another person confirms it.";
ContactVerify => "contact-verify", "Say that it is still right", "verify", Contacts, ["a"], None, Screen, "", 167, "Begins the record of a verification: how it was made sure, and on which paper. Critical roles take two persons.";
ContactTest   => "contact-test", "Test whether they answer", "test", Contacts, ["t"], None, Screen, "", 162, "Shows the number for a response test, and measures how long they take to answer.";
ContactChanges => "contact-changes", "Changes that wait", "changes", Contacts, ["c"], None, Screen, "", 161, "Shows the changes of contacts: what waits, what cools off, what was decided lately.";
ContactUpkeep => "contact-upkeep", "Upkeep of contacts", "upkeep", Contacts, ["u"], None, Screen, "", 160, "Shows who must be verified again, and who answered when they were tested.";
ContactTheirs => "contact-theirs", "Compare what they say", "their word", Contacts, ["m"], None, Screen, "", 159, "Shows what the contact's registry said of its own people, line by line beside the directory; it can be asked from there.";
ContactImport => "contact-import", "Compare a bundle in a file", "import", Contacts, ["i"], None, Always, "<file>", 158, "Reads a signed bundle of contacts and shows it line by line beside the directory. Nothing of it is taken over before it is proposed, and confirmed by another person.";
ContactBroadcasts => "contact-broadcasts", "Messages to lists", "messages", Contacts, ["b"], None, Screen, "", 157, "Shows the messages that were written to lists of the directory, and who answered them.";
BroadcastNew  => "broadcast-new", "Write a message", "write", Broadcasts, ["p"], None, Screen, "", 160, "Begins a message to whoever holds the roles of a list. Nothing is sent: once it is signed, the office's own mail gets a draft of it.";
BroadcastRead => "broadcast-read", "Read it to sign it", "read", Broadcasts, ["v"], None, Screen, "", 159, "Shows the whole message to the second person who signs it.";
BroadcastSign => "broadcast-sign", "Sign the message as second", "sign", Broadcasts, ["x s"], None, Screen, "", 253, "Signs the message of another person with your key, once every line of it was on the screen.";
BroadcastSave => "broadcast-save", "Save it for the mail", "save", Broadcasts, ["w"], None, Screen, "<file.eml>", 158, "Writes the signed message to a file that the office's own mail opens and a person sends.";
BroadcastSent => "broadcast-sent", "It was sent", "sent", Broadcasts, ["o"], None, Screen, "", 157, "Writes down that the office's mail sent it, to all of whom that was not said yet.";
BroadcastAnswered => "broadcast-answered", "They answered the message", "answered", Broadcasts, ["a"], None, Screen, "", 156, "Writes down that the recipient the cursor is on answered.";
BroadcastReturned => "broadcast-returned", "It came back", "returned", Broadcasts, ["u"], None, Screen, "", 155, "Writes down that the mail to the recipient the cursor is on came back.";
AnnounceSign  => "announce-sign", "Sign the message", "sign", Announce, ["x s"], None, Screen, "", 253, "Signs the message that is shown with your key, and has the registry record who gets it.";
TakeOverSign  => "take-over-sign", "Sign the proposal", "sign", TakeOver, ["x s"], None, Screen, "", 253, "Signs the proposal that is shown with your key, and proposes it; the next one comes after it.";
TakeOverRecord => "take-over-record", "Record that it was compared", "record", TakeOver, ["x r"], None, Screen, "", 126, "Records that this was compared with the directory, when nothing of it is to be proposed. It changes nothing.";
TakeOverAsk   => "take-over-ask", "Ask the counterpart anew", "ask", TakeOver, ["x c"], Reversible, Deed, "", 127, "Asks the counterpart what it publishes of its own people; its answer comes here. It changes nothing.";
ProposeSign   => "propose-sign", "Sign the change", "sign", Propose, ["x s"], None, Screen, "", 253, "Signs the change that is shown with your key, and proposes it.";
ChangeConfirm => "change-confirm", "Confirm the change", "confirm", Changes, ["x a"], None, Screen, "", 252, "Asks how and through which old channel you made sure, and shows the confirmation to be signed. It waits until all of the change has been on the screen.";
ChangeCancel  => "change-cancel", "End the change", "end", Changes, ["ctrl-x", "x r"], Reversible, Deed, "", 88, "Ends a change that waits or cools off, at once; what it replaced counts again. Any one person may (F15).";
ChangeSign    => "change-sign", "Sign the confirmation", "sign", Changes, ["x s"], None, Screen, "", 253, "Signs the confirmation that is shown with your key, and sends it.";
CallAnswered  => "call-answered", "They answered", "answered", Calls, ["a"], None, Screen, "", 190, "Records that the call was answered, with how long it took.";
CallNoAnswer  => "call-no-answer", "Nobody answered", "unanswered", Calls, ["u"], None, Screen, "", 189, "Records that nobody answered; the next of the chain is up.";
CallMessage   => "call-message", "A message was left", "left message", Calls, ["m"], None, Screen, "", 188, "Records that a message was left; the next of the chain is up.";
CallWrong     => "call-wrong", "Somebody else answered", "wrong person", Calls, ["w"], None, Screen, "", 187, "Records that somebody else answered: the number should be verified again.";
CallSeverity  => "call-severity", "Another severity", "severity", Calls, ["v"], None, Screen, "", 170, "Shows the chain for the next severity: low, normal, high, critical.";
CallTopic     => "call-topic", "Another kind of problem", "topic", Calls, ["t"], None, Screen, "", 165, "Shows the chain for another kind of problem.";
CallNumber    => "call-number", "Copy the number", "copy", Calls, ["p"], None, Screen, "", 160, "Puts the number on the clipboard, through the terminal.";
ActivityKind  => "activity-kind",    "Another kind",           "kind",     Activity, ["v"],                    None, Always,   "",               170, "Shows only troubles, only acts, only refusals, only the change stream, or everything again.";
BlockAuthorization => "block-authorization", "Authorization of the block", "authorization", Blocks, ["u"], None, Row, "", 145, "Opens the authorization the selected block was created under.";
AuthorizationBlocks => "authorization-blocks", "Blocks under it", "blocks", Authorizations, ["b"], None, Screen, "", 170, "Shows the blocks that were created under the authorization.";
AuthorizationApproach => "authorization-approach", "Its cooperative approach", "approach", Authorizations, ["a"], None, Screen, "", 165, "Opens the cooperative approach of the authorization.";
ApproachAuthorizations => "approach-authorizations", "Authorizations under it", "authorizations", Approaches, ["u"], None, Screen, "", 170, "Shows the authorizations under the cooperative approach.";
ApproachBlocks => "approach-blocks", "Blocks of the approach", "blocks", Approaches, ["b"], None, Screen, "", 165, "Shows the blocks of the cooperative approach.";
ApprovalsOnly => "approvals-only", "For me, mine, all", "for me", Approvals, ["o"], None, Screen, "", 170, "Shows only the orders you may approve, then only those you initiated, then all again.";
ApprovalsReview => "approvals-review", "Review the selected order", "review", Approvals, ["a"], None, Screen, "", 172, "Begins the review that an approval needs; says why not, where you may not approve.";
OrdersWaiting => "orders-waiting", "Not decided yet", "waiting", Orders, ["o"], None, Screen, "", 152, "Shows only orders that wait for a second person, or all again.";
OrderReview   => "order-review", "Review the order", "review", Orders, ["v"], None, Row, "", 168, "Begins the review that an approval needs: values typed again, the exact text, then a signed statement.";
OrderWithdraw => "order-withdraw", "Withdraw the order", "withdraw", Order, ["x w"], None, Screen, "", 166, "Asks why, and shows the statement that ends the order. Only who initiated it may; it is final for this text (F22).";
OrderTakeBack => "order-take-back", "Take your approval back", "take back", Order, ["x b"], None, Screen, "", 165, "Asks why, and shows the statement by which your approval counts no more (F22).";
OrderStop     => "order-stop", "Stop the order", "stop", Order, ["ctrl-x", "x t"], None, Screen, "", 164, "Asks why, and shows the statement that stops the order before it is carried out. Any one person with a role may (F14).";
OrderAnswer   => "order-answer", "Answer the telephone words", "words", Order, ["c"], None, Screen, "", 162, "Asks for the three words the approver reads, and shows the four that follow from this order (F29).";
OrderCorrect  => "order-correct", "Correct the order", "correct", Order, ["x c"], None, Screen, "", 163, "Begins an order that takes the place of this one; its approvals count no more once that is submitted (F12). Only who initiated it may.";
InitiateSign  => "initiate-sign", "Sign the order", "sign", Initiate, ["x s"], None, Screen, "", 253, "Signs the order that is shown, with your key and the station's, and submits it for another person's approval.";
FormAnew      => "form-anew", "Empty the form", "empty form", Initiate, ["ctrl-n"], None, Screen, "", 68, "Begins with an empty form; asks before anything that was filled in goes. After something was submitted it begins the next one.";
ReviewApprove => "review-approve", "Approve or release the order", "approve", Review, ["x a"], None, Screen, "", 252, "Asks why the order is approved, or released where that is what it waits for (F19), and shows the statement to be signed. It waits until all of the text has been on the screen.";
ReviewReject  => "review-reject", "Reject the order", "reject", Review, ["ctrl-x", "x r"], None, Screen, "", 251, "Asks why the order is rejected, and shows the statement to be signed. One person may, at any time; it is final for this text.";
ReviewSign    => "review-sign", "Sign the statement", "sign", Review, ["x s"], None, Screen, "", 253, "Signs the statement that is shown, with your key and the station's, and sends it.";
SpeakSign     => "speak-sign", "Sign what you say", "sign", Speak, ["x s"], None, Screen, "", 253, "Signs the statement that is shown, with your key and the station's, and sends it.";
ReviewDocument => "review-document", "Compare your own copy", "own copy", Review, ["o"], None, Screen, "", 246, "Asks for the path of your own copy of the source document, and compares its digest with the one in the order.";
ReviewCall    => "review-call", "Call the initiator", "call", Review, ["c"], None, Screen, "", 245, "Draws three words to say on the telephone, and asks for the four that must come back.";
BoardOnly     => "board-only", "Open, for me, closed", "for me", Board, ["o"], None, Screen, "", 170, "Shows only the cases that wait for you, then those that were closed last, then all open ones again.";
BoardCall     => "board-call", "Call about the selected case", "call", Board, ["C"], None, Screen, "", 168, "Shows whom to call at the counterpart about the selected case now, for what its kind of difference takes.";
BoardRuns     => "board-runs", "Reconciliation runs", "runs", Board, ["R"], None, Always, "", 172, "Shows the runs that the cases come from; there a run is begun.";
RunsDiffer    => "runs-differ", "Only runs that differ", "differ", Runs, ["o"], None, Screen, "", 160, "Shows only the runs that found a discrepancy, or all again.";
RunDifferences => "run-differences", "Differences side by side", "differences", Runs, ["d"], None, Screen, "", 180, "Shows what each book says, segment by segment: ours, where, theirs.";
RunPeer       => "run-peer", "Counterpart of the run", "peer", Runs, ["p"], None, Screen, "", 150, "Opens the counterpart of the run.";
RunAgain      => "run-again", "Run it again", "again", Runs, ["x n"], Reversible, Deed, "", 92, "Begins another run with the counterpart of this one, or within our own book where this one was.";
RunOwn        => "run-own", "Check our own book", "own book", Runs, ["x w"], Reversible, Deed, "", 90, "Begins a run within this registry: the book against its ledger, its authorizations and its locks.";
DifferenceFold => "difference-fold", "Fold what is equal", "fold", Differences, ["v"], None, Screen, "", 165, "Folds the segments in which both books say the same into one line each, or shows them again.";
DifferenceCase => "difference-case", "Case of the difference", "case", Differences, ["c"], None, Screen, "", 180, "Opens the case that looks after the selected difference.";
DifferenceBlock => "difference-block", "Block of the difference", "block", Differences, ["b"], None, Screen, "", 160, "Opens the block that holds the first ITMO of the segment.";
DifferenceTransfer => "difference-transfer", "Transfer it may come from", "transfer", Differences, ["t"], None, Screen, "", 158, "Opens the transfer that probably led to the difference, or that it is about.";
CaseResolve   => "case-resolve", "Resolve the case", "resolve", Case, ["v"], None, Screen, "", 172, "Begins a resolution; where another person proposed one, its review: values typed again, the exact text, then a signed confirmation.";
CaseCall      => "case-call", "Call about the case", "call", Case, ["C"], None, Screen, "", 171, "Shows whom to call at the counterpart about the case now, for what its kind of difference takes. What comes of the call stands in the case.";
CaseOwn       => "case-own", "Take the case", "take", Case, ["x o"], Reversible, Deed, "", 90, "You look after the case from now on.";
CaseNote      => "case-note", "Write a note", "note", Case, ["x n"], Reversible, Deed, "", 88, "Writes something down in the case, with your name.";
CaseTold      => "case-told", "The counterpart was told", "told", Case, ["x t"], Reversible, Deed, "", 86, "Writes down that the counterpart was told, whom and how.";
CaseEscalate  => "case-escalate", "It was escalated", "escalate", Case, ["x e"], Reversible, Deed, "", 84, "Writes down that the case went to the focal points or the secretariat.";
CaseIncident  => "case-incident", "It is a security incident", "incident", Case, ["x i"], Reversible, Deed, "", 82, "Writes down that the case is an incident of security too.";
CaseFreeze    => "case-freeze", "Freeze its ITMOs", "freeze", Case, ["x f"], Irreversible, Deed, "", 80, "Freezes what of the case is free in this registry, at once. Releasing it takes a resolution of two persons.";
CaseArchive   => "case-archive", "Ask for the lost transfer", "archive", Case, ["x a"], Reversible, Deed, "", 78, "Asks the counterpart for every message it keeps of the transfer that was lost here with its ledger. Two persons bring back what the copies prove.";
ResolveConfirm => "resolve-confirm", "Confirm the resolution", "confirm", Resolve, ["x a"], None, Screen, "", 252, "Asks why the resolution is confirmed, and shows the text to be signed. It waits until all of the resolution has been on the screen.";
ResolveDecline => "resolve-decline", "Decline the resolution", "decline", Resolve, ["ctrl-x", "x r"], None, Screen, "", 251, "Asks why the resolution is declined, and shows the text to be signed; who proposed it takes it back so.";
ResolveSign   => "resolve-sign", "Sign the text", "sign", Resolve, ["x s"], None, Screen, "", 253, "Signs the text that is shown, with your key and the station's, and sends it.";
JournalOpen   => "journal-open", "Only open intents", "only open", Journal, ["o"], None, Screen, "", 150, "Shows only the acts of which nobody knows what came, and again all lines.";
JournalDigest => "journal-digest", "Copy the line's digest", "digest", Journal, ["d"], None, Screen, "", 140, "Puts the SHA-256 of the line on the clipboard.";
EntryDigest   => "entry-digest", "Copy the entry's digest", "digest", Ledger, ["d"], None, Screen, "", 140, "Puts the SHA-256 of the entry's line on the clipboard.";
GuardRead     => "guard-read", "Read the version that waits", "read", Guard, ["v"], None, Screen, "", 170, "Shows the version that waits, whole, to a security officer who has not signed it: what it changes, then the text as it is signed.";
GuardDraft    => "guard-draft", "Propose the next version", "propose", Guard, ["d"], None, Screen, "<file>", 165, "Reads an edited copy of what is in force from a file and shows the next version made of it, whole, before anything is signed.";
GuardWithdraw => "guard-withdraw", "Withdraw the proposal", "withdraw", Guard, ["x w"], Reversible, Deed, "", 56, "Takes back the version that waits for a second officer. One officer may; it can be proposed again, and then begins without signatures.";
GuardRevoke   => "guard-revoke", "Revoke a key", "revoke", Guard, ["x k"], Irreversible, Screen, "<person, station or fingerprint> <why>", 58, "Ends a key at once: an officer any, everybody their own. The text is read before it is signed; only a version that two officers sign brings the key back.";
GuardSign     => "guard-sign", "Sign the version", "sign", Guard, ["x s"], Irreversible, Screen, "", 253, "Signs the version that was read to its end, as a security officer; two of them bring it into force.";
}
