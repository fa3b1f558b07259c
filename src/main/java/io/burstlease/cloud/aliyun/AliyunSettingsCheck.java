package io.burstlease.cloud.aliyun;

import com.aliyuncs.exceptions.ClientException;
import io.burstlease.settings.SettingsCheck;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Names what is missing or contradictory in {@code burstlease.cloud.*} before anything is built. */
final class AliyunSettingsCheck implements SettingsCheck {

    @Override
    public List<String> faults(Environment environment) {
        if (!AliyunConfiguration.ADAPTER.equals(
                environment.getProperty(AliyunConfiguration.ADAPTER_PROPERTY, AliyunConfiguration.ADAPTER))) {
            return List.of();
        }
        try {
            var settings = Binder.get(environment).bindOrCreate("burstlease.cloud", AliyunSettings.class);
            var faults = new ArrayList<>(settings.faults());
            faults.addAll(Binder.get(environment)
                    .bindOrCreate("burstlease.cloud.budget", BudgetSettings.class)
                    .faults());
            faults.addAll(credentialFaults(settings));
            return faults;
        } catch (BindException unreadable) {
            return List.of(
                    unreadable.getProperty() == null
                            ? "burstlease.cloud.* cannot be read: " + unreadable.getMessage()
                            : unreadable.getProperty().getName() + " cannot be read: '"
                                    + unreadable.getProperty().getValue() + "'");
        }
    }

    /** Asks the SDK's chain, which may ask the ECS metadata service for a second or three. */
    private static List<String> credentialFaults(AliyunSettings settings) {
        if (settings.namesCredentials() || settings.accessKeyId() != null || settings.accessKeySecret() != null) {
            return List.of();
        }
        try {
            AliyunConfiguration.credentials(settings).getCredentials();
            return List.of();
        } catch (ClientException | RuntimeException none) {
            return List.of(
                    "no Alibaba Cloud credentials found: give the service an ECS role, an OIDC role, a profile, or"
                            + " ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET");
        }
    }
}
