-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (id, y, v) VALUES (10 + {n}, 2000 + {n}, {n}), (20 + {n}, 1990, 0);
UPDATE t SET y = y + 4 WHERE id = 1;
UPDATE t SET v = {n};
DELETE FROM t WHERE id = 20 + {n};
