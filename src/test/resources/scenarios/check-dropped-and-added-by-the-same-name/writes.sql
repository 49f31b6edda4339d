-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (id, a, b) SELECT id + 100 * {n}, a, b FROM t WHERE id BETWEEN 1 AND 2;
UPDATE t SET id = -id, a = a + 1 WHERE id = 100 * {n} + 1;
DELETE FROM t WHERE id = 100 * {n} + 2;
