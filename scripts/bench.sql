-- One whole case for pgbench: the rows of six acts and of the work that follows them, in
-- six durable transactions, each sent as one pipeline, as the store sends them. What the
-- program adds to this (pages, sign-in, rights, dates, the hash chain, reading the case,
-- writing documents) is what the ratio in docs/performance.md measures. scripts/bench.sh
-- sets fact1 … fact6, doc1 … doc4 and form to the texts of a real case, and n to 0.
\set n :n + 1
\set id (:client_id + 1) * 1000000000 + :n
\set unit random(100, 999)
\set body random(1, 12)
\set job :id * 10

\startpipeline
INSERT INTO idem (key, case_id, day) VALUES (lpad(CAST(:id AS text), 11, 'k'), :id, 20000);
INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (:id, 1, 1, 'receive', decode(:fact1, 'hex'), decode(repeat('5a', 8), 'hex'));
INSERT INTO tally (case_id, seq, day, late, missed, used, promised, statutory, what, unit, staff) VALUES (:id, 1, 20784, 0, 0, NULL, NULL, NULL, 'received', '330303001' || :unit, 'bench-staff-1') ON CONFLICT (case_id, seq) DO NOTHING;
INSERT INTO forms (case_id, body) VALUES (:id, decode(:form, 'hex'));
INSERT INTO todo (case_id, n, unit, post, due, yellow, last, since, waiting, tick, item, applicant, channel, urged) VALUES (:id, 0, '330303001' || :unit, 'acceptance', 20000, 19999, 20001, 19990, 0, 1, 'LW-BENCH-001', '张三', 'counter', 0);
INSERT INTO applied (case_id, party) VALUES (:id, '33030319900101001X') ON CONFLICT (party, case_id) DO NOTHING;
INSERT INTO job (run_at, id, attempt, kind, payload) VALUES (1, CAST(:job AS bigint) + 1, 0, 'message', '{"c":123456789012345678,"s":[{"t":"staff.arrived","u":"330303001001","p":"acceptance"}],"n":1}');
INSERT INTO writing (case_id, seq, told, state, printed, body) VALUES (:id, 1, 1, 0, '', decode(:doc1, 'hex')) ON CONFLICT (case_id, seq) DO NOTHING;
DELETE FROM job WHERE run_at = 1 AND id = CAST(:job AS bigint) + 1;
INSERT INTO number (unit, day, last) VALUES (:unit, 20000, 1) ON CONFLICT (unit, day) DO UPDATE SET last = number.last + 1;
INSERT INTO cases (id, digest, version, item, accept_unit, query_code, head, no) SELECT CAST(:id AS bigint), 1, 1, 'LW-BENCH-001', '330303001' || :unit, '000000', decode(repeat('5a', 32), 'hex'), '330303' || :unit || '260101' || substr(CAST(1000000 + last AS text), 2) FROM number WHERE unit = CAST(:unit AS text) AND day = 20000;
\endpipeline

\startpipeline
INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (:id, 2, 2, 'accept', decode(:fact2, 'hex'), decode(repeat('5a', 8), 'hex'));
INSERT INTO tally (case_id, seq, day, late, missed, used, promised, statutory, what, unit, staff) VALUES (:id, 2, 20784, 0, 0, NULL, NULL, NULL, 'accepted', '330303001' || :unit, 'bench-staff-1') ON CONFLICT (case_id, seq) DO NOTHING;
UPDATE todo SET unit = '330303001' || :unit, post = 'review', due = 20002, yellow = 19999, last = 20001, since = 19992, waiting = 0, tick = 2 WHERE case_id = :id;
INSERT INTO job (run_at, id, attempt, kind, payload) VALUES (2, CAST(:job AS bigint) + 2, 0, 'message', '{"c":123456789012345678,"s":[{"t":"staff.arrived","u":"330303001001","p":"acceptance"}],"n":2}');
INSERT INTO writing (case_id, seq, told, state, printed, body) VALUES (:id, 2, 1, 0, '', decode(:doc2, 'hex')) ON CONFLICT (case_id, seq) DO NOTHING;
INSERT INTO staff_message (id, case_id, staff, turn, about) VALUES (CAST(:job AS bigint) + 2, :id, 'bench-staff-1', 'arrived', '') ON CONFLICT (staff, id) DO NOTHING;
DELETE FROM job WHERE run_at = 2 AND id = CAST(:job AS bigint) + 2;
UPDATE cases SET version = 2, head = decode(repeat('5b', 32), 'hex'), digest = 2 WHERE id = :id AND version = 1;
INSERT INTO doc_last (unit, family, year, last) VALUES ('330303-b' || :body, '许受', 2026, 1) ON CONFLICT (unit, family, year) DO UPDATE SET last = doc_last.last + 1;
INSERT INTO doc_number (case_id, seq, kind, series, n) SELECT CAST(:id AS bigint), 2, 'acceptance', id, last FROM doc_last WHERE unit = '330303-b' || :body AND family = '许受' AND year = 2026;
\endpipeline

