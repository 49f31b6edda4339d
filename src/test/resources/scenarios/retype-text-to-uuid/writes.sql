-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES (100 * {n}, UUID(), '::{n}');
UPDATE t SET b = '::ffff:{n}' WHERE id = 2;
