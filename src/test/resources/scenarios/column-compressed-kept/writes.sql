-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (10 * {n}, REPEAT('x', 999 * {n}), NULL, 'y ', x'00');
UPDATE t SET a = CONCAT(a, '{n}'), c = 'é', d = REPEAT('{n}', 400) WHERE id IN (1, 2);
