-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  a INT NOT NULL,
  b VARCHAR(9) NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (a, b)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (a, b, v) VALUES
  (-1, 'x', 0),
  (-1, '', 1),
  (0, 'x', 2),
  (0, 'y', 3),
  (1, 'a', 4);
