-- 名额、轮候: who competes for a limited number of licences (许可法57), and how many are given.

-- +goose Up
-- ver counts what happens in a line, so that it tells which of two came first.
CREATE TABLE line (
    ver   bigint NOT NULL,
    given bigint NOT NULL CHECK (given >= 0),
    key   text COLLATE "C" NOT NULL,
    PRIMARY KEY (key)
);

CREATE TABLE place (
    case_id bigint NOT NULL,
    at      bigint NOT NULL,
    joined  bigint NOT NULL,
    gone    bigint NOT NULL,
    given   bigint NOT NULL,
    line    text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id)
);
CREATE UNIQUE INDEX place_order ON place (line, at, joined);
-- No place is given twice.
CREATE UNIQUE INDEX place_given ON place (line, given) WHERE given > 0;
