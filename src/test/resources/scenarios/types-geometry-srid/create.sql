-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a POINT NOT NULL SRID 4326,
  b GEOMETRY SRID 0,
  c GEOMETRY,
  SPATIAL KEY (a)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, a, b, c) VALUES
  (1, ST_GeomFromText('POINT(52.5 13.4)', 4326), ST_GeomFromText('POINT(1 2)'), ST_GeomFromText('POINT(1 2)', 3857)),
  (2, ST_GeomFromText('POINT(-90 180)', 4326), NULL, ST_GeomFromText('POINT(1 2)', 4326)),
  (3, ST_GeomFromText('POINT(0 0)', 4326), NULL, NULL);
