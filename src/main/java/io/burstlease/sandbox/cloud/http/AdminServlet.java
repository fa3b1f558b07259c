package io.burstlease.sandbox.cloud.http;

import io.burstlease.sandbox.cloud.core.EmulatedCloud;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people and tests see and do behind the API's back, without a signature. Bodies are JSON, times RFC 3339.
 *
 * <p>Looking: {@link AdminReads}. Doing: {@link AdminWrites}. Anything wrong with a request is a 400 or 404 with
 * {@code {"error": "…"}}.
 */
final class AdminServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Answers one route. */
    interface Route {
        Object answer(Request request);
    }

    /**
     * A request to a route.
     *
     * @param id the part of the path in the middle of {@code /admin/instances/{id}/vanish}, otherwise empty
     */
    record Request(String id, Map<String, String> query, ObjectMapper json, byte[] body) {

        @Nullable
        String query(String name) {
            return query.get(name);
        }

        /** The body; an empty one counts as an empty object. */
        <T> T body(Class<T> type) {
            return body.length == 0 ? json.readValue("{}", type) : json.readValue(body, type);
        }
    }

    private static final Pattern WITH_ID = Pattern.compile("(/admin/instances)/([^/]+)(/\\w+)");

    private final transient ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private final transient Map<String, Route> routes = new HashMap<>();

    AdminServlet(EmulatedCloud cloud, Holds holds) {
        routes.putAll(new AdminReads(cloud, holds).routes());
        routes.putAll(new AdminWrites(cloud, holds).routes());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher withId = WITH_ID.matcher(request.getRequestURI());
        boolean hasId = withId.matches();
        String path = hasId ? withId.group(1) + "/{id}" + withId.group(3) : request.getRequestURI();
        Route route = routes.get(request.getMethod() + " " + path);
        if (route == null) {
            write(response, 404, Map.of("error", "no such admin route", "routes", routes.keySet()));
            return;
        }
        try {
            // Before the query: what curl sends without a content type would be read as a form otherwise, and be lost.
            byte[] body = request.getInputStream().readAllBytes();
            Request read = new Request(hasId ? withId.group(2) : "", query(request), json, body);
            write(response, 200, route.answer(read));
        } catch (NoSuchElementException e) {
            write(response, 404, Map.of("error", String.valueOf(e.getMessage())));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            write(response, 400, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private static Map<String, String> query(HttpServletRequest request) {
        Map<String, String> query = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> query.put(name, values[0]));
        return query;
    }

    private void write(HttpServletResponse response, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType("application/json;charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
