-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a VARCHAR(20),
  b VARCHAR(20),
  CONSTRAINT t_chk_9 CHECK (a <> 'x''\\"y\n%'),
  CONSTRAINT t_chk_8 CHECK (b <> 'ü😀'),
  CONSTRAINT t_chk_7 CHECK (a NOT REGEXP '^\\\\d CHECK \\(')
) DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b) VALUES (1, 'a', 'b'), (2, '', NULL);
