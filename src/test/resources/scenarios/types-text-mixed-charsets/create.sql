-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a VARCHAR(9) CHARACTER SET latin1,
  b VARCHAR(9) CHARACTER SET gbk,
  c VARCHAR(9) CHARACTER SET sjis,
  d VARCHAR(9) CHARACTER SET utf8,
  e VARCHAR(9) CHARACTER SET utf8mb4,
  f VARCHAR(9) CHARACTER SET utf16,
  g VARCHAR(9) CHARACTER SET ucs2,
  h VARCHAR(9) CHARACTER SET binary
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c, d, e, f, g, h) VALUES
  (1, x'80e4', x'c4e3', x'82a0', '€', '😀', _utf16 x'D83DDE00', _ucs2 x'20AC', x'00ff'),
  (2, '', '', '', '', '', '', '', ''),
  (3, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
  (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
