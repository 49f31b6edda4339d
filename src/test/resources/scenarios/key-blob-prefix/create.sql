-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k BLOB NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k(9))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (k, v) VALUES
  ('a', 1),
  ('b', 2),
  ('c', 3);
