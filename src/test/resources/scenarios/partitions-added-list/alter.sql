-- SPDX-License-Identifier: Apache-2.0
PARTITION BY LIST (MOD(y, 2)) (
  PARTITION even VALUES IN (0),
  PARTITION odd VALUES IN (1, -1))
