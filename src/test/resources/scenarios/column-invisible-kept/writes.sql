-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (10 * {n}, {n});
INSERT INTO t (id, a, b, c) VALUES (10 * {n} + 1, {n}, NULL, 'y');
UPDATE t SET a = IFNULL(a, 0) + 1, c = '{n}' WHERE id < 3;
