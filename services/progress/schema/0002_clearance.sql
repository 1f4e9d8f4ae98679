-- Whether a partner's clearance still waits for a clinician once an alert's hold is released.

GRANT SELECT ON adagio_spine.clearance TO 'adagio_progress'@'localhost';
