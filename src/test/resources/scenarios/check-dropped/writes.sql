-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (id, a, b) SELECT id + 100 * {n}, a, b FROM t WHERE id BETWEEN 1 AND 2;
UPDATE t SET id = -id, b = 9 WHERE id = 100 * {n} + 1;
