-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id UUID NOT NULL PRIMARY KEY,
  n BIGINT NOT NULL UNIQUE
);
INSERT INTO t VALUES ('00000000-0000-0000-0000-000000000000', 1), ('ffffffff-ffff-ffff-ffff-ffffffffffff', 2), (UUID(), 3);
