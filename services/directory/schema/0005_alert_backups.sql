-- To whom a safety alert goes on that nobody acknowledged, and after how long. Of a practice the latest version counts;
-- rows are added and never changed. Progress reads them when it escalates.

CREATE TABLE alert_policy (
  practice_id BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  escalate_after_seconds INT NOT NULL,
  set_by BINARY(16) NOT NULL,
  set_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE alert_backup (
  practice_id BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  place INT NOT NULL,
  clinician_id BINARY(16) NOT NULL,
  PRIMARY KEY (practice_id, version, place)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT ON adagio_directory.alert_policy TO 'adagio_directory'@'localhost';
GRANT SELECT, INSERT ON adagio_directory.alert_backup TO 'adagio_directory'@'localhost';
GRANT SELECT ON adagio_directory.alert_policy TO 'adagio_progress'@'localhost';
GRANT SELECT ON adagio_directory.alert_backup TO 'adagio_progress'@'localhost';
