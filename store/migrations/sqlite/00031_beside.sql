-- 并联待办: a case may give work to several bodies at once. n = 0 is whose turn it is, the
-- others stand beside it.

-- +goose Up
CREATE TABLE todo_new (
    case_id   INTEGER NOT NULL,
    tick      INTEGER NOT NULL,
    n         INTEGER NOT NULL CHECK (n >= 0),
    since     INTEGER NOT NULL,
    yellow    INTEGER NOT NULL,
    due       INTEGER NOT NULL,
    last      INTEGER NOT NULL,
    waiting   INTEGER NOT NULL CHECK (waiting IN (0, 1)),
    unit      TEXT NOT NULL,
    post      TEXT NOT NULL,
    item      TEXT NOT NULL,
    applicant TEXT NOT NULL,
    PRIMARY KEY (case_id, n)
) STRICT, WITHOUT ROWID;
INSERT INTO todo_new (case_id, tick, n, since, yellow, due, last, waiting, unit, post, item, applicant)
SELECT case_id, tick, 0, since, yellow, due, last, waiting, unit, post, item, applicant FROM todo;
DROP TABLE todo;
ALTER TABLE todo_new RENAME TO todo;
CREATE INDEX todo_queue ON todo (unit, post, due);
