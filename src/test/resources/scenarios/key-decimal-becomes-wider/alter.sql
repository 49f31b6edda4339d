-- SPDX-License-Identifier: Apache-2.0
MODIFY k DECIMAL(20,2) NOT NULL
