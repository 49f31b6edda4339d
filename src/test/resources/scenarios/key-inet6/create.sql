-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INET6 NOT NULL PRIMARY KEY,
  a INT
);
INSERT INTO t VALUES ('::', 1), ('2001:db8::1', 2);
