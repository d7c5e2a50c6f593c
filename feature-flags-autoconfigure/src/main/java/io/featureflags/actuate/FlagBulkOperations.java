package io.featureflags.actuate;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagDocuments;
import io.featureflags.FlagImport;
import io.featureflags.FlagWrite;
import io.featureflags.InvalidFlagImportException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Exports all flags as one document and imports many, over the web and JMX. */
final class FlagBulkOperations {

    /** Problem of a request for an unknown view. */
    static final String NO_SUCH_VIEW =
            "The views of a flag are 'history', 'explain' and 'shadow'. Those of '-' (all flags) are 'history' and 'export'.";

    private final FeatureFlagAdmin admin;

    private final FlagDocuments documents;

    private final FailedRequestReporter failedRequests;

    /**
     * Creates the operations.
     *
     * @param admin admin that reads and changes the store
     * @param documents reader and writer of documents
     * @param failedRequests reporter of imports that are rejected
     */
    FlagBulkOperations(FeatureFlagAdmin admin, FlagDocuments documents, FailedRequestReporter failedRequests) {
        this.admin = admin;
        this.documents = documents;
        this.failedRequests = failedRequests;
    }

    static boolean isExport(String name, String view) {
        return name.equals(FlagReadOperations.ALL) && view.equals("export");
    }

    String exportAll(ReaderView reader) {
        Map<String, String> values = new LinkedHashMap<>();
        admin.exportValues().forEach((name, value) -> values.put(name, reader.value(value)));
        return documents.write(values);
    }

    /** Checks the whole document before the first write. Then each flag is written by itself. */
    ImportReport importAll(Supplier<String> document, boolean dryRun, @Nullable String reason, String actor) {
        if (dryRun) {
            return new ImportReport(true, plan(document, reason), Map.of());
        }
        FlagImport plan = failedRequests.reporting(FlagReadOperations.ALL, actor, () -> plan(document, reason));
        FlagWrite write = FlagWrite.by(actor).manually(WriteRequest.VIA).because(reason);
        return new ImportReport(false, plan, admin.carryOut(plan, write));
    }

    private FlagImport plan(Supplier<String> document, @Nullable String reason) {
        List<String> problems = new ArrayList<>();
        WriteRequest.checkReason(reason, problems);
        try {
            Map<String, @Nullable String> values = documents.read(document.get());
            FlagImport plan = admin.planImport(values);
            if (problems.isEmpty()) {
                return plan;
            }
        } catch (InvalidFlagImportException ex) {
            ex.problems().forEach(problem -> problems.add(problem + "."));
        }
        throw new BadRequestException(problems);
    }

    static String text(byte[] document) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
        } catch (CharacterCodingException ex) {
            throw new BadRequestException(List.of("The document is not in UTF-8."));
        }
    }

    /** Rejects any other text: a mistyped dry run must not become an import. */
    static boolean isTrue(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.isEmpty() || value.equals("true")) {
            return true;
        }
        throw new BadRequestException(List.of("'" + name + "' must be true or false."));
    }
}
