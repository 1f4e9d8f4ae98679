-- Safety alerts that went on to a backup. What the alert is about is its service's to say. Progress writes the rows and
-- grants itself that; whoever tells clinicians what waits for them reads them.

CREATE TABLE escalation (
  practice_id BINARY(16) NOT NULL,
  alert_id BINARY(16) NOT NULL,
  backup_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  escalated_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, alert_id, backup_id),
  KEY by_backup (practice_id, backup_id, escalated_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
