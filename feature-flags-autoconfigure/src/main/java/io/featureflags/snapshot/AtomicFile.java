package io.featureflags.snapshot;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file of the owner alone that is replaced as a whole: who reads it meets the old content or the new. Missing folders
 * are made, for the owner alone too. Where the path is a symbolic link, the file that it leads to is replaced.
 */
final class AtomicFile {

    /** As many as Linux follows. */
    private static final int MAX_LINKS = 40;

    private final Path path;

    AtomicFile(Path path) {
        this.path = path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    byte[] read(int maxBytes) throws IOException {
        long size = requireRegular(path).size();
        if (size > maxBytes) {
            throw new IOException("it has " + size + " bytes, more than " + maxBytes);
        }
        return first(maxBytes);
    }

    /** The first bytes, or fewer if there are no more; none if there is no file. */
    byte[] start(int length) throws IOException {
        try {
            requireRegular(path);
            return first(length);
        } catch (NoSuchFileException ex) {
            return new byte[0];
        }
    }

    private byte[] first(int length) throws IOException {
        try (InputStream input = Files.newInputStream(path)) {
            return input.readNBytes(length);
        }
    }

    /** A pipe would be waited for, and a device like {@code /dev/null} replaced. */
    private static BasicFileAttributes requireRegular(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException("it is not a regular file");
        }
        return attributes;
    }

    void replace(byte[] content) throws IOException {
        Path target = behindLinks();
        Path folder = target.resolveSibling("");
        if (!Files.isDirectory(folder)) { // Asked first: some Javas refuse to create what is a link to a folder.
            Files.createDirectories(folder, forOwner(folder, "rwx------"));
        }
        Path temporary = Files.createTempFile(folder, ".feature-flags-", ".tmp", forOwner(folder, "rw-------"));
        try {
            write(content, temporary.toFile());
            move(temporary, target);
        } catch (Throwable ex) {
            remove(temporary, ex);
            throw ex;
        }
    }

    /** Gives the file another name, so that nothing of it gets lost; an older file of that name does. */
    Path setAside() throws IOException {
        Path target = behindLinks();
        Path aside = target.resolveSibling(target.getFileName() + ".set-aside");
        return Files.move(target, aside, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Links are followed by hand, for one may lead to a file that is yet to be made. */
    private Path behindLinks() throws IOException {
        Path target = path;
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemLoopException(path.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    private static FileAttribute<?>[] forOwner(Path folder, String permissions) {
        return isPosix(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Not through a channel, which an interrupt would close. */
    private static void write(byte[] content, File file) throws IOException {
        if (!isPosix(file.toPath())) {
            // As far as it goes: where it is not supported, the permissions of the folder count.
            file.setReadable(false, false);
            file.setReadable(true, true);
            file.setWritable(false, false);
            file.setWritable(true, true);
        }
        try (FileOutputStream output = new FileOutputStream(file)) {
            output.write(content);
            output.getFD().sync();
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException ex) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void remove(Path temporary, Throwable cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException ex) {
            cause.addSuppressed(ex);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
