-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = -32768;
INSERT INTO t (k, v) VALUES (-32768, {n});
UPDATE t SET k = 5 WHERE k = 32767;
UPDATE t SET k = 32767, v = v + 1 WHERE k = 5;
DELETE FROM t WHERE k = 0 AND {n} = 3;
REPLACE INTO t (k, v) VALUES (0, {n});
