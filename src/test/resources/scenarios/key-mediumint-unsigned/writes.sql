-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = 16777215;
INSERT INTO t (k, v) VALUES (16777215, {n});
UPDATE t SET k = 5 WHERE k = 8388608;
UPDATE t SET k = 8388608, v = v + 1 WHERE k = 5;
DELETE FROM t WHERE k = 0 AND {n} = 3;
REPLACE INTO t (k, v) VALUES (0, {n});
