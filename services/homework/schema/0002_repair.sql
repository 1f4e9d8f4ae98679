-- Repairs. `told` is what the opener said for the therapist alone, sealed for the opener; `record` is what followed, sealed.
CREATE TABLE repair (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  repair_id BINARY(16) NOT NULL,
  participants VARBINARY(128) NOT NULL,
  opener_id BINARY(16) NOT NULL,
  opened_version BIGINT NOT NULL,
  opened_at DATETIME(6) NOT NULL,
  closed TINYINT NOT NULL CHECK (closed IN (0, 1)),
  told BLOB NOT NULL,
  record MEDIUMBLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, repair_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Where somebody felt unsafe or forced, joint work is held before the call returns. Lifting stays with intake.
GRANT INSERT ON adagio_spine.hold TO 'adagio_homework'@'localhost';
