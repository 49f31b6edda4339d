-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = '-838:59:59.000000';
INSERT INTO t (k, v) VALUES ('-838:59:59.000000', {n});
UPDATE t SET k = '100:00:00.5' WHERE k = '-00:00:00.000001';
UPDATE t SET k = '-00:00:00.000001', v = v + 1 WHERE k = '100:00:00.5';
DELETE FROM t WHERE k = '00:00:00.000000' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('00:00:00.000000', {n});
