-- One whole case for pgbench: the rows of six acts in six durable transactions,
-- each sent as one pipeline, as the store sends them. What the program adds to
-- this (sign-in, rights, dates, the hash chain, follow-up work) is what the
-- ratio in docs/performance.md measures. scripts/bench.sh sets the variables
-- form and fact to texts of a real case, and n to 0.
\set n :n + 1
\set id (:client_id + 1) * 1000000000 + :n
\set unit random(100, 999)
\set job :id * 10

\startpipeline
INSERT INTO idem (key, case_id, at) VALUES ('bench' || :id, :id, 1);
INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (:id, 1, 1, 'submit', :fact, decode(repeat('5a', 32), 'hex'));
INSERT INTO forms (case_id, body) VALUES (:id, :form);
INSERT INTO todo (case_id, unit, post, due, yellow, last, since, waiting, tick, item, applicant) VALUES (:id, :unit, 'acceptance', 20000, 19999, 20001, 19990, 0, 1, 'item', 'applicant');
INSERT INTO job (run_at, id, attempt, kind, payload) VALUES (1, CAST(:job AS bigint) + 1, 0, 'message', '{"c":1,"n":1}');
INSERT INTO number (unit, day, last) VALUES (:unit, 20000, 1) ON CONFLICT (unit, day) DO UPDATE SET last = number.last + 1;
INSERT INTO cases (id, digest, version, item, accept_unit, query_code, head, no) SELECT CAST(:id AS bigint), 1, 1, 'item', :unit, '000000', decode(repeat('5a', 32), 'hex'), '330303' || :unit || '260101' || substr(CAST(1000000 + last AS text), 2) FROM number WHERE unit = CAST(:unit AS text) AND day = 20000;
\endpipeline

\startpipeline
INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (:id, 2, 2, 'accept', :fact, decode(repeat('5a', 32), 'hex'));
UPDATE todo SET unit = :unit, post = 'accept', due = 20002, yellow = 19999, last = 20001, since = 19992, waiting = 0, tick = 2 WHERE case_id = :id;
INSERT INTO job (run_at, id, attempt, kind, payload) VALUES (2, CAST(:job AS bigint) + 2, 0, 'message', '{"c":1,"n":2}');
UPDATE cases SET version = 2, head = decode(repeat('5b', 32), 'hex'), digest = 2 WHERE id = :id AND version = 1;
\endpipeline

\startpipeline
INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (:id, 3, 3, 'pass', :fact, decode(repeat('5a', 32), 'hex'));
UPDATE todo SET unit = :unit, post = 'pass', due = 20003, yellow = 19999, last = 20001, since = 19993, waiting = 0, tick = 3 WHERE case_id = :id;
INSERT INTO job (run_at, id, attempt, kind, payload) VALUES (3, CAST(:job AS bigint) + 3, 0, 'message', '{"c":1,"n":3}');
UPDATE cases SET version = 3, head = decode(repeat('5b', 32), 'hex'), digest = 2 WHERE id = :id AND version = 2;
\endpipeline

\startpipeline
INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (:id, 4, 4, 'grant', :fact, decode(repeat('5a', 32), 'hex'));
UPDATE todo SET unit = :unit, post = 'grant', due = 20004, yellow = 19999, last = 20001, since = 19994, waiting = 0, tick = 4 WHERE case_id = :id;
INSERT INTO job (run_at, id, attempt, kind, payload) VALUES (4, CAST(:job AS bigint) + 4, 0, 'message', '{"c":1,"n":4}');
UPDATE cases SET version = 4, head = decode(repeat('5b', 32), 'hex'), digest = 2 WHERE id = :id AND version = 3;
\endpipeline

\startpipeline
INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (:id, 5, 5, 'issue', :fact, decode(repeat('5a', 32), 'hex'));
UPDATE todo SET unit = :unit, post = 'issue', due = 20005, yellow = 19999, last = 20001, since = 19995, waiting = 0, tick = 5 WHERE case_id = :id;
INSERT INTO job (run_at, id, attempt, kind, payload) VALUES (5, CAST(:job AS bigint) + 5, 0, 'message', '{"c":1,"n":5}');
UPDATE cases SET version = 5, head = decode(repeat('5b', 32), 'hex'), digest = 2 WHERE id = :id AND version = 4;
\endpipeline

\startpipeline
INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (:id, 6, 6, 'serve', :fact, decode(repeat('5a', 32), 'hex'));
DELETE FROM todo WHERE case_id = :id;
INSERT INTO job (run_at, id, attempt, kind, payload) VALUES (6, CAST(:job AS bigint) + 6, 0, 'message', '{"c":1,"n":6}');
UPDATE cases SET version = 6, head = decode(repeat('5b', 32), 'hex'), digest = 2 WHERE id = :id AND version = 5;
\endpipeline
