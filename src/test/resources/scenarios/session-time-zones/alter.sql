-- SPDX-License-Identifier: Apache-2.0
MODIFY dt DATETIME(6),
ADD KEY (at)
