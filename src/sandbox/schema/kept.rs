//! The guards of signed texts: the database itself refuses to change, remove or replace what somebody signed (F35).
//! `INSERT OR REPLACE` removes a row without asking the guard of removals, so a known id is refused before anything is written.
//! Must not know: who signs, and what the texts say. A book that is made again from its entries lifts the guards meanwhile.

/// The guards of what stands in the projection, and of what is signed beside the ledger. A roster or policy that waits may be withdrawn, and
/// gets one signature more after those it has; a change may be erased with the person it names: nothing else is removed.
pub(super) const GUARDS: &str = "
CREATE TRIGGER order_texts_once BEFORE INSERT ON order_texts
WHEN EXISTS (SELECT 1 FROM order_texts WHERE order_id = NEW.order_id)
    OR EXISTS (SELECT 1 FROM order_texts WHERE uuid = NEW.uuid) OR EXISTS (SELECT 1 FROM order_texts WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'order_texts are never replaced'); END;
CREATE TRIGGER order_texts_stay BEFORE UPDATE ON order_texts BEGIN SELECT RAISE(ABORT, 'order_texts are append-only'); END;
CREATE TRIGGER order_texts_last BEFORE DELETE ON order_texts BEGIN SELECT RAISE(ABORT, 'order_texts are append-only'); END;

CREATE TRIGGER statements_once BEFORE INSERT ON statements
WHEN EXISTS (SELECT 1 FROM statements WHERE order_id = NEW.order_id AND n = NEW.n)
    OR EXISTS (SELECT 1 FROM statements WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'statements are never replaced'); END;
CREATE TRIGGER statements_stay BEFORE UPDATE ON statements BEGIN SELECT RAISE(ABORT, 'statements are append-only'); END;
CREATE TRIGGER statements_last BEFORE DELETE ON statements BEGIN SELECT RAISE(ABORT, 'statements are append-only'); END;

CREATE TRIGGER revocations_once BEFORE INSERT ON revocations
WHEN EXISTS (SELECT 1 FROM revocations WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'revocations are never replaced'); END;
CREATE TRIGGER revocations_stay BEFORE UPDATE ON revocations BEGIN SELECT RAISE(ABORT, 'revocations are append-only'); END;
CREATE TRIGGER revocations_last BEFORE DELETE ON revocations BEGIN SELECT RAISE(ABORT, 'revocations are append-only'); END;

CREATE TRIGGER guarded_once BEFORE INSERT ON guarded
WHEN EXISTS (SELECT 1 FROM guarded WHERE kind = NEW.kind AND version = NEW.version
    AND (since IS NOT NULL OR (sha256 = NEW.sha256 AND (text IS NOT NEW.text OR EXISTS (SELECT 1 FROM json_each(signatures) AS had
        WHERE json_extract(NEW.signatures, had.fullkey) IS NOT had.value)))))
BEGIN SELECT RAISE(ABORT, 'guarded texts are never replaced'); END;
CREATE TRIGGER guarded_stay BEFORE UPDATE ON guarded
WHEN OLD.since IS NOT NULL OR (NEW.kind, NEW.version, NEW.sha256, NEW.text) IS NOT (OLD.kind, OLD.version, OLD.sha256, OLD.text)
    OR EXISTS (SELECT 1 FROM json_each(OLD.signatures) AS had WHERE json_extract(NEW.signatures, had.fullkey) IS NOT had.value)
BEGIN SELECT RAISE(ABORT, 'guarded texts stay as they are'); END;
CREATE TRIGGER guarded_last BEFORE DELETE ON guarded WHEN OLD.since IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'guarded texts in force are never removed'); END;

CREATE TRIGGER case_steps_once BEFORE INSERT ON case_steps
WHEN EXISTS (SELECT 1 FROM case_steps WHERE case_id = NEW.case_id AND n = NEW.n)
BEGIN SELECT RAISE(ABORT, 'case_steps are never replaced'); END;
CREATE TRIGGER case_steps_stay BEFORE UPDATE ON case_steps BEGIN SELECT RAISE(ABORT, 'case_steps are append-only'); END;
CREATE TRIGGER case_steps_last BEFORE DELETE ON case_steps BEGIN SELECT RAISE(ABORT, 'case_steps are append-only'); END;

CREATE TRIGGER contact_proposals_once BEFORE INSERT ON contact_proposals
WHEN EXISTS (SELECT 1 FROM contact_proposals WHERE n = NEW.n OR id = NEW.id OR sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'contact_proposals are never replaced'); END;
CREATE TRIGGER contact_proposals_stay BEFORE UPDATE ON contact_proposals
WHEN (NEW.n, NEW.id, NEW.sha256, NEW.text, NEW.signature) IS NOT (OLD.n, OLD.id, OLD.sha256, OLD.text, OLD.signature)
    OR (OLD.confirmation IS NOT NULL
        AND (NEW.confirmation, NEW.confirmation_signature) IS NOT (OLD.confirmation, OLD.confirmation_signature))
BEGIN SELECT RAISE(ABORT, 'contact_proposals stay as they were signed'); END;

