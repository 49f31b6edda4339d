-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (100 * {n}, UUID(), UUID());
UPDATE t SET b = UUID() WHERE id BETWEEN 2 AND 4;
DELETE FROM t WHERE id = 100 * {n} - 100;
