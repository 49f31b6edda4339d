-- SPDX-License-Identifier: Apache-2.0
UPDATE t SET v = v + {n};
DELETE FROM t WHERE a = b'0' AND b = 0;
INSERT INTO t (a, b, v) VALUES (b'0', 0, {n}), ({n}, 100, {n});
UPDATE t SET a = b'111' WHERE a = b'10000000000' AND b = 5;
UPDATE t SET a = b'10000000000', v = v + 1 WHERE a = b'111' AND b = 5;
