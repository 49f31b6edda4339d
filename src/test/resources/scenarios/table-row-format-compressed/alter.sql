-- SPDX-License-Identifier: Apache-2.0
ROW_FORMAT=COMPRESSED
