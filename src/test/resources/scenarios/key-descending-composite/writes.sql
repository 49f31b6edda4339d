-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE a = 2;
INSERT INTO t VALUES (2, 'A', {n});
INSERT INTO t VALUES ({n} + 2, 'x', 0);
