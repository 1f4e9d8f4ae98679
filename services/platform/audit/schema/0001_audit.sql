-- Who reached for what. Rows are only ever added; each is chained to the one before it in its stream.

-- Every column but leaf and head goes into the leaf (canonical.h). seq: from 1, without gaps in a stream.
CREATE TABLE record (
  practice_id BINARY(16) NOT NULL,
  stream_id BINARY(16) NOT NULL,
  seq BIGINT NOT NULL CHECK (seq > 0),
  at DATETIME(6) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  principal_role VARCHAR(24) NOT NULL,
  principal_id BINARY(16) NOT NULL,
  method VARCHAR(200) NOT NULL,
  purpose VARCHAR(40) NOT NULL,
  outcome VARCHAR(24) NOT NULL,
  reason VARCHAR(40) NOT NULL,
  leaf BINARY(32) NOT NULL,
  head BINARY(32) NOT NULL,
  PRIMARY KEY (practice_id, stream_id, seq),
  -- For reports on one unit, newest first.
  KEY of_unit (practice_id, unit_id, at, stream_id, seq),
  -- For verification, which follows a stream through every practice.
  KEY in_stream (stream_id, seq)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT INSERT ON adagio_audit.record TO 'adagio_directory'@'localhost', 'adagio_intake'@'localhost', 'adagio_homework'@'localhost';
GRANT SELECT, INSERT ON adagio_audit.record TO 'adagio_audit'@'localhost';
