-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
UPDATE t SET id = id - 100 WHERE id = -5 - 100 * ({n} - 1);
DELETE FROM t WHERE id = 0;
INSERT INTO t VALUES (0, {n});
