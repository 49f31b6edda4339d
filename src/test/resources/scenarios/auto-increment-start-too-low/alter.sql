-- SPDX-License-Identifier: Apache-2.0
MODIFY v BIGINT,
AUTO_INCREMENT = 10
