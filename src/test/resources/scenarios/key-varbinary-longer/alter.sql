-- SPDX-License-Identifier: Apache-2.0
MODIFY k VARBINARY(20) NOT NULL
