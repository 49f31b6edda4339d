-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a CHAR(9),
  b VARCHAR(9),
  c MEDIUMTEXT
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
INSERT INTO t (id, a, b, c) VALUES
  (1, '€é', '￥한', '你好'),
  (2, 'a', 'a ', ' '),
  (3, '', '', ''),
  (4, NULL, NULL, NULL);
