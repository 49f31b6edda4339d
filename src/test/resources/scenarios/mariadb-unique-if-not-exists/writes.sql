-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (id, a, b) VALUES (10 * {n}, {n}, NULL);
UPDATE t SET a = {n} WHERE id = 2;
