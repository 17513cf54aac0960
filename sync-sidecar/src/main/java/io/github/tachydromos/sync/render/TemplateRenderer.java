// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.render;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Fills templates with views. Holes are {@code <% name %>}, sections {@code <%# name %> … <%/ name %>} and
 * {@code <%^ name %> … <%/ name %>}; these delimiters clash with no configuration language of our daemons. A name
 * that the view lacks is an error.
 */
public final class TemplateRenderer {
    private static final String ROOT = "/templates/";

    private final Mustache.Compiler compiler =
            Mustache.compiler().withDelims("<% %>").escapeHTML(false).strictSections(true);
    private final Map<String, com.samskivert.mustache.Template> compiled = new ConcurrentHashMap<>();

    /** The text of the view's file. */
    public String render(Template view) {
        return compiled.computeIfAbsent(view.path(), this::compile).execute(view);
    }

    /** The files of the views of one daemon, to be completed to its tree. */
    public SortedMap<String, String> files(Stream<? extends Template> views) {
        SortedMap<String, String> files = new TreeMap<>();
        views.forEach(view -> files.put(view.file(), render(view)));
        return files;
    }

    private com.samskivert.mustache.Template compile(String path) {
        try (InputStream source = TemplateRenderer.class.getResourceAsStream(ROOT + path)) {
            if (source == null) {
                throw new IllegalArgumentException("no template " + path);
            }
            return compiler.compile(new String(source.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
