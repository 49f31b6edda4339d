-- SPDX-License-Identifier: Apache-2.0
ADD KEY d (a DESC, b)
