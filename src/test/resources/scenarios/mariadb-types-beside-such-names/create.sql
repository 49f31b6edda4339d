-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a CHAR(36)
);
INSERT INTO t VALUES (1, UUID()), (2, NULL);
