-- The thresholds of safety triggers that a practice moved. The row of the greatest version counts; version: the practice's
-- guard. threshold: bounds as decimal numbers by name; empty: what the instrument was defined with counts again. reason:
-- sealed.
CREATE TABLE trigger_threshold (
  practice_id BINARY(16) NOT NULL,
  instrument VARCHAR(64) NOT NULL,
  trigger_key VARCHAR(64) NOT NULL,
  version BIGINT NOT NULL,
  threshold VARCHAR(200) NOT NULL,
  reason BLOB NOT NULL,
  moved_by BINARY(16) NOT NULL,
  moved_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, instrument, trigger_key, version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT ON adagio_progress.trigger_threshold TO 'adagio_progress'@'localhost';
