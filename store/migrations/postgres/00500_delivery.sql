-- 消息: which message went out by which channel and what became of it, never what it said; and the
-- texts that administrators wrote instead of the program's.

-- +goose Up
CREATE TABLE delivery (
    id         bigint NOT NULL PRIMARY KEY,
    case_id    bigint NOT NULL,
    next_at    bigint NOT NULL,
    made_at    bigint NOT NULL,
    changed_at bigint NOT NULL,
    seq        integer NOT NULL,
    attempt    integer NOT NULL,
    channel    text COLLATE "C" NOT NULL CHECK (channel IN ('email', 'sms')),
    state      text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'bounced', 'failed', 'uncertain')),
    masked     text COLLATE "C" NOT NULL,
    fault      text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX delivery_of ON delivery (case_id, seq, channel);
CREATE INDEX delivery_due ON delivery (next_at, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX delivery_changed ON delivery (changed_at, id) WHERE state IN ('bounced', 'failed', 'uncertain');

CREATE TABLE message_template (
    turn   text COLLATE "C" NOT NULL,
    lang   text COLLATE "C" NOT NULL CHECK (lang IN ('zh', 'en')),
    text   text COLLATE "C" NOT NULL,
    by_no  text COLLATE "C" NOT NULL,
    set_at bigint NOT NULL,
    PRIMARY KEY (turn, lang)
);
