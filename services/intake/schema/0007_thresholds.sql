-- From where on a practice reads a violence screen as positive: never less sensitive than shipped. Of each instrument
-- (1 E-HITS, 2 HARK) the latest row counts; rows are added and never changed. What a screen was read by is sealed with
-- its answers.

CREATE TABLE screen_threshold (
  practice_id BINARY(16) NOT NULL,
  instrument TINYINT NOT NULL CHECK (instrument IN (1, 2)),
  version BIGINT NOT NULL,
  total_least INT NOT NULL,
  sexual_least INT NOT NULL,
  clinician_id BINARY(16) NOT NULL,
  reason BLOB NOT NULL,
  set_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, instrument, version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Who supervised the plan's author then. NULL: nobody of the practice is named.
ALTER TABLE safety_plan ADD COLUMN supervisor_id BINARY(16) NULL;

GRANT SELECT, INSERT ON adagio_intake.screen_threshold TO 'adagio_intake'@'localhost';
