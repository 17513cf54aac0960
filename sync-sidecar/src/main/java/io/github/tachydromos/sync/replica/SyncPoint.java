// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

/**
 * How far the replica has followed the directory.
 *
 * @param scope what was asked for, one line; a cookie says nothing about another question
 * @param cookie the directory's own mark (RFC 4533 2.1.2), opaque, as Base64
 */
public record SyncPoint(String scope, String cookie) {

    String stored() {
        return scope + "\n" + cookie;
    }

    static SyncPoint of(String stored) {
        int end = stored.lastIndexOf('\n');
        return new SyncPoint(stored.substring(0, end), stored.substring(end + 1));
    }
}
