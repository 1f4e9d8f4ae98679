-- When a partner was not cleared for joint homework, beside the holds: versions of the guard. until_version NULL: still.
-- No row: since always, where there is no clearance either.
CREATE TABLE uncleared (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  since_version BIGINT NOT NULL,
  until_version BIGINT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id, since_version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO uncleared (practice_id, unit_id, partner_id, since_version, until_version)
SELECT practice_id, unit_id, partner_id, 0, IF(cleared = 1, version, NULL) FROM clearance;

GRANT INSERT, UPDATE ON adagio_spine.uncleared TO 'adagio_intake'@'localhost';
