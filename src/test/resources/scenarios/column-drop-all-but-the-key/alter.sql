-- SPDX-License-Identifier: Apache-2.0
DROP a,
DROP b,
DROP c,
ADD x INT NOT NULL DEFAULT 5
