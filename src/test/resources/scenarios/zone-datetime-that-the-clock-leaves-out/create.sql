-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a DATETIME
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a) VALUES
  (1, '2024-03-31 01:30:00'),
  (2, '2024-03-31 02:30:00'),
  (3, NULL);
