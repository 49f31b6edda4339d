-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE a = 0 AND e = 0;
INSERT INTO t VALUES (0, 0, 0, 0, 0, {n});
UPDATE t SET c = c + 1 WHERE a = -1 AND e = 0 ORDER BY d DESC;
INSERT INTO t VALUES (1, 1, 1, 1, {n}, 0);
