-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE copy{n} AS SELECT * FROM t;
UPDATE t SET a = a + 1;
INSERT INTO t (a) SELECT a FROM copy{n};
DROP TABLE copy{n};
