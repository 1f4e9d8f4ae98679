-- Words that a partner was asked for, to stand in the text for all. What they are, where they stand and what came of it is
-- sealed with the writer as the subject. In clear: whose they are, who asked and when, and in which released text they
-- stood last.

CREATE TABLE quotation (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  quotation_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  clinician_id BINARY(16) NOT NULL,
  content BLOB NOT NULL,
  asked_at DATETIME(6) NOT NULL,
  release_number INT NULL,
  PRIMARY KEY (practice_id, unit_id, quotation_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT, UPDATE ON adagio_intake.quotation TO 'adagio_intake'@'localhost';
