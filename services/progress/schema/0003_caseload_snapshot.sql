-- What a reader of a caseload was told in counts, which stands for seven days (decision 19). reader_id: the supervisor;
-- nil: the practice's administrators. report: sealed; counts that name no partner. Rows are added and never changed: the
-- latest is the one that stands.
CREATE TABLE caseload_snapshot (
  practice_id BINARY(16) NOT NULL,
  reader_id BINARY(16) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  report MEDIUMBLOB NOT NULL,
  PRIMARY KEY (practice_id, reader_id, made_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT ON adagio_progress.caseload_snapshot TO 'adagio_progress'@'localhost';
