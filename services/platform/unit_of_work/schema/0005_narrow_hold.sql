-- What a hold reaches. only_pain 0: all joint homework of the partner; 1: activities that pain speaks against, alone or
-- together, and nothing else.

ALTER TABLE hold ADD COLUMN only_pain TINYINT NOT NULL DEFAULT 0 CHECK (only_pain IN (0, 1));
