-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (v) VALUES ({n}), ({n});
DELETE FROM t ORDER BY id DESC LIMIT 1;
