-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a VARCHAR(20),
  b TEXT,
  c CHAR(5),
  d ENUM('y','x'),
  e SET('y','x'),
  f VARBINARY(9)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO t (id, a, b, c, d, e, f) VALUES
  (1, x'e98020', x'fc20', 'a ', 'y', 'y', x'e9'),
  (2, '', '', '', 'x', '', ''),
  (3, NULL, NULL, NULL, NULL, NULL, NULL);
