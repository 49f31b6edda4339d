-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id UUID NOT NULL PRIMARY KEY,
  a INT
);
INSERT INTO t VALUES ('00000000-0000-0000-0000-000000000000', 1), ('ffffffff-ffff-ffff-ffff-ffffffffffff', 2);
