-- SPDX-License-Identifier: Apache-2.0
UPDATE tt SET v = v + 1;
UPDATE t SET v = v + 2;
INSERT INTO t_osc VALUES ({n}, 1);
