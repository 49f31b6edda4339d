-- SPDX-License-Identifier: Apache-2.0
MODIFY c INT,
MODIFY a SMALLINT FIRST,
ADD KEY (e)
