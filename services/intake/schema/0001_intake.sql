-- What each partner told alone. Content is sealed with the partner as its subject.

CREATE TABLE answer (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  item VARCHAR(64) NOT NULL,
  content BLOB NOT NULL,
  saved_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id, item)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE submission (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  submitted_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT, UPDATE ON adagio_intake.answer TO 'adagio_intake'@'localhost';
GRANT SELECT, INSERT ON adagio_intake.submission TO 'adagio_intake'@'localhost';
