// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import io.github.tachydromos.sync.daemon.Companion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which companions of one daemon are away. */
final class Companions {
    private final List<Companion> all;

    private volatile Map<String, String> away = Map.of();

    Companions(List<Companion> all) {
        this.all = List.copyOf(all);
    }

    /** What has changed since the last look. */
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
    List<News> look() {
        var now = new TreeMap<String, String>();
        var news = new ArrayList<News>();
        for (Companion companion : all) {
            String name = companion.name();
            try {
                companion.look().take();
                if (away.containsKey(name)) {
                    news.add(new News.Back(name));
                }
            } catch (IOException e) {
                String seen = String.valueOf(e.getMessage());
                now.put(name, seen);
                if (!away.containsKey(name)) {
                    news.add(new News.Away(name, seen + "; " + companion.without()));
                }
            }
        }
        away = Map.copyOf(now);
        return news;
    }
}
