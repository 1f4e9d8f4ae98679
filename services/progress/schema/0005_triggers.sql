-- An alert whose concern asks for a review and holds nothing has no hold.

ALTER TABLE alert MODIFY COLUMN hold_id BINARY(16) NULL;
