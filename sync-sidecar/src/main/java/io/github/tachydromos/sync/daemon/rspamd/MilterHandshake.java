// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/** The first packets of the milter protocol, version 6: options are offered and answered, then the talk is ended. */
final class MilterHandshake {
    private static final int VERSION = 6;
    private static final int ALL_ACTIONS = 0x1ff;
    private static final int SHORTEST = 13;
    private static final int LONGEST = 1024;

    private MilterHandshake() {}

    static void with(InetSocketAddress address, Duration patience) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream().write(offer());
            var in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            if (length < SHORTEST || length > LONGEST || in.readByte() != 'O') {
                throw new IOException("no milter answers");
            }
            int version = in.readInt();
            if (version < 2 || version > VERSION) {
                throw new IOException("the milter speaks version " + version);
            }
            socket.getOutputStream().write(new byte[] {0, 0, 0, 1, 'Q'});
        }
    }

    private static byte[] offer() {
        return ByteBuffer.allocate(17)
                .putInt(SHORTEST)
                .put((byte) 'O')
                .putInt(VERSION)
                .putInt(ALL_ACTIONS)
                .putInt(0)
                .array();
    }
}
