-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', binlog_row_value_options = 'PARTIAL_JSON', binlog_row_image = 'MINIMAL';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a JSON,
  b INT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b) VALUES
  (1, JSON_OBJECT('a', REPEAT('x', 2000), 'b', 1, 'c', JSON_ARRAY(1, 2, 3), 'd', 'y'), 0),
  (2, JSON_ARRAY(REPEAT('y', 1000), 1.5, NULL), 1);
