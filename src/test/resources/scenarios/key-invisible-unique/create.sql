-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  b INT,
  id INT NOT NULL DEFAULT 0 INVISIBLE,
  UNIQUE KEY id (id)
);
INSERT INTO t (b, id) VALUES (1, 1), (NULL, 2), (3, -3);
