-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INT NOT NULL PRIMARY KEY,
  a INET4,
  b INET6 NOT NULL,
  c INET6,
  KEY c (c)
);
INSERT INTO t VALUES
  (1, '0.0.0.0', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'),
  (2, '255.255.255.255', '::ffff:192.0.2.128', '2001:db8::1'),
  (3, '127.0.0.1', '::1', NULL),
  (4, NULL, 'fe80::ffff', '::');
