-- SPDX-License-Identifier: Apache-2.0
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  j JSON,
  v VARCHAR(20) AS (JSON_UNQUOTE(JSON_EXTRACT(j, '$.b'))) VIRTUAL, KEY (v)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO t (id, j) VALUES
  (1, '{"a": 1, "b": "x"}'),
  (2, '{"a": null, "b": "😀"}'),
  (3, '[]'),
  (4, NULL);
