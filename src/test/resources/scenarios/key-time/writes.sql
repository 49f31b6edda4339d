-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = '-838:59:59';
INSERT INTO t (k, v) VALUES ('-838:59:59', {n});
UPDATE t SET k = '01:00:00' WHERE k = '838:59:59';
UPDATE t SET k = '838:59:59', v = v + 1 WHERE k = '01:00:00';
DELETE FROM t WHERE k = '00:00:00' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('00:00:00', {n});
