-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (b) VALUES ({n});
UPDATE t SET b = 7 WHERE id = 2;
UPDATE t SET id = 100 + {n} WHERE id = 3 + {n};
