-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k VARCHAR(9) NOT NULL,
  v INT NOT NULL,
  UNIQUE KEY alone (k)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (k, v) VALUES
  ('a', 1),
  ('B', 2),
  ('', 3),
  ('c', 4);
