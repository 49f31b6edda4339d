-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a TIMESTAMP NULL,
  UNIQUE KEY u (a)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a) VALUES
  (1, '2024-10-27 00:30:00'),
  (2, '2024-10-27 01:45:00');
