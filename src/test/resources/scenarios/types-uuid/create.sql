-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a UUID,
  b UUID NOT NULL,
  UNIQUE KEY a (a)
);
INSERT INTO t VALUES
  (1, '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
  (2, 'ffffffff-ffff-ffff-ffff-ffffffffffff', '00000000-0000-0000-0000-000000000000'),
  (3, '123e4567-e89b-12d3-a456-426614174000', '123e4567-e89b-72d3-a456-426614174000'),
  (4, NULL, UUID());
