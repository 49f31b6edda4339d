-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  a DATE NOT NULL,
  b DECIMAL(9,2) NOT NULL,
  c BINARY(2) NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (a, b, c)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (a, b, c, v) VALUES
  ('2001-01-01', -0.01, x'0000', 0),
  ('2001-01-01', 0.00, x'0000', 1),
  ('2001-01-01', 0.00, x'00ff', 2),
  ('0000-00-00', 0.00, x'6100', 3);
