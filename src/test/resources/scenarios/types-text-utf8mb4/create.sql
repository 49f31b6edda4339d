-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a CHAR(9),
  b VARCHAR(9),
  c LONGTEXT,
  d VARCHAR(40) COLLATE utf8mb4_bin
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c, d) VALUES
  (1, '😀👨‍👩‍👧', '🇩🇪', '𠀀', '􏿽'),
  (2, 'é', 'é', 'İ', 'ß'),
  (3, '', '', '', ''),
  (4, 'a', 'a ', ' a', '\\0\n\'"'),
  (5, NULL, NULL, NULL, NULL);
