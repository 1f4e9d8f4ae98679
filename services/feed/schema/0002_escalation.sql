-- Who hears that a safety alert went on: the backup it went on to.

GRANT SELECT ON adagio_spine.escalation TO 'adagio_feed'@'localhost';
