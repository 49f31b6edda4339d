-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  a INT NOT NULL,
  k VARCHAR(9) COLLATE utf8mb4_general_ci NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k, a)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (a, k, v) VALUES
  (1, 'b', 0),
  (1, 'a', 1),
  (2, 'A', 2),
  (-2, 'é', 3);
