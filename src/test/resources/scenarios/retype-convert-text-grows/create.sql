-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a TEXT,
  b TINYTEXT,
  c VARCHAR(16000)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO t (id, a, b, c) VALUES
  (1, REPEAT(x'e9', 65535), REPEAT(x'e9', 255), REPEAT(x'e9', 16000)),
  (2, '', '', ''),
  (3, NULL, NULL, NULL);
