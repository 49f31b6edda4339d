-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a DATETIME
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a) VALUES
  (1, '2024-03-31 01:30:00'),
  (2, '1970-01-01 00:30:00'),
  (3, NULL);
