-- SPDX-License-Identifier: Apache-2.0
-- values must be carried, not taken from the clock
ADD COLUMN note INT NOT NULL DEFAULT 1 FIRST
