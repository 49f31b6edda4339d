-- SPDX-License-Identifier: Apache-2.0
MODIFY a INT, MODIFY b INT INVISIBLE
