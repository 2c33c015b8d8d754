-- 听证公告: hearings that were announced to the public, masked before they come here.

-- +goose Up
CREATE TABLE hearing_notice (
    case_id   bigint PRIMARY KEY REFERENCES cases (id),
    item      text COLLATE "C" NOT NULL,
    unit      text COLLATE "C" NOT NULL,
    matter    text COLLATE "C" NOT NULL,
    register  text COLLATE "C" NOT NULL,
    announced integer NOT NULL,
    held_on   integer NOT NULL,
    begins    text COLLATE "C" NOT NULL,
    place     text COLLATE "C" NOT NULL
);
CREATE INDEX hearing_notice_newest ON hearing_notice (announced, case_id);
