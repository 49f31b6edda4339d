-- SPDX-License-Identifier: Apache-2.0
MODIFY b BIGINT, DROP CONSTRAINT none_such
