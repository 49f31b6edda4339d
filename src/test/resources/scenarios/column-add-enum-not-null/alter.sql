-- SPDX-License-Identifier: Apache-2.0
ADD COLUMN x ENUM('p','q') NOT NULL
