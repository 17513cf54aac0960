// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.records;

/** The types of records that a suite needs. */
public enum RecordType {
    A,
    AAAA,
    CNAME,
    MX,
    PTR,
    SRV,
    TLSA,
    TXT
}
