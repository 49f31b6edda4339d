-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a INT INVISIBLE,
  b INT,
  c INT AS (a + 1) STORED,
  v INT AS (a + 2) VIRTUAL INVISIBLE,
  KEY c (c, a),
  KEY v (v)
);
INSERT INTO t (id, a, b) VALUES (1, 1, 1), (2, NULL, 2), (3, -3, NULL);
