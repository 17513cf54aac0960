// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The generations of one daemon in the state folder: {@code generations/N}, the symlink {@code live}, and the small
 * files {@code good} and {@code failed}. Every step is one rename, so that a crash leaves the state before or after it.
 */
public final class GenerationStore {
    private static final int KEPT = 3;

    private final Path folder;
    private final Path generations;

    /** What the file {@code good} names; only this object writes it. */
    private volatile @Nullable Generation good;

    /** Creates the folders where they are missing. */
    public GenerationStore(Path folder) throws IOException {
        this.folder = folder;
        this.generations = folder.resolve("generations");
        Files.createDirectories(
                generations, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
    }

    /** Writes a tree under a new number; if a generation with this very content is still there, it is that one. */
    public Generation stage(RenderedTree tree) throws IOException {
        List<Long> ids = ids();
        for (long id : ids.reversed()) {
            Optional<Generation> known =
                    read(Long.toString(id)).filter(g -> g.tree().equals(tree));
            if (known.isPresent()) {
                return known.get();
            }
        }
        long id = ids.isEmpty() ? 1 : ids.getLast() + 1;
        Path staged = folder.resolve("staged");
        delete(staged);
        for (var file : tree.files().entrySet()) {
            Path path = staged.resolve(file.getKey()).normalize();
            if (!path.startsWith(staged)) {
                throw new IOException("path leaves the tree: " + file.getKey());
            }
            Files.createDirectories(path.getParent());
            write(path, file.getValue());
        }
        Files.move(staged, generations.resolve(Long.toString(id)), StandardCopyOption.ATOMIC_MOVE);
        prune();
        return new Generation(id, tree);
    }

    /** Points {@code live} to a generation. */
    public void promote(Generation generation) throws IOException {
        Path next = folder.resolve("live.next");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, Path.of("generations", Long.toString(generation.id())));
        Files.move(next, folder.resolve("live"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The promoted generation, if there is one. */
    public Optional<Generation> live() throws IOException {
        try {
            return read(
                    Files.readSymbolicLink(folder.resolve("live")).getFileName().toString());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Remembers a generation as last-known-good. */
    public void markGood(Generation generation) throws IOException {
        replace("good", Long.toString(generation.id()));
        Files.deleteIfExists(folder.resolve("failed"));
        good = generation;
    }

    /** Last-known-good, if there ever was one. */
    public Optional<Generation> good() throws IOException {
        Path file = folder.resolve("good");
        if (good == null && Files.exists(file)) {
            good = read(Files.readString(file).strip()).orElse(null);
        }
        return Optional.ofNullable(good);
    }

    /** Remembers why a tree did not become good, over a restart of the sidecar too. */
    public void markFailed(Failure failure) throws IOException {
        var text = new Properties();
        text.setProperty("digest", failure.digest());
        text.setProperty("reason", failure.reason());
        text.setProperty("attempts", Integer.toString(failure.attempts()));
        text.setProperty("at", failure.at().toString());
        var out = new StringWriter();
        text.store(out, null);
        replace("failed", out.toString());
    }

    /** The failure since the last good generation, if there was one. */
    public Optional<Failure> failure() throws IOException {
        Path failed = folder.resolve("failed");
        if (!Files.exists(failed)) {
            return Optional.empty();
        }
        var text = new Properties();
        text.load(new StringReader(Files.readString(failed)));
        return Optional.of(new Failure(
                text.getProperty("digest", ""),
                text.getProperty("reason", ""),
                Integer.parseInt(text.getProperty("attempts", "1")),
                Instant.parse(text.getProperty("at", Instant.EPOCH.toString()))));
    }

    private Optional<Generation> read(String name) throws IOException {
        Path root = generations.resolve(name);
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        var files = new TreeMap<String, String>();
        try (var paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                files.put(root.relativize(path).toString(), Files.readString(path));
            }
        }
        return Optional.of(new Generation(Long.parseLong(name), new RenderedTree(files)));
    }

    private List<Long> ids() throws IOException {
        try (var entries = Files.list(generations)) {
            return entries.map(p -> Long.valueOf(p.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** The youngest ones stay, and those that are in use or gone back to. */
    private void prune() throws IOException {
        List<Long> ids = ids();
        Set<Long> used = Stream.of(good(), live())
                .flatMap(Optional::stream)
                .map(Generation::id)
                .collect(Collectors.toSet());
        for (long id : ids.subList(0, Math.max(0, ids.size() - KEPT))) {
            if (!used.contains(id)) {
                delete(generations.resolve(Long.toString(id)));
            }
        }
    }

    private void replace(String name, String text) throws IOException {
        Path next = folder.resolve(name + ".next");
        Files.deleteIfExists(next);
        write(next, text);
        Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Readable by the sidecar alone (trees hold keys), and on disk before a rename refers to it. */
    private static void write(Path path, String text) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(path, options, mode)) {
            channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            channel.force(true);
        }
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
