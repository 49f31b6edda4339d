-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (a) VALUES ({n});
DELETE FROM t WHERE a = {n};
