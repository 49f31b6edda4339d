-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a JSON
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a) VALUES
  (1, JSON_OBJECT('a', CAST('abc' AS BINARY), 'b', x'00ff')),
  (2, JSON_ARRAY(ST_GeomFromText('POINT(1 2)'))),
  (3, '[1,2]'),
  (4, NULL);
