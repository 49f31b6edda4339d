-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a CHAR(9),
  b VARCHAR(9),
  c TEXT
) ENGINE=InnoDB DEFAULT CHARSET=gbk;
INSERT INTO t (id, a, b, c) VALUES
  (1, x'c4e3bac3', x'8140', x'fe4f'),
  (2, x'a3a4', x'b0a1', x'c4e320'),
  (3, '', '', ''),
  (4, NULL, NULL, NULL);
