// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.sql.SQLException;

/**
 * How a kind of directory is followed. Another kind (DirSync, persistent search, polling) is another implementation; all
 * of them end in the same transactions of the replica.
 */
sealed interface SyncStrategy permits ContentSync {

    /** Fills the replica and keeps it current until the connection or the directory ends that. */
    Ending follow(LDAPConnection connection) throws LDAPException, SQLException, InterruptedException;

    /** Why following ended. */
    sealed interface Ending {
        /** Too much would have been removed; the old replica stays. */
        record Held() implements Ending {}

        /** The directory can no longer go on from the cookie: everything must be read again. */
        record ReloadRequired(String reason) implements Ending {}

        /** The connection is silent although the directory changed, or does not answer any more. */
        record Silent(String reason) implements Ending {}

        /** The directory ended it. */
        record Ended(String reason) implements Ending {}

        /** The replica could not be written, or a message not be understood. */
        record Broken(Exception cause) implements Ending {}
    }
}
