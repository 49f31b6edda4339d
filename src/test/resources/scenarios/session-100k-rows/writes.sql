-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (a) SELECT x.a FROM t x, t y, d a, d b, d c WHERE x.id <= 7 AND y.id <= 7 AND {n} = 2;
DELETE FROM t WHERE id > 7 AND {n} = 3 AND id MOD 2 = 0;
UPDATE t SET a = a + 1 WHERE {n} = 4;
