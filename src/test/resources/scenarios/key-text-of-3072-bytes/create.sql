-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  k VARCHAR(768) NOT NULL,
  v INT NOT NULL,
  PRIMARY KEY (k)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC;
INSERT INTO t (k, v) VALUES
  (REPEAT('😀', 768), 1),
  (REPEAT('a', 768), 2),
  (REPEAT('a', 767), 3),
  (CONCAT(REPEAT('😀', 767), 'é'), 4),
  ('', 5);
