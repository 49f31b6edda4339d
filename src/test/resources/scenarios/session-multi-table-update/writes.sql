-- SPDX-License-Identifier: Apache-2.0
UPDATE t JOIN other o ON o.id = t.id SET t.a = t.a + o.a, o.a = o.a + 1, t.s = 'joined';
UPDATE t, other SET other.a = t.a WHERE other.id = t.id AND t.id = {n};
DELETE t, other FROM t JOIN other ON other.id = t.id WHERE t.id = {n};
INSERT INTO t (a) SELECT a FROM other;
