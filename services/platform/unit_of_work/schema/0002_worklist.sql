-- What waits for a clinician, whichever service it belongs to. A row is written in the transaction of the thing itself and
-- says no more than its kind; what it is about is read from its service. kind: as in worklist.h. settled_at NULL: waits.
-- Services made later grant themselves SELECT, INSERT and UPDATE in their own schema.

CREATE TABLE worklist (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  kind TINYINT NOT NULL CHECK (kind BETWEEN 1 AND 6),
  about_id BINARY(16) NOT NULL,
  since DATETIME(6) NOT NULL,
  due_at DATETIME(6) NOT NULL,
  settled_at DATETIME(6) NULL,
  PRIMARY KEY (practice_id, unit_id, kind, about_id),
  KEY by_due (practice_id, settled_at, due_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT INSERT, UPDATE ON adagio_spine.worklist TO 'adagio_intake'@'localhost', 'adagio_homework'@'localhost';
