-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a INT INVISIBLE,
  b INT,
  c VARCHAR(10) NOT NULL DEFAULT 'x' INVISIBLE,
  KEY c (c)
);
INSERT INTO t (id, a, b, c) VALUES (1, 1, 1, ''), (2, NULL, 2, 'two'), (3, -3, NULL, 'é');
