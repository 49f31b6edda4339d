-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  a TINYINT NOT NULL,
  b SMALLINT NOT NULL,
  c MEDIUMINT NOT NULL,
  d INT NOT NULL,
  e BIGINT UNSIGNED NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (a, b, c, d, e)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (a, b, c, d, e, v) VALUES
  (-1, 0, 1, -2, 18446744073709551615, 0),
  (-1, 0, 1, -2, 0, 1),
  (-1, 0, 1, -1, 0, 2),
  (0, 0, 0, 0, 0, 3),
  (0, 0, 0, 0, 9223372036854775808, 4);
