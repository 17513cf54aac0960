// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import io.github.tachydromos.sync.daemon.Companion;
import io.github.tachydromos.sync.daemon.DaemonControl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which companions of one daemon are away. */
final class Companions {
    private final List<Companion> all;
    private final DaemonControl control;
    private final List<News> news = new ArrayList<>();

    private volatile Map<String, String> away = Map.of();

    Companions(List<Companion> all, DaemonControl control) {
        this.all = List.copyOf(all);
        this.control = control;
    }

    /** What has changed from one look to the next. */
    sealed interface News {
        record Away(String name, String text) implements News {}

        record Back(String name) implements News {}
    }

    List<String> names() {
        return all.stream().map(Companion::name).toList();
    }

    /** Companion → what was seen in its place. */
    Map<String, String> away() {
        return away;
    }

    /** Looks at each of them. */
    void look() {
        all.forEach(this::look);
    }

    /** Looks at those without which the daemon does not start; the first that is not there, and what was seen. */
    Optional<String> awaited() {
        List<Companion> awaited = all.stream().filter(Companion::awaited).toList();
        awaited.forEach(this::look);
        return awaited.stream()
                .map(Companion::name)
                .filter(away::containsKey)
                .map(name -> name + " " + away.get(name))
                .findFirst();
    }

    /** What the looks since the last call have shown. */
    List<News> news() {
        List<News> all = List.copyOf(news);
        news.clear();
        return all;
    }

    private void look(Companion companion) {
        String name = companion.name();
        var now = new TreeMap<>(away);
        try {
            companion.look().take(control);
            if (now.remove(name) != null) {
                news.add(new News.Back(name));
            }
        } catch (IOException e) {
            String seen = String.valueOf(e.getMessage());
            if (!seen.equals(now.put(name, seen))) {
                news.add(new News.Away(name, seen + "; " + companion.without()));
            }
        }
        away = Map.copyOf(now);
    }
}
