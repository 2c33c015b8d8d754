-- 网上缴费: what platforms reported as paid, and what came of it.

-- +goose Up
CREATE TABLE payment (
    provider text COLLATE "C" NOT NULL,
    ref      text COLLATE "C" NOT NULL,
    order_no text COLLATE "C" NOT NULL,
    case_no  text COLLATE "C" NOT NULL,
    fen      bigint NOT NULL,
    receipt  text COLLATE "C" NOT NULL,
    at       bigint NOT NULL,
    outcome  text COLLATE "C" NOT NULL CHECK (outcome IN ('', 'booked', 'refunded')),
    PRIMARY KEY (provider, ref)
);
CREATE INDEX payment_of ON payment (case_no);
