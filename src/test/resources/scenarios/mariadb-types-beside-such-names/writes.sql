-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (10 * {n}, UUID());
UPDATE t SET a = UUID() WHERE id = 2;
