-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE t (
  id INET4 NOT NULL PRIMARY KEY,
  a INT
);
INSERT INTO t VALUES ('0.0.0.0', 1), ('255.255.255.255', 2);
