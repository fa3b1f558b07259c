package io.burstlease.money;

import io.burstlease.settings.SettingsCheck;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.springframework.core.env.Environment;

/** The billing zone must exist and keep to whole hours. */
final class BillingZoneCheck implements SettingsCheck {

    @Override
    public List<String> faults(Environment environment) {
        String zone = environment.getProperty("burstlease.billing-zone", "Asia/Shanghai");
        try {
            new BillingZone(ZoneId.of(zone));
            return List.of();
        } catch (DateTimeException unknown) {
            return List.of("burstlease.billing-zone is '%s': that is no time zone".formatted(zone));
        } catch (IllegalArgumentException uneven) {
            return List.of(String.valueOf(uneven.getMessage()));
        }
    }
}
