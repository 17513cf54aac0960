// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.records;

/**
 * One thing that DNS is to say.
 *
 * @param name absolute, with a dot at its end
 * @param value as a zone file has it; of a TXT record the text itself; of an address that nobody has told nothing
 */
public record WantedRecord(String name, RecordType type, String value) {

    /** An address of this host, and one only the operator knows. */
    static WantedRecord anyAddress(String host) {
        return new WantedRecord(host + ".", RecordType.A, "");
    }

    static WantedRecord address(String host, String address) {
        return new WantedRecord(host + ".", address.indexOf(':') < 0 ? RecordType.A : RecordType.AAAA, address);
    }

    static WantedRecord text(String name, String text) {
        return new WantedRecord(name + ".", RecordType.TXT, text);
    }

    static WantedRecord alias(String name, String host) {
        return new WantedRecord(name + ".", RecordType.CNAME, host + ".");
    }

    /** RFC 2782. The lower the priority, the sooner it is taken. */
    static WantedRecord service(String name, int priority, int port, String host) {
        return new WantedRecord(name + ".", RecordType.SRV, priority + " 1 " + port + " " + host + ".");
    }

    /** Whether it says that there is an address, and not which. */
    public boolean untold() {
        return value.isEmpty();
    }

    /** As a person reads it. */
    @Override
    public String toString() {
        String shown = type == RecordType.TXT ? "\"" + value + "\"" : value;
        return untold() ? name + " A or AAAA" : name + " " + type + " " + shown;
    }
}
