-- SPDX-License-Identifier: Apache-2.0
ADD KEY p (b(3)),
DROP KEY q,
ADD KEY q (b(10), a)
