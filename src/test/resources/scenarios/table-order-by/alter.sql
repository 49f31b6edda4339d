-- SPDX-License-Identifier: Apache-2.0
ORDER BY a
