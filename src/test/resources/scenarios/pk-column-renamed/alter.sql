-- SPDX-License-Identifier: Apache-2.0
CHANGE id key_of_all BIGINT NOT NULL
