-- SPDX-License-Identifier: Apache-2.0
CONVERT TO CHARACTER SET latin1
