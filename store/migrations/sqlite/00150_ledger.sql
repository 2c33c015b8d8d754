-- 缴费对账: what was paid, and what was ordered and not paid, are found by their facts.

-- +goose Up
CREATE INDEX facts_paid ON facts (at) WHERE act = 'payFee';
CREATE INDEX facts_charged ON facts (case_id) WHERE act = 'orderFee';
CREATE INDEX payment_at ON payment (at);
