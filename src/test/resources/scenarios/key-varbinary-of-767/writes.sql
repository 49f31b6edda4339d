-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = REPEAT(x'ff', 767);
INSERT INTO t (k, v) VALUES (REPEAT(x'ff', 767), {n});
UPDATE t SET k = 'zz' WHERE k = REPEAT(x'00', 767);
UPDATE t SET k = REPEAT(x'00', 767), v = v + 1 WHERE k = 'zz';
DELETE FROM t WHERE k = REPEAT(x'00', 766) AND {n} = 3;
REPLACE INTO t (k, v) VALUES (REPEAT(x'00', 766), {n});
