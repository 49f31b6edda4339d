-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  ts TIMESTAMP(3) NULL,
  d DATE AS (DATE(ts)) STORED,
  v DATETIME AS (ts) VIRTUAL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
SET time_zone = 'SYSTEM';
INSERT INTO t (id, ts) VALUES (1, '2024-07-01 00:30:00'), (2, '2024-10-27 02:30:00'), (3, NULL);
