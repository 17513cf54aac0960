// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import java.util.UUID;

/** A set of UUIDs at 16 bytes each plus free places: a present phase names every entry of the directory. */
public final class UuidSet {
    private long[] words = new long[2 * 64];
    private int size;
    private boolean zero;

    public void add(UUID uuid) {
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        if (high == 0 && low == 0) {
            zero = true; // marks a free place in the table
            return;
        }
        if (4 * (size + 1) > words.length) {
            grow();
        }
        if (put(high, low)) {
            size++;
        }
    }

    public boolean contains(UUID uuid) {
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        if (high == 0 && low == 0) {
            return zero;
        }
        int place = place(high, low);
        return words[place] == high && words[place + 1] == low;
    }

    public int size() {
        return size + (zero ? 1 : 0);
    }

    private void grow() {
        long[] old = words;
        words = new long[2 * old.length];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0 || old[i + 1] != 0) {
                put(old[i], old[i + 1]);
            }
        }
    }

    private boolean put(long high, long low) {
        int place = place(high, low);
        boolean added = words[place] == 0 && words[place + 1] == 0;
        words[place] = high;
        words[place + 1] = low;
        return added;
    }

    /** Where the pair is, or the free place where it belongs. At most half of the places are taken, so one is found. */
    private int place(long high, long low) {
        int mask = words.length - 2;
        int place = (int) (((high ^ low) * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while ((words[place] != 0 || words[place + 1] != 0) && (words[place] != high || words[place + 1] != low)) {
            place = (place + 2) & mask;
        }
        return place;
    }
}
