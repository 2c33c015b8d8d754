-- 告知: that an applicant was told of a fact stands beside the documents that say it; what he was
-- told, and when, follows from the fact. A row without documents has an empty body. What came of
-- printing is packed too: the sums of files were half a kilobyte a case.

-- +goose Up
CREATE TABLE writing_new (
    case_id bigint NOT NULL,
    seq     integer NOT NULL CHECK (seq >= 1),
    told    integer NOT NULL CHECK (told IN (0, 1)),
    state   integer NOT NULL CHECK (state BETWEEN 0 AND 2),
    printed bytea NOT NULL,
    body    bytea NOT NULL,
    PRIMARY KEY (case_id, seq)
);
ALTER TABLE writing_new ALTER COLUMN body SET STORAGE EXTERNAL;
INSERT INTO writing_new (case_id, seq, told, state, printed, body)
SELECT case_id, seq, 0, state, convert_to(printed, 'UTF8'), body FROM writing;
INSERT INTO writing_new (case_id, seq, told, state, printed, body)
SELECT DISTINCT case_id, CAST(body::json ->> 'n' AS integer), 1, 1, CAST('' AS bytea), CAST('' AS bytea) FROM message WHERE body::json ->> 'n' IS NOT NULL
ON CONFLICT (case_id, seq) DO UPDATE SET told = 1;
DROP TABLE writing;
DROP TABLE message;
ALTER TABLE writing_new RENAME TO writing;
ALTER INDEX writing_new_pkey RENAME TO writing_pkey;
CREATE INDEX writing_state ON writing (case_id, seq) WHERE state <> 1;
