-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  p POINT NOT NULL,
  a INT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, p, a) VALUES
  (1, ST_GeomFromText('POINT(1 2)'), 1),
  (2, ST_GeomFromText('POINT(0 0)'), NULL),
  (3, ST_GeomFromText('POINT(-1 2)'), 1);
