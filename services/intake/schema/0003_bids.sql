-- What each partner wrote down of bids for closeness. Content is sealed with its writer as the subject; the time is in
-- clear, so that lists can be ordered without opening every row. Rows are added and never changed.

CREATE TABLE bid (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  bid_id BINARY(16) NOT NULL,
  happened_at DATETIME(6) NOT NULL,
  logged_at DATETIME(6) NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id, bid_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT ON adagio_intake.bid TO 'adagio_intake'@'localhost';
