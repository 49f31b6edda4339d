-- SPDX-License-Identifier: Apache-2.0
ADD COLUMN x JSON DEFAULT (_utf8mb4'{"a": 1}'),
ADD COLUMN y TEXT DEFAULT (_utf8mb4'long')
