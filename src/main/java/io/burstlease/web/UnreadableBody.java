package io.burstlease.web;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/** Why a body could not be read: too long, no JSON, absent, or JSON of another shape. */
@Component
class UnreadableBody {

    private final BodyDiagnosis diagnosis;

    UnreadableBody(BodyDiagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    Problem problem(HttpMessageNotReadableException unreadable) {
        if (find(unreadable, BodyLimit.TooLarge.class) != null) {
            return BodyLimit.problem();
        }
        JacksonException fault = find(unreadable, JacksonException.class);
        return switch (fault) {
            case null -> absent();
            // A number too large for its field is well-formed JSON, though the parser is the one to say so.
            case StreamReadException syntax when !(syntax instanceof InputCoercionException) -> malformed(syntax);
            case StreamConstraintsException beyond -> malformed(beyond);
            default -> misshapen();
        };
    }

    /** What is wrong with its shape was found before its end was read: further on it may be no JSON at all. */
    private Problem misshapen() {
        try {
            return Problem.of(ProblemException.invalid(BodyCopy.current()
                    .map(kept -> diagnosis.faults(kept.body(), kept.type()))
                    .filter(faults -> !faults.isEmpty())
                    .orElse(List.of(new Fault("body", "type", "cannot be read")))));
        } catch (StreamReadException | StreamConstraintsException later) {
            return malformed(later);
        }
    }

    private static Problem malformed(JacksonException syntax) {
        TokenStreamLocation at = syntax.getLocation();
        String where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                Reasons.MALFORMED_JSON,
                "The body is not JSON%s: %s".formatted(where, words(syntax)),
                List.of());
    }

    /** Without Jackson's hints at what its user could allow. */
    private static String words(JacksonException syntax) {
        return String.valueOf(syntax.getOriginalMessage())
                .replaceAll(": enable `[^`]*`.*", "")
                .replaceAll(", from `[^`]*`", "");
    }

    private static Problem absent() {
        return Problem.of(
                ProblemException.invalid(List.of(new Fault("body", "required", "must be there, as application/json"))));
    }
}
