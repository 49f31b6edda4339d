-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k BIGINT NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k DESC)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (k, v) VALUES
  (-5, 1),
  (9, 2),
  (0, 3),
  (3, 4),
  (4, 5),
  (7, 6),
  (8, 7);
