-- SPDX-License-Identifier: Apache-2.0
MODIFY v BIGINT NOT NULL,
ADD KEY (v)
