-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  a INT NOT NULL,
  b VARCHAR(9) NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (a DESC, b)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (a, b, v) VALUES
  (1, 'b', 0),
  (1, 'a', 1),
  (2, 'a', 2),
  (-2, 'z', 3),
  (-2, 'A', 4);
