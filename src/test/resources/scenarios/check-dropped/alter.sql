-- SPDX-License-Identifier: Apache-2.0
MODIFY b BIGINT, DROP CHECK t_chk_1, DROP CHECK named, ADD CHECK (b <> 11)
