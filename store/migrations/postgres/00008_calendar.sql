-- 放假安排报审: arrangements that were brought in, and what a second person said of each.

-- +goose Up
CREATE TABLE calendar_proposal (
    id          bigint NOT NULL PRIMARY KEY,
    at          bigint NOT NULL,
    paper_on    integer NOT NULL,
    ended_at    bigint NOT NULL,
    valid_from  bigint NOT NULL,
    finished_at bigint NOT NULL,
    seq         integer NOT NULL,
    moved       integer NOT NULL,
    by_no       text COLLATE "C" NOT NULL,
    paper       text COLLATE "C" NOT NULL,
    reason      text COLLATE "C" NOT NULL,
    name        text COLLATE "C" NOT NULL,
    body        text COLLATE "C" NOT NULL,
    outcome     text COLLATE "C" NOT NULL CHECK (outcome IN ('', 'confirmed', 'rejected')),
    ended_by    text COLLATE "C" NOT NULL CHECK (outcome <> 'confirmed' OR ended_by <> by_no),
    remark      text COLLATE "C" NOT NULL
);
