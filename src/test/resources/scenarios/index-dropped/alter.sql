-- SPDX-License-Identifier: Apache-2.0
DROP KEY a,
DROP KEY two