CREATE TRIGGER contact_broadcasts_once BEFORE INSERT ON contact_broadcasts
WHEN EXISTS (SELECT 1 FROM contact_broadcasts WHERE n = NEW.n OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'contact_broadcasts are never replaced'); END;
CREATE TRIGGER contact_broadcasts_stay BEFORE UPDATE ON contact_broadcasts
BEGIN SELECT RAISE(ABORT, 'contact_broadcasts are append-only'); END;
CREATE TRIGGER contact_broadcasts_last BEFORE DELETE ON contact_broadcasts
BEGIN SELECT RAISE(ABORT, 'contact_broadcasts are append-only'); END;

CREATE TRIGGER contact_broadcast_signatures_once BEFORE INSERT ON contact_broadcast_signatures
WHEN EXISTS (SELECT 1 FROM contact_broadcast_signatures WHERE n = NEW.n OR (broadcast = NEW.broadcast AND person = NEW.person))
BEGIN SELECT RAISE(ABORT, 'contact_broadcast_signatures are never replaced'); END;
CREATE TRIGGER contact_broadcast_signatures_stay BEFORE UPDATE ON contact_broadcast_signatures
BEGIN SELECT RAISE(ABORT, 'contact_broadcast_signatures are append-only'); END;
CREATE TRIGGER contact_broadcast_signatures_last BEFORE DELETE ON contact_broadcast_signatures
BEGIN SELECT RAISE(ABORT, 'contact_broadcast_signatures are append-only'); END;

CREATE TRIGGER reconciliations_once BEFORE INSERT ON reconciliations
WHEN EXISTS (SELECT 1 FROM reconciliations WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'reconciliations are never replaced'); END;
CREATE TRIGGER reconciliations_stay BEFORE UPDATE OF id, text ON reconciliations
WHEN NEW.id IS NOT OLD.id OR (OLD.text IS NOT NULL AND NEW.text IS NOT OLD.text)
BEGIN SELECT RAISE(ABORT, 'reconciliations stay as they were signed'); END;
CREATE TRIGGER reconciliations_last BEFORE DELETE ON reconciliations
BEGIN SELECT RAISE(ABORT, 'reconciliations are never removed'); END;

CREATE TRIGGER reconciliation_signatures_once BEFORE INSERT ON reconciliation_signatures
WHEN EXISTS (SELECT 1 FROM reconciliation_signatures WHERE run = NEW.run AND registry = NEW.registry)
BEGIN SELECT RAISE(ABORT, 'reconciliation_signatures are never replaced'); END;
CREATE TRIGGER reconciliation_signatures_stay BEFORE UPDATE ON reconciliation_signatures
BEGIN SELECT RAISE(ABORT, 'reconciliation_signatures are append-only'); END;
CREATE TRIGGER reconciliation_signatures_last BEFORE DELETE ON reconciliation_signatures
BEGIN SELECT RAISE(ABORT, 'reconciliation_signatures are append-only'); END;

CREATE TRIGGER peer_guarded_once BEFORE INSERT ON peer_guarded
WHEN EXISTS (SELECT 1 FROM peer_guarded WHERE registry = NEW.registry AND kind = NEW.kind AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'pinned versions are never replaced'); END;
CREATE TRIGGER peer_evidence_once BEFORE INSERT ON peer_evidence
WHEN EXISTS (SELECT 1 FROM peer_evidence WHERE transfer = NEW.transfer)
    OR EXISTS (SELECT 1 FROM peer_evidence WHERE order_id = NEW.order_id)
BEGIN SELECT RAISE(ABORT, 'verdicts are never replaced'); END;

CREATE TRIGGER receipts_once BEFORE INSERT ON receipts WHEN EXISTS (SELECT 1 FROM receipts WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'receipts are never replaced'); END;
CREATE TRIGGER judgements_once BEFORE INSERT ON judgements WHEN EXISTS (SELECT 1 FROM judgements WHERE row = NEW.row)
BEGIN SELECT RAISE(ABORT, 'judgements are never replaced'); END;
CREATE TRIGGER messages_once BEFORE INSERT ON messages WHEN EXISTS (SELECT 1 FROM messages WHERE row = NEW.row)
BEGIN SELECT RAISE(ABORT, 'messages are never replaced'); END;
CREATE TRIGGER incidents_once BEFORE INSERT ON incidents WHEN EXISTS (SELECT 1 FROM incidents WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'incidents are never replaced'); END;
CREATE TRIGGER acknowledgements_once BEFORE INSERT ON acknowledgements
WHEN EXISTS (SELECT 1 FROM acknowledgements WHERE incident = NEW.incident)
BEGIN SELECT RAISE(ABORT, 'acknowledgements are never replaced'); END;
CREATE TRIGGER contact_log_once BEFORE INSERT ON contact_log WHEN EXISTS (SELECT 1 FROM contact_log WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER reconciliation_findings_once BEFORE INSERT ON reconciliation_findings
WHEN EXISTS (SELECT 1 FROM reconciliation_findings WHERE run = NEW.run AND n = NEW.n)
BEGIN SELECT RAISE(ABORT, 'findings are never replaced'); END;
CREATE TRIGGER reconciliation_messages_once BEFORE INSERT ON reconciliation_messages
WHEN EXISTS (SELECT 1 FROM reconciliation_messages WHERE run = NEW.run AND step = NEW.step AND direction = NEW.direction)
BEGIN SELECT RAISE(ABORT, 'messages are never replaced'); END;
";
