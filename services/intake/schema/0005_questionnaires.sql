-- An intake has versions: the last may be open, those before were submitted and never change. What a partner shares of
-- it is read by the others in the version in which it was shared.

CREATE TABLE intake_version (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  version INT NOT NULL,
  -- The version of the questionnaire it answers.
  questionnaire INT NOT NULL,
  begun_at DATETIME(6) NOT NULL,
  submitted_at DATETIME(6) NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id, version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO intake_version (practice_id, unit_id, partner_id, version, questionnaire, begun_at, submitted_at)
SELECT a.practice_id, a.unit_id, a.partner_id, 1, 1, MIN(a.saved_at), MAX(s.submitted_at)
FROM answer a
LEFT JOIN submission s ON s.practice_id = a.practice_id AND s.unit_id = a.unit_id AND s.partner_id = a.partner_id
GROUP BY a.practice_id, a.unit_id, a.partner_id;

DROP TABLE submission;

ALTER TABLE answer
  ADD COLUMN version INT NOT NULL DEFAULT 1 AFTER partner_id,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (practice_id, unit_id, partner_id, version, item);

-- Rows are ended, never removed. shared_version, ended_version: the unit's guard.
CREATE TABLE shared_answer (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  item VARCHAR(64) NOT NULL,
  shared_version BIGINT NOT NULL,
  -- The version of the intake that is shared.
  version INT NOT NULL,
  ended_version BIGINT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id, item, shared_version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT, UPDATE ON adagio_intake.intake_version TO 'adagio_intake'@'localhost';
GRANT SELECT, INSERT, UPDATE ON adagio_intake.shared_answer TO 'adagio_intake'@'localhost';
