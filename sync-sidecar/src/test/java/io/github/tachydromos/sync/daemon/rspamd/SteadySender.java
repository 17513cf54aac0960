// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends a mail from outside at a steady rate, and keeps each answer. */
final class SteadySender implements AutoCloseable {
    private final List<String> replies = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService mails = Executors.newVirtualThreadPerTaskExecutor();

    SteadySender(MailPath mail, Duration pause) {
        timer.scheduleAtFixedRate(
                () -> mails.submit(() -> replies.add(send(mail))), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    int answered() {
        return replies.size();
    }

    /** All answers, once the last one has come. */
    List<String> stop() throws InterruptedException {
        timer.shutdown();
        mails.shutdown();
        if (!mails.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new AssertionError("a mail had no answer for 30 s");
        }
        return List.copyOf(replies);
    }

    private static String send(MailPath mail) {
        try {
            return mail.fromOutside("Subject: steady\r\n\r\nsteady");
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        mails.shutdownNow();
    }
}
