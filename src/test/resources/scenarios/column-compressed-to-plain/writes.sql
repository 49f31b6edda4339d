-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (10 * {n}, REPEAT('x', 999 * {n}));
UPDATE t SET a = CONCAT(a, '{n}') WHERE id IN (1, 2);
