-- SPDX-License-Identifier: Apache-2.0
MODIFY b BIT(9),
ADD KEY (e),
ADD COLUMN note INT NOT NULL DEFAULT 1 FIRST
