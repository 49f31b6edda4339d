-- SPDX-License-Identifier: Apache-2.0
REPLACE INTO t (id, a, s, u) VALUES (1, {n}, 'replaced', 1);
REPLACE INTO t (id, a, u) VALUES (50 + {n}, 1, 2);
REPLACE INTO t (id, a, u) VALUES (3, {n}, 5);
REPLACE INTO t (id, a, u) SELECT id + 1, a, u FROM (SELECT * FROM t) x WHERE id = 6;
