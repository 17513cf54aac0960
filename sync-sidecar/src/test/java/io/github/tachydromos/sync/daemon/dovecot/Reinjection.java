// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.core.tls.TestPairs;

/** Stands where Postfix listens for what Sieve sends: takes TLS from clients of the authority only, and writes down. */
final class Reinjection {
    static final String HOST = "demo-tachydromos-postfix-internal.mail.svc";

    private static final String SERVER = """
            #!/bin/bash
            say() { printf '%s\\r\\n' "$1"; }
            echo "peer $SOCAT_OPENSSL_X509_COMMONNAME" >> /tmp/reinjected
            say '220 sink'
            while IFS= read -r line; do
                line=${line%$'\\r'}
                echo "$line" >> /tmp/reinjected
                if [ -n "$data" ]; then
                    [ "$line" = . ] || continue
                    data=
                fi
                case $line in
                    DATA) data=yes; say '354 go on' ;;
                    QUIT) say '221 bye'; exit ;;
                    *) say '250 well' ;;
                esac
            done
            """;

    private Reinjection() {}

    static void listen(DovecotContainer container, TestPairs authority) throws Exception {
        file(container, "sink", SERVER);
        file(
                container,
                "sink.pem",
                authority.secret(HOST).get("tls.crt") + authority.secret(HOST).get("tls.key"));
        file(container, "sink-ca.pem", authority.secret(HOST).get("ca.crt"));
        container.shell("socat OPENSSL-LISTEN:10025,fork,reuseaddr,cert=/tmp/sink.pem,cafile=/tmp/sink-ca.pem,verify=1 "
                + "EXEC:'bash /tmp/sink' >/tmp/sink.log 2>&1 &");
    }

    static String log(DovecotContainer container) throws Exception {
        return container.shell("cat /tmp/reinjected /tmp/sink.log");
    }

    private static void file(DovecotContainer container, String name, String text) throws Exception {
        container.shell("cat > /tmp/" + name + " <<'END'\n" + text + "END\n");
    }
}
