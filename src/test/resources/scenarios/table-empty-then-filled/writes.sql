-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t VALUES ({n}, 1), (-{n}, 2), (100 - {n}, 3);
DELETE FROM t WHERE id = 100 - {n};
