-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a POINT NOT NULL,
  b GEOMETRY,
  c LINESTRING,
  d POLYGON,
  e MULTIPOINT,
  f GEOMETRYCOLLECTION,
  SPATIAL KEY (a)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c, d, e, f) VALUES
  (1, ST_GeomFromText('POINT(1 2)'), ST_GeomFromText('LINESTRING(0 0, 1 1)'), ST_GeomFromText('LINESTRING(0 0, -1 1e10)'), ST_GeomFromText('POLYGON((0 0, 0 1, 1 1, 0 0))'), ST_GeomFromText('MULTIPOINT(0 0, 1 1)'), ST_GeomFromText('GEOMETRYCOLLECTION(POINT(0 0))')),
  (2, ST_GeomFromText('POINT(-1.5 1e10)'), NULL, NULL, NULL, NULL, NULL),
  (3, ST_GeomFromText('POINT(0 0)'), ST_GeomFromText('POINT(0.1 0.2)'), NULL, NULL, NULL, NULL);
