-- SPDX-License-Identifier: Apache-2.0
ADD FULLTEXT KEY words (b),
MODIFY a BIGINT NOT NULL
