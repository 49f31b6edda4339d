-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (id, a) SELECT id + 100 * {n}, a FROM t WHERE id = 1;
UPDATE t SET id = -id WHERE id = 100 * {n} + 1;
DELETE FROM t WHERE id = 100 * {n} + 2;
