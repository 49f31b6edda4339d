-- SPDX-License-Identifier: Apache-2.0
ADD COLUMN note INT NOT NULL DEFAULT 1 FIRST
