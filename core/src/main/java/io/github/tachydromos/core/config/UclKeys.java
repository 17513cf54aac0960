// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds keys that stand twice in one section of a text in UCL, the language of Rspamd's configuration. Rspamd makes a
 * list of the two values, of which most settings take neither. Whether the text is UCL at all is for Rspamd to say.
 */
public final class UclKeys {
    private final String text;
    private final List<Twice> twice = new ArrayList<>();
    private final Deque<Set<String>> sections = new ArrayDeque<>();
    private int at;
    private int line = 1;

    /** A key's second place. */
    public record Twice(String key, int line) {}

    private UclKeys(String text) {
        this.text = text + "\n";
    }

    /** In the order of the text. */
    public static List<Twice> twice(String text) {
        UclKeys keys = new UclKeys(text);
        keys.read();
        return List.copyOf(keys.twice);
    }

    private void read() {
        sections.push(new HashSet<>());
        for (skipBlank(";,"); at < text.length(); skipBlank(";,")) {
            if (text.charAt(at) == '}') {
                at++;
                if (sections.size() > 1) {
                    sections.pop();
                }
            } else if (text.charAt(at) == '.') {
                skipLine(); // a macro, as .include
            } else {
                entry();
            }
        }
    }

    /** A key with a value, with an equals sign or without, or with a section, which may have a name. */
    private void entry() {
        int where = line;
        String key = word("=:{[;,}");
        skipBlank("");
        boolean assigned = at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == ':');
        if (assigned) {
            at++;
            skipBlank("");
        }
        if (!assigned && at < text.length() && "{[;,}".indexOf(text.charAt(at)) < 0) {
            String name = word("{[;,}");
            skipBlank("");
            if (at < text.length() && text.charAt(at) == '{') {
                key = key + " " + name; // a section with a name of its own
            } else {
                skipValue();
            }
        } else if (at < text.length() && text.charAt(at) != '{') {
            value();
        }
        if (!key.isEmpty() && !sections.element().add(key)) {
            twice.add(new Twice(key, where));
        }
        if (at < text.length() && text.charAt(at) == '{') {
            at++;
            sections.push(new HashSet<>());
        } else if (key.isEmpty()) {
            advance(); // nothing that begins an entry
        }
    }

    private void value() {
        if (text.charAt(at) == '[') {
            list();
        } else if (text.startsWith("<<", at)) {
            heredoc();
        } else {
            word(";,}");
            skipValue();
        }
    }

    /** What is left of a value of many words. */
    private void skipValue() {
        while (at < text.length() && "\n;,}#".indexOf(text.charAt(at)) < 0) {
            at++;
        }
    }

    /** Sections inside of lists are left alone. */
    private void list() {
        int depth = 0;
        do {
            skipBlank(",;=:");
            if (at >= text.length()) {
                return;
            }
            char c = text.charAt(at);
            if ("[{".indexOf(c) >= 0) {
                depth++;
                at++;
            } else if ("]}".indexOf(c) >= 0) {
                depth--;
                at++;
            } else {
                word("[]{},;=:");
            }
        } while (depth > 0);
    }

    private void heredoc() {
        int end = text.indexOf('\n', at);
        String mark = "\n" + text.substring(at + 2, end).strip() + "\n";
        int close = text.indexOf(mark, end);
        moveTo(close < 0 ? text.length() : close + mark.length() - 1);
    }

    /** A quoted text, or what comes before a blank, a line's end or one of these. */
    private String word(String ends) {
        int begin = at;
        if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            char quote = text.charAt(at);
            for (advance(); at < text.length() && text.charAt(at) != quote; advance()) {
                if (text.charAt(at) == '\\') {
                    advance();
                }
            }
            String quoted = text.substring(Math.min(begin + 1, text.length()), Math.min(at, text.length()));
            advance();
            return quoted;
        }
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(begin, at);
    }

    private void skipBlank(String besides) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || besides.indexOf(c) >= 0) {
                advance();
            } else if (c == '#') {
                skipLine();
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                moveTo(end < 0 ? text.length() : end + 2);
            } else {
                return;
            }
        }
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void moveTo(int position) {
        while (at < position) {
            advance();
        }
    }

    private void advance() {
        if (at < text.length() && text.charAt(at) == '\n') {
            line++;
        }
        at = Math.min(text.length(), at + 1);
    }
}
