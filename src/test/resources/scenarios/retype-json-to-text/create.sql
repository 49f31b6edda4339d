-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a JSON
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a) VALUES
  (1, '{"b":1,   "a": "😀"}'),
  (2, JSON_ARRAY(CAST(1.10 AS DECIMAL(5,2)), 'x')),
  (3, 'null'),
  (4, NULL);
