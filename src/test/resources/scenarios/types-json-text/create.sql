-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a JSON,
  b LONGTEXT CHECK (JSON_VALID(b))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b) VALUES
  (1, '{ "b" : 1,\n  "a":2 }', '[1,  2]'),
  (2, '{"a":1,"a":2}', '{"a":1}'),
  (3, '[1,2 , 3]', NULL),
  (4, '  "x"  ', '1.50'),
  (5, NULL, 'null');
