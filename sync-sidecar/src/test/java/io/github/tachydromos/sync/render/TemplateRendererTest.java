// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TemplateRendererTest {
    record Sample(List<Item> items, boolean on, ConfigValue name) implements Template {
        record Item(ConfigValue name) {}

        @Override
        public String path() {
            return "test/sample";
        }
    }

    record Incomplete(boolean on) implements Template {
        @Override
        public String path() {
            return "test/sample";
        }
    }

    @Test
    void fillsHolesAndSectionsAndLeavesTheDaemonsOwnSyntaxAlone() {
        var view = new Sample(
                List.of(new Sample.Item(new ConfigValue("a&b")), new Sample.Item(new ConfigValue("<c>"))),
                true,
                new ConfigValue("$x"));

        assertThat(new TemplateRenderer().render(view)).isEqualTo("""
                name = $x ${y} %{z} {{ q }}
                item = a&b
                item = <c>
                on
                """);
    }

    @Test
    void refusesAViewThatLacksAName() {
        assertThatThrownBy(() -> new TemplateRenderer().render(new Incomplete(true)))
                .hasMessageContaining("name");
    }

    @Test
    void refusesControlCharacters() {
        assertThatThrownBy(() -> new ConfigValue("a\nb")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesWhatDiffersBetweenTrees() {
        var one = new RenderedTree(new TreeMap<>(Map.of("a", "1", "b", "1", "c", "1")));
        var other = new RenderedTree(new TreeMap<>(Map.of("a", "1", "b", "2", "d", "1")));

        assertThat(one.difference(other)).containsExactly("b", "c", "d");
        assertThat(one.digest()).isNotEqualTo(other.digest());
    }
}
