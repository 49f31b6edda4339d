-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  a BIT(11) NOT NULL,
  b INT NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (a, b)
) ENGINE=InnoDB;
INSERT INTO t (a, b, v) VALUES (b'0', 0, 1), (b'0', -1, 2), (b'11111111111', 5, 3), (b'10000000000', 5, 4), (b'1', 1, 5);
