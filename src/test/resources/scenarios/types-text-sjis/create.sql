-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a CHAR(9),
  b VARCHAR(9),
  c TEXT
) ENGINE=InnoDB DEFAULT CHARSET=sjis;
INSERT INTO t (id, a, b, c) VALUES
  (1, x'82a0', x'835c', x'835c5c'),
  (2, x'b1b2', x'815f', x'5c7e'),
  (3, '', '', ''),
  (4, NULL, NULL, NULL);
