-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k SMALLINT UNSIGNED NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (k, v) VALUES
  (65535, 1),
  (32768, 2),
  (0, 3),
  (32767, 4),
  (1, 5);
