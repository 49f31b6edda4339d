-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  u INT NOT NULL,
  v INT NOT NULL,
  UNIQUE KEY u (u)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (u, v) VALUES
  (1, 0),
  (2, 1),
  (-3, 2);
