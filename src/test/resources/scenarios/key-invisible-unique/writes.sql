-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (b, id) VALUES ({n}, 10 * {n});
UPDATE t SET b = {n} WHERE id = 2;
UPDATE t SET id = -100 * {n} WHERE id = 10 * {n};
