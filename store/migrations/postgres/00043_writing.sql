-- 成文: the documents of one fact in one row, packed together (Zstandard; JSON where the row
-- was written before, see store/pack.go): [{"n":name,"d":document}, …] in their order.
-- state: 0 some are to be printed, 1 printed, 2 some could not be; printed: what came of each.

-- +goose Up
CREATE TABLE writing (
    case_id bigint NOT NULL,
    at      bigint NOT NULL,
    seq     integer NOT NULL CHECK (seq >= 1),
    state   integer NOT NULL CHECK (state BETWEEN 0 AND 2),
    printed text COLLATE "C" NOT NULL,
    body    bytea NOT NULL,
    PRIMARY KEY (case_id, seq)
);
INSERT INTO writing (case_id, at, seq, state, printed, body)
SELECT case_id, min(at), seq, CASE WHEN min(file) = '' THEN 0 ELSE 1 END,
       '[' || string_agg('{"f":"' || file || '"}', ',' ORDER BY place) || ']',
       convert_to('[' || string_agg('{"n":"' || name || '","d":' || body || '}', ',' ORDER BY place) || ']', 'UTF8')
FROM document GROUP BY case_id, seq;
DROP TABLE document;
CREATE INDEX writing_state ON writing (state, case_id, seq) WHERE state <> 1;
-- The content is packed already: to try again would be in vain.
ALTER TABLE writing ALTER COLUMN body SET STORAGE EXTERNAL;
