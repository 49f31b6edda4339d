-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij (
  id INT NOT NULL PRIMARY KEY,
  b INT,
  CONSTRAINT positive CHECK (b > 0)
);
INSERT INTO abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij VALUES (1, 5);
