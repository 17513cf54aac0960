// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a consumer what one named object looks like, now and after each change, for ever. The object is read anew
 * and the watch opened anew at least every {@code relist}: that is the heartbeat that a half-dead watch cannot
 * survive, and the remedy for 410 Gone. An API outage, or an exception of the consumer, delays the next reading and
 * ends nothing.
 */
public final class ObjectWatch<T extends HasMetadata> implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectWatch.class);
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    /** A watch that has told nothing for so long had nothing to tell. */
    private static final Duration QUIET = Duration.ofMillis(200);

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

    private final String name;
    private final Resource<T> object;
    private final Consumer<Optional<T>> consumer;
    private final Duration relist;

    /**
     * A watch; {@link #run} lets it begin.
     *
     * @param object one object by name: the server is then asked with a field selector, which a Role by name allows
     * @param consumer gets the object, or empty if it does not exist; called on the thread of {@link #run} only
     */
    public ObjectWatch(String name, Resource<T> object, Consumer<Optional<T>> consumer, Duration relist) {
        this.name = name;
        this.object = object;
        this.consumer = consumer;
        this.relist = relist;
    }

    /** Starts it on a virtual thread of its own; interrupting that ends it. */
    public Thread start() {
        return Thread.ofVirtual().name("watch " + name).start(this);
    }

    @Override
    public void run() {
        Duration delay = FIRST_DELAY;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                readAndFollow();
                delay = FIRST_DELAY;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (!Thread.currentThread().isInterrupted()) {
                    LOG.atWarn()
                            .addKeyValue("object", name)
                            .addKeyValue("reason", e.getMessage())
                            .log("watch failed, trying again");
                    LockSupport.parkNanos(delay.toNanos());
                    delay = delay.multipliedBy(2).compareTo(LONGEST_DELAY) < 0 ? delay.multipliedBy(2) : LONGEST_DELAY;
                }
            }
        }
    }

    private void readAndFollow() throws InterruptedException {
        BlockingQueue<Signal<T>> signals = new LinkedBlockingQueue<>();
        try (var _ = object.watch(new Signals<>(signals))) {
            long end = System.nanoTime() + relist.toNanos();
            Signal<T> signal = first(signals);
            while (signal != null) {
                if (signal.closed() != null) {
                    throw new KubernetesClientException("watch was closed: " + signal.closed());
                }
                consumer.accept(Optional.ofNullable(signal.object()));
                signal = signals.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        }
    }

    /**
     * The watch tells of an object that is there by itself, and each state of it once and in order: one that was read
     * beside it could be newer than what it tells next. Only that there is none it does not tell.
     */
    private @Nullable Signal<T> first(BlockingQueue<Signal<T>> signals) throws InterruptedException {
        if (object.get() != null) {
            return signals.poll(relist.toNanos(), TimeUnit.NANOSECONDS);
        }
        Signal<T> news = signals.poll(QUIET.toNanos(), TimeUnit.NANOSECONDS);
        return news == null ? new Signal<>(null, null) : news;
    }

    /** The object after a change (null when it was deleted), or why the watch was closed. */
    private record Signal<T>(@Nullable T object, @Nullable String closed) {}

    private record Signals<T>(BlockingQueue<Signal<T>> queue) implements Watcher<T> {
        @Override
        public void eventReceived(Action action, T resource) {
            switch (action) {
                case ADDED, MODIFIED -> queue.add(new Signal<>(resource, null));
                case DELETED -> queue.add(new Signal<>(null, null));
                case ERROR -> queue.add(new Signal<>(null, "error"));
                case BOOKMARK -> {}
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            queue.add(new Signal<>(null, String.valueOf(cause.getMessage())));
        }

        @Override
        public void onClose() {
            queue.add(new Signal<>(null, "end of stream"));
        }
    }
}
