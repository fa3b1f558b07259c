package io.burstlease.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** The database with its two roles, the installation, and who vouches for callers. */
final class BaseSettings implements SettingsCheck {

    private static final Pattern INSTALLATION = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

    @Override
    public List<String> faults(Environment environment) {
        List<String> faults = new ArrayList<>();
        database(environment, faults);
        migrations(environment, faults);
        installation(environment, faults);
        issuer(environment, faults);
        return faults;
    }

    private static void database(Environment environment, List<String> faults) {
        String url = text(environment, "spring.datasource.url");
        if (url.isEmpty()) {
            faults.add(
                    "spring.datasource.url is missing: where PostgreSQL is, as jdbc:postgresql://host:port/database");
        } else if (!url.startsWith("jdbc:postgresql:")) {
            faults.add("spring.datasource.url is '%s': it must begin with jdbc:postgresql:".formatted(url));
        }
        if (text(environment, "spring.datasource.username").isEmpty()) {
            faults.add("spring.datasource.username is missing: the database role the service works with");
        }
    }

    private static void migrations(Environment environment, List<String> faults) {
        if (!environment.getProperty("spring.flyway.enabled", Boolean.class, true)) {
            return;
        }
        String migration = text(environment, "spring.flyway.user");
        if (migration.isEmpty()) {
            faults.add("spring.flyway.user is missing: the database role that owns the schema and migrates it"
                    + " (or set spring.flyway.enabled=false where another process migrates)");
        } else if (migration.equals(text(environment, "spring.datasource.username"))) {
            faults.add(
                    "spring.flyway.user and spring.datasource.username are both '%s': the service's role must not be able"
                                    .formatted(migration)
                            + " to change the schema or the audit trail");
        }
    }

    private static void installation(Environment environment, List<String> faults) {
        String id = text(environment, "spring.flyway.placeholders.installationId");
        if (id.isEmpty()) {
            faults.add("burstlease.installation-id is missing: the name that every cloud tag and node label carries;"
                    + " it is fixed at the first start");
        } else if (!INSTALLATION.matcher(id).matches()) {
            faults.add("burstlease.installation-id is '%s': up to 40 lower-case letters, digits and inner dashes"
                    .formatted(id));
        }
    }

    private static void issuer(Environment environment, List<String> faults) {
        String property = "spring.security.oauth2.resourceserver.jwt.issuer-uri";
        String issuer = text(environment, property);
        if (issuer.isEmpty()) {
            faults.add(property + " is missing: the OpenID Connect provider whose tokens are believed");
        } else if (!isWebAddress(issuer)) {
            faults.add("%s is '%s': it must be an http or https address".formatted(property, issuer));
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI address = URI.create(text);
            return address.getHost() != null && List.of("http", "https").contains(address.getScheme());
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static String text(Environment environment, String property) {
        String value = environment.getProperty(property);
        return StringUtils.hasText(value) ? value.strip() : "";
    }
}
