-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = '0000-00-00 00:00:00';
INSERT INTO t (k, v) VALUES ('0000-00-00 00:00:00', {n});
UPDATE t SET k = '2001-01-01 00:00:00' WHERE k = '1970-01-01 00:00:01';
UPDATE t SET k = '1970-01-01 00:00:01', v = v + 1 WHERE k = '2001-01-01 00:00:00';
DELETE FROM t WHERE k = '2038-01-19 03:14:07' AND {n} = 3;
REPLACE INTO t (k, v) VALUES ('2038-01-19 03:14:07', {n});
