-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
UPDATE t SET v = v + {n};
DELETE FROM t WHERE k = REPEAT(x'ff', 3072);
INSERT INTO t (k, v) VALUES (REPEAT(x'ff', 3072), {n});
UPDATE t SET k = 'zz' WHERE k = REPEAT(x'00', 3072);
UPDATE t SET k = REPEAT(x'00', 3072), v = v + 1 WHERE k = 'zz';
DELETE FROM t WHERE k = REPEAT(x'00', 3071) AND {n} = 3;
REPLACE INTO t (k, v) VALUES (REPEAT(x'00', 3071), {n});
