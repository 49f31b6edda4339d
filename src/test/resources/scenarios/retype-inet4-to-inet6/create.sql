-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a INET4,
  b INET6,
  c UUID
);
INSERT INTO t VALUES
  (1, '0.0.0.0', '::', '00000000-0000-0000-0000-000000000000'),
  (2, '255.255.255.255', '::ffff:192.0.2.128', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
  (3, NULL, NULL, NULL);
