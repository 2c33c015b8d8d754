-- 交件人: which account handed a firm's case in, and by which mandate (0: who represents the firm by law); until
-- then nobody (0). Of cases before it is who began them, which is nearly always the same.

-- +goose Up
ALTER TABLE firm_case ADD COLUMN handed_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE firm_case ADD COLUMN mandate INTEGER NOT NULL DEFAULT 0;
UPDATE firm_case SET handed_by = resident, mandate = COALESCE((SELECT max(h.id) FROM handler h WHERE h.firm = firm_case.firm
    AND h.resident = firm_case.resident AND h.accepted_at <= firm_case.at AND (h.ended_at = 0 OR h.ended_at > firm_case.at)), 0);
