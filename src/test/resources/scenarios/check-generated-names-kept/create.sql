-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a INT CHECK (a > 0),
  b INT CHECK (b < 100),
  CHECK (a <> 77),
  CHECK (a <> 78),
  CHECK (a <> 79),
  CHECK (a <> 80),
  CHECK (a <> 81),
  CHECK (a <> 82),
  CHECK (a <> 83),
  CHECK (a <> 84),
  CHECK (a <> 85)
);
INSERT INTO t (id, a, b) VALUES (1, 5, 1), (2, 6, NULL), (3, NULL, NULL);
