-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k BIT(64) NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (k, v) VALUES
  (x'ffffffffffffffff', 1),
  (x'8000000000000000', 2),
  (b'0', 3),
  (x'7fffffffffffffff', 4),
  (b'1', 5);
