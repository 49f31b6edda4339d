-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k BIT(8) NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (k, v) VALUES
  (b'1', 1),
  (b'10', 2),
  (b'11', 3),
  (b'0', 4),
  (b'11111111', 5),
  (b'10000000', 6);
