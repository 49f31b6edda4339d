-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (id, a) VALUES (1, 1) ON DUPLICATE KEY UPDATE a = a + {n};
INSERT INTO t (id, a, u) VALUES (60 + {n}, 1, 2) ON DUPLICATE KEY UPDATE id = -100 - {n}, u = NULL;
INSERT IGNORE INTO t (id, a) VALUES (3, 99), (70 + {n}, 1);
INSERT INTO t (a, u) SELECT a, u FROM t x ON DUPLICATE KEY UPDATE s = CONCAT('d', LEFT(t.s, 9));
