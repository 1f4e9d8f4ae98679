-- The practice's own words of the confidence policy. A version without a row is as shipped. Rows are added and never
-- changed: somebody may have acknowledged them.

CREATE TABLE policy_words (
  practice_id BINARY(16) NOT NULL,
  policy_version INT NOT NULL,
  words BLOB NOT NULL,
  published_by BINARY(16) NOT NULL,
  published_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, policy_version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT ON adagio_intake.policy_words TO 'adagio_intake'@'localhost';
GRANT UPDATE (policy_version) ON adagio_spine.practice TO 'adagio_intake'@'localhost';
