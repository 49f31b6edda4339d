-- SPDX-License-Identifier: Apache-2.0
INSERT INTO t (b) VALUES ({n});
UPDATE t SET b = {n} WHERE b = 2;
