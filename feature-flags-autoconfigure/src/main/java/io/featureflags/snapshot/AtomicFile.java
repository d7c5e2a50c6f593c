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
 * File that only its owner can read and that is replaced as a whole: a reader sees the old content or the new. Missing
 * folders are created with access for the owner only. If the path is a symbolic link, its target is replaced.
 */
final class AtomicFile {

    /** The limit of Linux. */
    private static final int MAX_LINKS = 40;

    private final Path path;

    AtomicFile(Path path) {
        this.path = path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Reads the file; fails if it is larger than the limit. */
    byte[] read(int maxBytes) throws IOException {
        long size = requireRegular(path).size();
        if (size > maxBytes) {
            throw new IOException("it has " + size + " bytes, more than " + maxBytes);
        }
        return first(maxBytes);
    }

    /** Returns the first bytes, or fewer if the file is shorter; none if there is no file. */
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

    /** Rejects other files: a read of a pipe would block, and a device such as {@code /dev/null} would be replaced. */
    private static BasicFileAttributes requireRegular(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException("it is not a regular file");
        }
        return attributes;
    }

    /** Replaces the content, or creates the file. If that fails, the old content stays. */
    void replace(byte[] content) throws IOException {
        Path target = behindLinks();
        Path folder = target.resolveSibling("");
        if (!Files.isDirectory(folder)) { // Some JDKs reject the creation if the folder is a link to one.
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

    /** Renames the file, so that its content is not lost. A file that was renamed earlier is replaced. */
    Path setAside() throws IOException {
        Path target = behindLinks();
        Path aside = target.resolveSibling(target.getFileName() + ".set-aside");
        return Files.move(target, aside, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Follows links one by one, since the last one may lead to a file that does not exist yet. */
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

    /** Writes with a stream, since an interrupt would close a channel. */
    private static void write(byte[] content, File file) throws IOException {
        if (!isPosix(file.toPath())) {
            // If the file system does not support these calls, the permissions of the folder apply.
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