\startpipeline
INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (:id, 3, 3, 'pass', decode(:fact3, 'hex'), decode(repeat('5a', 8), 'hex'));
UPDATE todo SET unit = '330303001' || :unit, post = 'approval', due = 20003, yellow = 19999, last = 20001, since = 19993, waiting = 0, tick = 3 WHERE case_id = :id;
INSERT INTO job (run_at, id, attempt, kind, payload) VALUES (3, CAST(:job AS bigint) + 3, 0, 'staff', '{"c":123456789012345678,"s":[{"t":"staff.arrived","u":"330303001001","p":"acceptance"}],"n":3}');
INSERT INTO staff_message (id, case_id, staff, turn, about) VALUES (CAST(:job AS bigint) + 3, :id, 'bench-staff-1', 'arrived', ''), (CAST(:job AS bigint) + 3, :id, 'bench-staff-2', 'arrived', '') ON CONFLICT (staff, id) DO NOTHING;
DELETE FROM job WHERE run_at = 3 AND id = CAST(:job AS bigint) + 3;
UPDATE cases SET version = 3, head = decode(repeat('5b', 32), 'hex'), digest = 2 WHERE id = :id AND version = 2;
\endpipeline

\startpipeline
INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (:id, 4, 4, 'grant', decode(:fact4, 'hex'), decode(repeat('5a', 8), 'hex'));
INSERT INTO tally (case_id, seq, day, late, missed, used, promised, statutory, what, unit, staff) VALUES (:id, 4, 20784, 0, 0, 0, 10, 20, 'granted', '330303001' || :unit, 'bench-staff-1') ON CONFLICT (case_id, seq) DO NOTHING;
UPDATE todo SET unit = '330303001' || :unit, post = 'issuing', due = 20004, yellow = 19999, last = 20001, since = 19994, waiting = 0, tick = 4 WHERE case_id = :id;
INSERT INTO job (run_at, id, attempt, kind, payload) VALUES (4, CAST(:job AS bigint) + 4, 0, 'message', '{"c":123456789012345678,"s":[{"t":"staff.arrived","u":"330303001001","p":"acceptance"}],"n":4}');
INSERT INTO writing (case_id, seq, told, state, printed, body) VALUES (:id, 4, 1, 0, '', decode(:doc3, 'hex')) ON CONFLICT (case_id, seq) DO NOTHING;
INSERT INTO staff_message (id, case_id, staff, turn, about) VALUES (CAST(:job AS bigint) + 4, :id, 'bench-staff-1', 'arrived', '') ON CONFLICT (staff, id) DO NOTHING;
DELETE FROM job WHERE run_at = 4 AND id = CAST(:job AS bigint) + 4;
INSERT INTO published (case_id, item, unit, holder, content, granted, until) VALUES (:id, 'LW-BENCH-001', '330303-b' || :body, '张*', '', 20784, 0) ON CONFLICT (granted, case_id) DO UPDATE SET holder = excluded.holder, content = excluded.content;
UPDATE cases SET version = 4, head = decode(repeat('5b', 32), 'hex'), digest = 2 WHERE id = :id AND version = 3;
INSERT INTO doc_last (unit, family, year, last) VALUES ('330303-b' || :body, '许准', 2026, 1) ON CONFLICT (unit, family, year) DO UPDATE SET last = doc_last.last + 1;
INSERT INTO doc_number (case_id, seq, kind, series, n) SELECT CAST(:id AS bigint), 4, 'grant', id, last FROM doc_last WHERE unit = '330303-b' || :body AND family = '许准' AND year = 2026;
\endpipeline

\startpipeline
INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (:id, 5, 5, 'issue', decode(:fact5, 'hex'), decode(repeat('5a', 8), 'hex'));
UPDATE todo SET unit = '330303001' || :unit, post = 'issuing', due = 20005, yellow = 19999, last = 20001, since = 19995, waiting = 0, tick = 5 WHERE case_id = :id;
INSERT INTO job (run_at, id, attempt, kind, payload) VALUES (5, CAST(:job AS bigint) + 5, 0, 'message', '{"c":123456789012345678,"s":[{"t":"staff.arrived","u":"330303001001","p":"acceptance"}],"n":5}');
INSERT INTO writing (case_id, seq, told, state, printed, body) VALUES (:id, 5, 1, 1, '', '') ON CONFLICT (case_id, seq) DO NOTHING;
DELETE FROM job WHERE run_at = 5 AND id = CAST(:job AS bigint) + 5;
UPDATE cases SET version = 5, head = decode(repeat('5b', 32), 'hex'), digest = 2 WHERE id = :id AND version = 4;
\endpipeline

\startpipeline
INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (:id, 6, 6, 'serve', decode(:fact6, 'hex'), decode(repeat('5a', 8), 'hex'));
UPDATE todo SET unit = '330303001' || :unit, post = 'issuing', due = 20006, yellow = 19999, last = 20001, since = 19996, waiting = 0, tick = 6 WHERE case_id = :id;
INSERT INTO job (run_at, id, attempt, kind, payload) VALUES (6, CAST(:job AS bigint) + 6, 0, 'message', '{"c":123456789012345678,"s":[{"t":"staff.arrived","u":"330303001001","p":"acceptance"}],"n":6}');
INSERT INTO writing (case_id, seq, told, state, printed, body) VALUES (:id, 6, 1, 0, '', decode(:doc4, 'hex')) ON CONFLICT (case_id, seq) DO NOTHING;
DELETE FROM job WHERE run_at = 6 AND id = CAST(:job AS bigint) + 6;
UPDATE cases SET version = 6, head = decode(repeat('5b', 32), 'hex'), digest = 2 WHERE id = :id AND version = 5;
\endpipeline
