-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET v = v + 1;
INSERT INTO t (a, v) VALUES (100 + {n}, 1);
DELETE FROM t WHERE a = 99 + {n};
UPDATE t SET a = a + 1000 WHERE a = 1 AND {n} = 2;
