-- SPDX-License-Identifier: Apache-2.0
DELETE FROM t WHERE id <= 3;
INSERT INTO t (id, a, u) VALUES (1, {n}, NULL), (2, {n}, 1), (3, {n}, 2);
START TRANSACTION;
DELETE FROM t;
INSERT INTO t (id, a) VALUES (1, 1), (2, 2), (3, 3), (8, 8);
COMMIT;
