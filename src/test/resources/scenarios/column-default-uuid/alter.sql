-- SPDX-License-Identifier: Apache-2.0
-- each row gets another value from osc than from the server: the others must be kept
ADD COLUMN x CHAR(36) NOT NULL DEFAULT (UUID())
