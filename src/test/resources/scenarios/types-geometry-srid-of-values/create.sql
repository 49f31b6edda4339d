-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a POINT NOT NULL,
  b GEOMETRY,
  c LINESTRING
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c) VALUES
  (1, ST_GeomFromText('POINT(1 2)', 4326), ST_GeomFromText('POINT(1 2)', 3857), ST_GeomFromText('LINESTRING(0 0, 1 1)', 4326)),
  (2, ST_GeomFromText('POINT(1 2)'), NULL, NULL),
  (3, ST_GeomFromText('POINT(-1.5 80)', 3857), ST_GeomFromWKB(x'010700000000000000', 4326), ST_GeomFromText('LINESTRING(0 0, 2 1)', 0));
