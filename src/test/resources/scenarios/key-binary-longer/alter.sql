-- SPDX-License-Identifier: Apache-2.0
MODIFY k BINARY(5) NOT NULL
