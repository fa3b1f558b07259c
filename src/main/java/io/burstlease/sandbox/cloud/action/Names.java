package io.burstlease.sandbox.cloud.action;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of {@code HostName} and {@code InstanceName}: {@code prefix[begin,bits]suffix} and
 * {@code ${instance_id}}.
 */
final class Names {

    private static final Pattern SEQUENCE = Pattern.compile("^(.*?)\\[(\\d{0,6})(?:,(\\d?))?\\](.*)$");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9]|[-.](?![-.])){0,62}[A-Za-z0-9]");
    private static final Pattern INSTANCE_NAME = Pattern.compile("[\\p{L}][\\p{L}\\p{N}_.:-]{1,127}");
    private static final int LARGEST = 999_999;

    private final @Nullable String text;
    private final boolean uniqueSuffix;
    private final int amount;

    Names(@Nullable String text, boolean uniqueSuffix, int amount) {
        this.text = text;
        this.uniqueSuffix = uniqueSuffix && amount > 1;
        this.amount = amount;
    }

    /**
     * The host name of an instance of the launch.
     *
     * @param ordinal from 0
     */
    String hostName(String instanceId, int ordinal) {
        String name = text == null ? "iZ" + instanceId.substring("i-".length()) + "Z" : resolve(instanceId, ordinal);
        if (!HOST_NAME.matcher(name).matches()) {
            throw new Refusal(400, "InvalidHostName.Malformed", "The specified parameter \"HostName\" is not valid.");
        }
        return name;
    }

    /**
     * The instance name of an instance of the launch.
     *
     * @param ordinal from 0
     */
    String instanceName(String instanceId, int ordinal) {
        String name = text == null ? instanceId : resolve(instanceId, ordinal);
        boolean address = name.startsWith("http://") || name.startsWith("https://");
        if (address || !INSTANCE_NAME.matcher(name).matches()) {
            throw new Refusal(
                    400, "InvalidInstanceName.Malformed", "The specified parameter \"InstanceName\" is not valid.");
        }
        return name;
    }

    private String resolve(String instanceId, int ordinal) {
        String name = String.valueOf(text);
        Matcher sequence = SEQUENCE.matcher(name);
        boolean numbered = sequence.matches();
        boolean suffixed = uniqueSuffix && !(numbered && sequence.group(4).isEmpty());
        if (numbered) {
            name = sequence.group(1) + number(sequence.group(2), sequence.group(3), ordinal) + sequence.group(4);
        }
        return name.replace("${instance_id}", instanceId) + (suffixed ? "%03d".formatted(ordinal + 1) : "");
    }

    private String number(String beginText, @Nullable String bitsText, int ordinal) {
        int begin = beginText.isEmpty() ? 0 : Integer.parseInt(beginText);
        int bits = bitsText == null || bitsText.isEmpty() ? 6 : Integer.parseInt(bitsText);
        if (bits < 1 || bits > 6 || begin + amount - 1 > LARGEST) {
            throw Refusal.invalid("HostName");
        }
        String digits = Integer.toString(begin + ordinal);
        return "0".repeat(Math.max(0, bits - digits.length())) + digits;
    }
}
