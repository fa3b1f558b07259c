package io.burstlease.deploy;

import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** Manifests as kubectl renders them; where it is missing, the test is skipped unless kubectl was asked for. */
final class Rendered {

    private Rendered() {}

    static Manifests of(String folder) {
        return Manifests.rendered(folder).orElseGet(() -> {
            String reason = "kubectl is not installed, so that " + folder + " is not rendered";
            if (Arrays.asList(System.getProperty("test.require", "").split(",")).contains("kubectl")) {
                throw new AssertionError(reason);
            }
            System.out.println("Skipped: " + reason);
            return Assumptions.abort(reason);
        });
    }
}
