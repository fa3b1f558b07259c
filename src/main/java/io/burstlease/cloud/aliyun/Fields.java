package io.burstlease.cloud.aliyun;

import io.burstlease.cloud.CloudException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one object in a reply.
 *
 * <p>A field that must be there and is not makes the whole reply untrustworthy: it fails as transient, instead of
 * passing for empty, zero or absent.
 */
record Fields(JsonNode node) {

    String text(String name) {
        String value = textOrNull(name);
        if (value == null) {
            throw fault(name + " is missing");
        }
        return value;
    }

    /** Null where it is absent, null or blank: the cloud writes "" for what is not set. */
    @Nullable
    String textOrNull(String name) {
        JsonNode value = node.path(name);
        return value.isString() && !value.stringValue().isBlank() ? value.stringValue() : null;
    }

    /** A number, also where the cloud writes it as a string; null where absent. */
    @Nullable
    BigDecimal decimalOrNull(String name) {
        JsonNode value = node.path(name);
        if (value.isNumber()) {
            return value.decimalValue();
        }
        String text = textOrNull(name);
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            throw fault(name + " is no number");
        }
    }

    BigDecimal decimal(String name) {
        BigDecimal value = decimalOrNull(name);
        if (value == null) {
            throw fault(name + " is missing");
        }
        return value;
    }

    long count(String name) {
        try {
            return decimal(name).longValueExact();
        } catch (ArithmeticException notWhole) {
            throw fault(name + " is no whole number");
        }
    }

    /** 0 where absent, as the cloud leaves out what a type does not have. */
    int countOrZero(String name) {
        return node.hasNonNull(name) ? Math.toIntExact(count(name)) : 0;
    }

    boolean flag(String name) {
        JsonNode value = node.path(name);
        if (!value.isBoolean()) {
            throw fault(name + " is missing");
        }
        return value.booleanValue();
    }

    /** The cloud writes times of instances without seconds, others with them. */
    Instant time(String name) {
        Instant time = timeOrNull(name);
        if (time == null) {
            throw fault(name + " is missing");
        }
        return time;
    }

    @Nullable
    Instant timeOrNull(String name) {
        String text = textOrNull(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw fault(name + " is no time");
        }
    }

    Fields part(String name) {
        return new Fields(node.path(name));
    }

    /** The rows of a list that must be there, such as {@code Instances.Instance}; it may be empty. */
    List<Fields> rows(String outer, String inner) {
        if (!node.path(outer).path(inner).isArray()) {
            throw fault(outer + "." + inner + " is missing");
        }
        return rowsIfAny(outer, inner);
    }

    List<Fields> rowsIfAny(String outer, String inner) {
        var rows = new ArrayList<Fields>();
        for (JsonNode row : node.path(outer).path(inner)) {
            if (!row.isObject()) {
                throw fault(outer + "." + inner + " holds something else than objects");
            }
            rows.add(new Fields(row));
        }
        return rows;
    }

    List<String> textsIfAny(String outer, String inner) {
        var texts = new ArrayList<String>();
        for (JsonNode text : node.path(outer).path(inner)) {
            if (!text.isString() || text.stringValue().isBlank()) {
                throw fault(outer + "." + inner + " holds something else than texts");
            }
            texts.add(text.stringValue());
        }
        return texts;
    }

    private static CloudException fault(String what) {
        return new CloudException(CloudException.Family.TRANSIENT, Answer.INVALID_REPLY, what, null);
    }
}
