-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (a) VALUES (1), (2), (3);
INSERT INTO t (id, a) VALUES (1000000 * {n}, 1), (-{n}, 1);
UPDATE t SET a = a + 1 WHERE id >= 1000000;
