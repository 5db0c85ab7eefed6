//! Views of the tables for the lists: what is worked out from several tables stands here once.
//! A view holds nothing: it can't go stale, and a rebuild of the book leaves it alone.
//! Must not know: who looks.

/// The views.
pub(in crate::sandbox) const VIEWS: &str = "
CREATE VIEW transfers_shown AS
SELECT t.*,
    CASE WHEN t.from_registry = t.to_registry THEN 'internal' WHEN t.side = 'transferring' THEN 'outgoing' ELSE 'incoming' END
        AS direction,
    CASE
        WHEN t.side = 'transferring' AND t.state IN ('awaiting-approval', 'approved', 'accepted-by-peer', 'in-doubt') THEN 'us'
        WHEN t.side = 'transferring' AND t.state IN ('proposed', 'finalised-out') THEN 'peer'
        WHEN t.side = 'acquiring' AND t.state IN ('received', 'final-received') THEN 'us'
        WHEN t.side = 'acquiring' AND t.state IN ('accepted', 'in-doubt') THEN 'peer'
        ELSE 'nobody'
    END AS waits,
    (SELECT CASE m.kind
        WHEN 'proposal' THEN 'proposed'
        WHEN 'receipt' THEN 'received'
        WHEN 'accept' THEN 'accepted'
        WHEN 'reject' THEN 'rejected'
        WHEN 'final' THEN 'finalised-out'
        WHEN 'completion' THEN 'completed'
        WHEN 'terminate' THEN 'terminated'
        WHEN 'ack' THEN json_extract(CAST(m.octets AS TEXT), '$.says.ack.state')
        ELSE json_extract(CAST(m.octets AS TEXT), '$.state')
     END
     FROM messages m
     WHERE m.transfer = t.id AND m.direction = 'in' AND m.verdict = 'good'
       AND m.kind IN ('proposal', 'receipt', 'accept', 'reject', 'final', 'completion', 'terminate', 'ack', 'status')
     ORDER BY m.row DESC LIMIT 1) AS peer_state,
    (SELECT json_group_array(json_object('approach', k.approach, 'vintage', k.vintage))
     FROM (SELECT DISTINCT approach, vintage FROM transfer_spans s WHERE s.transfer = t.id ORDER BY approach, vintage) k) AS kinds
FROM transfers t;

CREATE VIEW messages_shown AS
SELECT row, id, transfer, sequence, kind, iif(direction = 'in', 'received', 'sent') AS direction, coalesce(peer, '') AS peer, verdict,
       digest, status, at
FROM messages;

CREATE VIEW peers_shown AS
SELECT p.registry AS id, p.name, p.state,
    max(coalesce(p.seen_asking, 0), coalesce(p.seen_answering, 0)) AS seen,
    (SELECT count(*) FROM transfers t WHERE t.counterpart = p.registry
        AND t.state NOT IN ('completed', 'withdrawn', 'rejected', 'terminated', 'cancelled')) AS open,
    (SELECT count(*) FROM incidents i WHERE i.peer = p.registry) AS incidents
FROM peers p;

CREATE VIEW incidents_shown AS
SELECT i.id AS row, i.at, what AS kind, peer, transfer, detail, message, order_id, person, until,
    a.at AS seen_at, a.by AS seen_by, a.reason AS seen_reason
FROM incidents i LEFT JOIN acknowledgements a ON a.incident = i.id;

CREATE VIEW reconciliations_shown AS
SELECT id, peer, opener, at, state, begun, by, ended, units, discrepancies, notes, kinds, why FROM reconciliations;

CREATE VIEW orders_shown AS
SELECT o.*, t.uuid, t.person, (SELECT key FROM json_each(o.act)) AS kind, CAST(strftime('%Y', o.expires / 1000, 'unixepoch') AS INTEGER) AS expires_year
FROM orders o LEFT JOIN order_texts t ON t.order_id = o.id;

CREATE VIEW authorizations_shown AS
SELECT a.*, coalesce(c.quantity, 0) AS consumed
FROM authorizations a LEFT JOIN consumed c ON c.authorization = a.id
WHERE a.version = (SELECT max(version) FROM authorizations n WHERE n.id = a.id);
";
