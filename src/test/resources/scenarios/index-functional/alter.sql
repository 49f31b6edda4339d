-- SPDX-License-Identifier: Apache-2.0
ADD KEY f ((a * 2)),
ADD KEY g ((CAST(b AS CHAR(20))), a)
