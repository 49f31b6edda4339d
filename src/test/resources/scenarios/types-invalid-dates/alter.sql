-- SPDX-License-Identifier: Apache-2.0
-- the server itself would refuse them in a strict session; they are kept
ADD COLUMN note INT NOT NULL DEFAULT 1 FIRST
