package io.featureflags.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTests {

    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has neither POSIX permissions nor links for everybody")
    void belongsToTheOwnerAloneAndSoDoFoldersThatWereMissing() throws IOException {
        Path file = folder.resolve("made/here/file");

        new AtomicFile(file).replace(CONTENT);

        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(file.resolveSibling(""))).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("made"))).isEqualTo("rwx------");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has neither POSIX permissions nor links for everybody")
    void belongsToTheOwnerAloneEvenIfTheOldOneDidNot() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        new AtomicFile(file).replace(CONTENT);

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void leavesNothingBesides() throws IOException {
        Path file = folder.resolve("file");

        new AtomicFile(file).replace(CONTENT);
        new AtomicFile(file).replace(new byte[] {4});

        assertThat(file).hasBinaryContent(new byte[] {4});
        assertThat(files()).containsExactly(file);
    }

    @Test
    void leavesNothingOnFailure() throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("occupied"));
        Files.createFile(occupied.resolve("file"));

        assertThatIOException().isThrownBy(() -> new AtomicFile(occupied).replace(CONTENT));

        assertThat(files()).containsExactly(occupied);
        assertThat(occupied.resolve("file")).exists();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has neither POSIX permissions nor links for everybody")
    void linksStayAndTheirFileIsReplaced() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).resolve("file");
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("real/file"));
        Path first = Files.createSymbolicLink(folder.resolve("first"), second);

        new AtomicFile(first).replace(CONTENT); // The file is yet to be made.
        new AtomicFile(first).replace(new byte[] {4});

        assertThat(real).isRegularFile().hasBinaryContent(new byte[] {4});
        assertThat(first).isSymbolicLink();
        assertThat(second).isSymbolicLink();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has neither POSIX permissions nor links for everybody")
    void folderMayBeALink() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        new AtomicFile(link.resolve("file")).replace(CONTENT);

        assertThat(real.resolve("file")).hasBinaryContent(CONTENT);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has neither POSIX permissions nor links for everybody")
    void linksInACircleFail() throws IOException {
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));

        assertThatExceptionOfType(FileSystemLoopException.class)
                .isThrownBy(() -> new AtomicFile(circle).replace(CONTENT));
    }

    @Test
    void readsNothingButRegularFilesOfTheSize() throws IOException {
        Path file = Files.write(folder.resolve("file"), CONTENT);

        assertThat(new AtomicFile(file).read(3)).isEqualTo(CONTENT);
        assertThat(new AtomicFile(file).start(2)).containsExactly(1, 2);
        assertThatIOException()
                .isThrownBy(() -> new AtomicFile(file).read(2))
                .withMessage("it has 3 bytes, more than 2");
        assertThatIOException()
                .isThrownBy(() -> new AtomicFile(folder).read(3))
                .withMessage("it is not a regular file");
        assertThatIOException()
                .isThrownBy(() -> new AtomicFile(folder).start(2))
                .withMessage("it is not a regular file");
    }

    @Test
    void missingFileStartsWithNothing() throws IOException {
        AtomicFile missing = new AtomicFile(folder.resolve("missing"));

        assertThat(missing.start(2)).isEmpty();
        assertThat(missing.exists()).isFalse();
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> missing.read(3));
    }

    private Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
