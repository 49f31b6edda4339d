-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';
CREATE TABLE t (
  k DATE NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (k, v) VALUES
  ('0000-00-00', 1),
  ('2024-00-15', 2),
  ('2024-01-00', 3),
  ('9999-12-31', 4);
