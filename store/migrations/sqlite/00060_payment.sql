-- 网上缴费: what platforms reported as paid, and what came of it.

-- +goose Up
CREATE TABLE payment (
    provider TEXT NOT NULL,
    ref      TEXT NOT NULL,
    order_no TEXT NOT NULL,
    case_no  TEXT NOT NULL,
    fen      INTEGER NOT NULL,
    receipt  TEXT NOT NULL,
    at       INTEGER NOT NULL,
    outcome  TEXT NOT NULL CHECK (outcome IN ('', 'booked', 'refunded')),
    PRIMARY KEY (provider, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_of ON payment (case_no);
