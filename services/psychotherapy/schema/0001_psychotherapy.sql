-- Psychotherapy notes, for their author alone: a schema of their own, which no other service's user reaches, sealed under
-- a key of their own. Rows are added and never changed. The version orders an author's notes; no time is kept.

CREATE TABLE note (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  author_id BINARY(16) NOT NULL,
  note_id BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  content MEDIUMBLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, author_id, note_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT ON adagio_psychotherapy.note TO 'adagio_psychotherapy'@'localhost';

-- What changing anything needs. Nothing of the feed: no event says that such a note exists.
GRANT SELECT, UPDATE ON adagio_spine.unit_guard TO 'adagio_psychotherapy'@'localhost';
GRANT SELECT, INSERT, DELETE ON adagio_spine.request TO 'adagio_psychotherapy'@'localhost';
GRANT INSERT ON adagio_audit.record TO 'adagio_psychotherapy'@'localhost';
