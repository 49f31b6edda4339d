-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a JSON
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a) VALUES
  (1, '{"a": 1e25, "b": 1.7976931348623157e308, "c": 0.1, "d": [null, true, "x"]}'),
  (2, JSON_OBJECT('a', CAST('10:00:00.5' AS TIME(6)), 'b', CAST(1.10 AS DECIMAL(5,2)), 'c', NULL, 'd', CAST('2020-01-01' AS DATE))),
  (3, JSON_ARRAY(CAST('2020-01-01' AS DATETIME), 18446744073709551615, -9223372036854775808, 2e0)),
  (4, '"\\u0000 \\ud83d\\ude00"'),
  (5, '[]'),
  (6, '{}'),
  (7, 'null'),
  (8, '""'),
  (9, '1.0'),
  (10, '0.30000000000000004'),
  (11, NULL);
