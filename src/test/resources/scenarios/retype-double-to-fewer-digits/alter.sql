-- SPDX-License-Identifier: Apache-2.0
-- what lies beyond the digits the server itself cuts off or keeps, by the algorithm that it chooses
MODIFY a DOUBLE(12,2)
