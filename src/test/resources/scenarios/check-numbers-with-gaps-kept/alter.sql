-- SPDX-License-Identifier: Apache-2.0
MODIFY b BIGINT, ADD CHECK (b <> 3)
