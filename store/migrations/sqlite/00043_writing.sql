-- 成文: the documents of one fact in one row, packed together (Zstandard; JSON where the row
-- was written before, see store/pack.go): [{"n":name,"d":document}, …] in their order.
-- state: 0 some are to be printed, 1 printed, 2 some could not be; printed: what came of each.

-- +goose Up
CREATE TABLE writing (
    case_id INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    seq     INTEGER NOT NULL CHECK (seq >= 1),
    state   INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
    printed TEXT NOT NULL,
    body    BLOB NOT NULL,
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO writing (case_id, at, seq, state, printed, body)
SELECT case_id, min(at), seq, CASE WHEN min(file) = '' THEN 0 ELSE 1 END,
       '[' || group_concat('{"f":"' || file || '"}', ',' ORDER BY place) || ']',
       CAST('[' || group_concat('{"n":"' || name || '","d":' || body || '}', ',' ORDER BY place) || ']' AS BLOB)
FROM document GROUP BY case_id, seq;
DROP TABLE document;
CREATE INDEX writing_state ON writing (state, case_id, seq) WHERE state <> 1;
