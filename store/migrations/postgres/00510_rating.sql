-- 好差评: what an applicant thought of his case once it was over; of a poor one the call back and
-- the reply, 0 = not yet.

-- +goose Up
CREATE TABLE rating (
    case_id  bigint NOT NULL PRIMARY KEY,
    at       bigint NOT NULL,
    poor     bigint NOT NULL CHECK (poor IN (0, 1)),
    called   bigint NOT NULL DEFAULT 0,
    answered bigint NOT NULL DEFAULT 0 CHECK (answered = 0 OR called > 0),
    level       text COLLATE "C" NOT NULL,
    item        text COLLATE "C" NOT NULL,
    unit        text COLLATE "C" NOT NULL,
    text        text COLLATE "C" NOT NULL,
    called_by   text COLLATE "C" NOT NULL DEFAULT '',
    answered_by text COLLATE "C" NOT NULL DEFAULT '',
    call_text   text COLLATE "C" NOT NULL DEFAULT '',
    answer      text COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX rating_unit ON rating (unit, case_id);
CREATE INDEX rating_open ON rating (unit, at) WHERE poor = 1 AND answered = 0;
