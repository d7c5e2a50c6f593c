package io.featureflags.actuate;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagDocuments;
import io.featureflags.FlagImport;
import io.featureflags.FlagWrite;
import io.featureflags.InvalidFlagImportException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All flags out as one document, and many flags in, whatever way the endpoint is asked. */
public final class FlagTransfer {

    /** What a flag has to be read, to whoever asks for anything else. */
    static final String NO_SUCH_VIEW =
            "A flag has 'history' and 'explain', and '-', which is all flags, has 'history' and 'export'.";

    private final FeatureFlagAdmin admin;

    private final FlagDocuments documents;

    private final FailedRequests failedRequests;

    /**
     * Creates it.
     *
     * @param admin reads and changes the store
     * @param documents reads and writes documents
     * @param failedRequests tells of imports that cannot be meant
     */
    public FlagTransfer(FeatureFlagAdmin admin, FlagDocuments documents, FailedRequests failedRequests) {
        this.admin = admin;
        this.documents = documents;
        this.failedRequests = failedRequests;
    }

    static boolean isExport(String name, String view) {
        return name.equals(FlagOperations.ALL) && view.equals("export");
    }

    String exportAll() {
        return documents.write(admin.exportValues());
    }

    /** Everything is checked before anything is written. Then each flag is written by itself. */
    ImportReport importAll(Supplier<String> document, boolean dryRun, @Nullable String reason, String actor) {
        if (dryRun) {
            return new ImportReport(true, plan(document, reason), Map.of());
        }
        FlagImport plan = failedRequests.told(FlagOperations.ALL, actor, () -> plan(document, reason));
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
}
