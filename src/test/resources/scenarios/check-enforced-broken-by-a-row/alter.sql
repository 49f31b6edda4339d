-- SPDX-License-Identifier: Apache-2.0
MODIFY b BIGINT, ALTER CHECK t_chk_2 ENFORCED
