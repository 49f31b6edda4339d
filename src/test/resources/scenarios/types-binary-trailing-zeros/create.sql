-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a BINARY(6),
  b VARBINARY(6),
  c BLOB,
  d BINARY(1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c, d) VALUES
  (1, x'0100', x'010000', x'00', x'00'),
  (2, x'', x'', x'', x''),
  (3, x'000000000001', x'2000', x'20', x'20'),
  (4, x'ffffffffffff', x'ff00ff00', x'000000', x'ff'),
  (5, NULL, NULL, NULL, NULL);
