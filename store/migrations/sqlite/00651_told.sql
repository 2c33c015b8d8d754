-- 告知: that an applicant was told of a fact stands beside the documents that say it; what he was
-- told, and when, follows from the fact. A row without documents has an empty body. What came of
-- printing is packed too: the sums of files were half a kilobyte a case.

-- +goose Up
CREATE TABLE writing_new (
    case_id INTEGER NOT NULL,
    seq     INTEGER NOT NULL CHECK (seq >= 1),
    told    INTEGER NOT NULL CHECK (told IN (0, 1)),
    state   INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
    printed BLOB NOT NULL,
    body    BLOB NOT NULL,
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO writing_new (case_id, seq, told, state, printed, body)
SELECT case_id, seq, 0, state, CAST(printed AS BLOB), body FROM writing;
INSERT INTO writing_new (case_id, seq, told, state, printed, body)
SELECT DISTINCT case_id, CAST(body ->> '$.n' AS INTEGER), 1, 1, X'', X'' FROM message WHERE body ->> '$.n' IS NOT NULL
ON CONFLICT (case_id, seq) DO UPDATE SET told = 1;
DROP TABLE writing;
DROP TABLE message;
ALTER TABLE writing_new RENAME TO writing;
CREATE INDEX writing_state ON writing (case_id, seq) WHERE state <> 1;
