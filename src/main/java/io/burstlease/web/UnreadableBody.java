package io.burstlease.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Why a body could not be read: too long, no JSON, absent, or JSON of another shape. */
final class UnreadableBody {

    private UnreadableBody() {}

    static Problem problem(HttpMessageNotReadableException unreadable) {
        if (find(unreadable, BodyLimit.TooLarge.class) != null) {
            return BodyLimit.problem();
        }
        DatabindException shape = find(unreadable, DatabindException.class);
        if (shape != null) {
            List<Fault> faults = new ArrayList<>(JsonFaults.collected());
            faults.add(fault(shape));
            return Problem.of(ProblemException.invalid(faults));
        }
        StreamReadException syntax = find(unreadable, StreamReadException.class);
        return syntax != null ? malformed(syntax) : absent();
    }

    static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    private static Problem malformed(StreamReadException syntax) {
        TokenStreamLocation at = syntax.getLocation();
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                Reasons.MALFORMED_JSON,
                "The body is not JSON from line %d, column %d on: %s"
                        .formatted(
                                at == null ? 0 : at.getLineNr(),
                                at == null ? 0 : at.getColumnNr(),
                                syntax.getOriginalMessage()),
                List.of());
    }

    private static Problem absent() {
        return Problem.of(
                ProblemException.invalid(List.of(new Fault("body", "required", "must be there, as application/json"))));
    }

    private static Fault fault(DatabindException shape) {
        String field = path(shape.getPath());
        if (shape instanceof UnrecognizedPropertyException) {
            return new Fault(field, "unknown-field", "is not a field of this request");
        }
        return new Fault(field, "type", "is not of the shape this field has");
    }

    private static String path(List<JacksonException.Reference> path) {
        String text = path.stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return text.isEmpty() ? "body" : text.startsWith(".") ? text.substring(1) : text;
    }
}
