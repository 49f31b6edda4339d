-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a TINYBLOB,
  b BLOB,
  c MEDIUMBLOB,
  d LONGBLOB
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c, d) VALUES
  (1, REPEAT(x'00ff', 127), REPEAT(x'00', 65535), REPEAT(x'00ff', 60000), REPEAT(x'ff00', 70000)),
  (2, x'', x'', x'', x''),
  (3, x'00', x'0000', x'20', x'0a0d1a00'),
  (4, NULL, NULL, NULL, NULL);
