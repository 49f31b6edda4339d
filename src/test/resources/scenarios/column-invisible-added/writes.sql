-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (id, a, b) VALUES (10 * {n}, 1, NULL);
UPDATE t SET b = b + 1 WHERE id = 1;
