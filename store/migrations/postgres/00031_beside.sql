-- 并联待办: a case may give work to several bodies at once. n = 0 is whose turn it is, the
-- others stand beside it.

-- +goose Up
CREATE TABLE todo_new (
    case_id   bigint NOT NULL,
    tick      bigint NOT NULL,
    n         integer NOT NULL CHECK (n >= 0),
    since     integer NOT NULL,
    yellow    integer NOT NULL,
    due       integer NOT NULL,
    last      integer NOT NULL,
    waiting   integer NOT NULL CHECK (waiting IN (0, 1)),
    unit      text COLLATE "C" NOT NULL,
    post      text COLLATE "C" NOT NULL,
    item      text COLLATE "C" NOT NULL,
    applicant text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, n)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
INSERT INTO todo_new (case_id, tick, n, since, yellow, due, last, waiting, unit, post, item, applicant)
SELECT case_id, tick, 0, since, yellow, due, last, waiting, unit, post, item, applicant FROM todo;
DROP TABLE todo;
ALTER TABLE todo_new RENAME TO todo;
CREATE INDEX todo_queue ON todo (unit, post, due);
