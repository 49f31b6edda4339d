-- SPDX-License-Identifier: Apache-2.0
MODIFY aMOUNT BIGINT NOT NULL
