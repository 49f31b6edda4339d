-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE c = 8;
INSERT INTO t VALUES (2, 'again', 8, {n});
UPDATE t SET a = a + 100 WHERE c = 7;
