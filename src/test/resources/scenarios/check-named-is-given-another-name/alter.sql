-- SPDX-License-Identifier: Apache-2.0
MODIFY b BIGINT, DROP /* one */ CONSTRAINT `pos i``tive` , ADD CONSTRAINT t_chk_positive CHECK (a > 0)
