-- 代岗: who stands in for whom, from when to when, and what was done in another's post.

-- +goose Up
CREATE TABLE stand_in (
    id       bigint NOT NULL,
    from_day integer NOT NULL,
    to_day   integer NOT NULL CHECK (to_day >= from_day),
    head     integer NOT NULL CHECK (head IN (0, 1)),
    named_at bigint NOT NULL,
    ended_at bigint NOT NULL,
    absent   text COLLATE "C" NOT NULL,
    by_no    text COLLATE "C" NOT NULL CHECK (by_no <> absent),
    reason   text COLLATE "C" NOT NULL,
    named_by text COLLATE "C" NOT NULL,
    ended_by text COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE stood_in (
    case_id  bigint NOT NULL,
    seq      integer NOT NULL,
    stand_in bigint NOT NULL,
    PRIMARY KEY (case_id, seq)
);
CREATE INDEX stood_in_of ON stood_in (stand_in, case_id, seq);
