// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.load;

/**
 * What the committed transactions have made of the table: per row k and the numbers its texts come from. A row belongs
 * to one thread of the load (its id's remainder), and only that thread writes here; read when the load has ended.
 */
public final class ExpectedRows {

    private final int[] k;
    private final int[] c;
    private final int[] pad;

    public ExpectedRows(int rows) {
        this.k = new int[rows + 1];
        this.c = new int[rows + 1];
        this.pad = new int[rows + 1];
    }

    /** Ids go from 1 to this. */
    public int rows() {
        return k.length - 1;
    }

    public int k(int id) {
        return k[id];
    }

    public void put(int id, int newK, int cSeed, int padSeed) {
        k[id] = newK;
        c[id] = cSeed;
        pad[id] = padSeed;
    }

    public void raise(int id) {
        k[id]++;
    }

    public void text(int id, int cSeed) {
        c[id] = cSeed;
    }

    /** The sum of all rows' checksums. */
    public long checksum() {
        long sum = 0;
        for (int id = 1; id < k.length; id++) {
            sum += RowText.digest(id, k[id], c[id], pad[id]);
        }
        return sum;
    }
}
