package io.burstlease.sandbox.cloud.state;

import io.burstlease.sandbox.cloud.world.VSwitch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The private addresses of every vSwitch: the lowest free one is handed out first, so that one soon comes back. */
public final class Addresses {

    private final Map<String, Range> ranges = new HashMap<>();

    Addresses(List<VSwitch> vSwitches) {
        vSwitches.forEach(vSwitch -> ranges.put(vSwitch.id(), new Range(vSwitch)));
    }

    /** Addresses that can still be handed out. */
    public int free(String vSwitchId) {
        return range(vSwitchId).free();
    }

    /** The addresses that the next instances will get, lowest first. */
    public List<String> next(String vSwitchId, int count) {
        Range range = range(vSwitchId);
        List<String> addresses = new ArrayList<>(count);
        int position = 0;
        while (addresses.size() < count) {
            position = range.taken.nextClearBit(position + 1);
            addresses.add(range.vSwitch.address(position));
        }
        return addresses;
    }

    void take(String vSwitchId, String address) {
        range(vSwitchId).mark(address, true);
    }

    void giveBack(String vSwitchId, String address) {
        range(vSwitchId).mark(address, false);
    }

    void usedByOthers(String vSwitchId, int count) {
        range(vSwitchId).others = count;
    }

    private Range range(String vSwitchId) {
        Range range = ranges.get(vSwitchId);
        if (range == null) {
            throw new IllegalArgumentException("no vSwitch " + vSwitchId);
        }
        return range;
    }

    private static final class Range {

        private final VSwitch vSwitch;
        private final BitSet taken = new BitSet();
        private final Map<String, Integer> positions = new HashMap<>();
        private int others;

        Range(VSwitch vSwitch) {
            this.vSwitch = vSwitch;
            this.others = vSwitch.addressesInUse();
            for (int position = 1; position <= vSwitch.capacity(); position++) {
                positions.put(vSwitch.address(position), position);
            }
        }

        int free() {
            return Math.max(0, vSwitch.capacity() - others - taken.cardinality());
        }

        void mark(String address, boolean inUse) {
            Integer position = positions.get(address);
            if (position != null) {
                taken.set(position, inUse);
            }
        }
    }
}
