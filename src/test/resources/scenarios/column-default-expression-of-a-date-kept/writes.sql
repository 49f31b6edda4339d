-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (id) VALUES (10 + {n});
UPDATE t SET d = '2020-01-01' WHERE id < 3;
UPDATE t SET d = DEFAULT WHERE id < 3;
