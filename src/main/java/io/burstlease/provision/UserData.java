package io.burstlease.provision;

import io.burstlease.catalog.HostClass;
import io.burstlease.cluster.ApiServer;
import io.burstlease.naming.Marks;
import io.burstlease.naming.RandomId;
import io.burstlease.settings.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The script that a new host runs once, at its first boot; the bootstrap token is the way in that it holds. */
@Component
class UserData {

    /** Images of the older kind take no more. */
    static final int MOST_BYTES = 16 * 1024;

    private static final int TOKEN_SECRET_LENGTH = 16;
    private static final int REPORT_SECRET_LENGTH = 32;
    private static final String TEMPLATE = read();
    private static final Pattern LEFT_OVER = Pattern.compile("@[A-Z_]+@");

    private final Installation installation;
    private final ProvisionSettings settings;

    UserData(Installation installation, ProvisionSettings settings) {
        this.installation = installation;
        this.settings = settings;
    }

    /** A script with a new token secret in it. */
    String script(String launchId, String tokenId, ApiServer apiServer, HostClass hostClass, int gpus) {
        String token = tokenId + "." + RandomId.characters(TOKEN_SECRET_LENGTH);
        int diskGib = hostClass.dataDisks().isEmpty()
                ? 0
                : hostClass.dataDisks().getFirst().sizeGib();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("LAUNCH", launchId);
        values.put("REPORT", String.join("\n", report()));
        values.put("GPUS", Integer.toString(gpus));
        values.put("DATA_DISKS", Integer.toString(hostClass.dataDisks().size()));
        values.put("DATA_DISK_GIB", Integer.toString(diskGib));
        values.put("API_SERVER", apiServer.endpoint());
        values.put("CA_CERT_HASH", apiServer.caCertHash());
        values.put("TOKEN", token);
        values.put("INSTALLATION", installation.id());
        values.put("TAINT_JOINING", Marks.TAINT_JOINING);
        values.put("LABEL_EXTERNAL", Marks.LABEL_EXTERNAL);
        values.put("LABEL_INSTANCE", Marks.LABEL_INSTANCE);
        values.put("LABEL_INSTALLATION", Marks.LABEL_INSTALLATION);
        values.put("LABEL_LAUNCH", Marks.LABEL_LAUNCH);
        return filled(values);
    }

    /** The token's secret in a script, so that its Secret can be made again with the same value. */
    static String tokenSecret(String script, String tokenId) {
        Matcher token =
                Pattern.compile(Pattern.quote(tokenId) + "\\.([a-z0-9]{16})\"").matcher(script);
        if (!token.find()) {
            throw new IllegalStateException("no secret of token " + tokenId + " in the script");
        }
        return token.group(1);
    }

    private List<String> report() {
        String url = settings.reportUrl();
        return url == null || url.isBlank()
                ? List.of("# Nobody asked for phase reports.")
                : List.of(
                        "BURSTLEASE_REPORT_URL='" + url + "'",
                        "BURSTLEASE_REPORT_SECRET='" + RandomId.characters(REPORT_SECRET_LENGTH) + "'");
    }

    private static String filled(Map<String, String> values) {
        String script = TEMPLATE;
        for (Map.Entry<String, String> value : values.entrySet()) {
            script = script.replace("@" + value.getKey() + "@", value.getValue());
        }
        Matcher left = LEFT_OVER.matcher(script);
        if (left.find()) {
            throw new IllegalStateException("nothing was filled in for " + left.group());
        }
        if (script.getBytes(StandardCharsets.UTF_8).length >= MOST_BYTES) {
            throw new IllegalStateException("the script is longer than the cloud takes");
        }
        return script;
    }

    private static String read() {
        try (InputStream in = UserData.class.getResourceAsStream("user-data.sh")) {
            if (in == null) {
                throw new IllegalStateException("user-data.sh is not where it belongs");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
