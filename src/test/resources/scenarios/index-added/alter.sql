-- SPDX-License-Identifier: Apache-2.0
ADD KEY (a),
ADD KEY a_b (a, b)
