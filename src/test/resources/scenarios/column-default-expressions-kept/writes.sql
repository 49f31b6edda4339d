-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (id) VALUES (10 + {n}), (20 + {n});
UPDATE t SET u = DEFAULT, r = RAND() WHERE id < 4;
UPDATE t SET s = DEFAULT, a = DEFAULT WHERE id = 4;
DELETE FROM t WHERE id = 20 + {n};
REPLACE INTO t (id) VALUES (5);
