-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE d = 0;
INSERT INTO t VALUES ('z', 2001, '2001-01-01 00:00:00.5', 0, {n});
UPDATE t SET a = 'z' WHERE a = 'a' AND {n} = 3;
INSERT INTO t VALUES ('a', 1999, '2001-01-01', {n}, 0);
