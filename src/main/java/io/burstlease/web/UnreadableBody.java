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
            default -> Problem.of(ProblemException.invalid(faults()));
        };
    }

    private List<Fault> faults() {
        return BodyCopy.current()
                .map(kept -> diagnosis.faults(kept.body(), kept.type()))
                .filter(faults -> !faults.isEmpty())
                .orElse(List.of(new Fault("body", "type", "cannot be read")));
    }

    private static Problem malformed(StreamReadException syntax) {
        TokenStreamLocation at = syntax.getLocation();
        String where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                Reasons.MALFORMED_JSON,
                "The body is not JSON%s: %s".formatted(where, syntax.getOriginalMessage()),
                List.of());
    }

    private static Problem absent() {
        return Problem.of(
                ProblemException.invalid(List.of(new Fault("body", "required", "must be there, as application/json"))));
    }
}
