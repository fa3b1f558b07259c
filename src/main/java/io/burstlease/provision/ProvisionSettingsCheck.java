package io.burstlease.provision;

import io.burstlease.settings.SettingsCheck;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;

/** Names what buying hosts needs and has not got. */
final class ProvisionSettingsCheck implements SettingsCheck {

    @Override
    public List<String> faults(Environment environment) {
        List<String> faults = new ArrayList<>();
        if (environment
                .getProperty("burstlease.provision.security-group-id", "")
                .isBlank()) {
            faults.add(
                    "burstlease.provision.security-group-id is missing: the security group that hosts are bought into");
        }
        String reportUrl = environment.getProperty("burstlease.provision.report-url", "");
        if (!reportUrl.isBlank() && !isPlainWebAddress(reportUrl)) {
            faults.add("burstlease.provision.report-url is '%s': it must be an http or https address"
                    .formatted(reportUrl));
        }
        return faults;
    }

    /** It becomes part of a shell script, so it holds nothing that a shell would read as more than text. */
    private static boolean isPlainWebAddress(String text) {
        try {
            URI address = URI.create(text);
            return text.matches("https?://[A-Za-z0-9.:/_-]+") && address.getHost() != null;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
