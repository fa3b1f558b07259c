package io.burstlease.sandbox.cloud.http;

import io.burstlease.sandbox.cloud.action.Refusal;
import io.burstlease.sandbox.cloud.core.ApiCall;
import io.burstlease.sandbox.cloud.core.EmulatedCloud;
import io.burstlease.sandbox.cloud.core.Reply;
import io.burstlease.sandbox.cloud.sign.Authentication;
import io.burstlease.sandbox.cloud.world.AccessKey;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The API: reads, authenticates, asks the cloud, answers; and stops on the way where a hold says so. */
final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient ObjectMapper json = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private final transient EmulatedCloud cloud;
    private final transient Authentication authentication;
    private final transient Holds holds;
    private final transient Clock signatureClock;

    ApiServlet(EmulatedCloud cloud, Holds holds, Clock signatureClock) {
        this.cloud = cloud;
        this.signatureClock = signatureClock;
        this.holds = holds;
        this.authentication = new Authentication(cloud.world().account());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String action = "?";
        Reply reply;
        ApiCall call;
        try {
            Incoming incoming = new Incoming(request);
            action = String.valueOf(incoming.action());
            call = authenticated(incoming, request.getMethod());
        } catch (Refusal refusal) {
            write(response, cloud.refuse(action, refusal), false);
            return;
        }
        if (holds.stop(Holds.Point.BEFORE_EFFECT, call) == Holds.Then.CUT) {
            CutValve.cut(request);
            return;
        }
        reply = cloud.call(call);
        if (holds.stop(Holds.Point.AFTER_EFFECT, call) == Holds.Then.CUT || reply.dropped()) {
            CutValve.cut(request);
            return;
        }
        boolean willStop = holds.expects(Holds.Point.AFTER_REPLY, call);
        write(response, reply, willStop);
        if (willStop) {
            holds.stop(Holds.Point.AFTER_REPLY, call);
        }
    }

    private ApiCall authenticated(Incoming incoming, String method) {
        if (!method.equals("GET") && !method.equals("POST")) {
            throw new Refusal(405, "UnsupportedHTTPMethod", "This http method is not supported.");
        }
        AccessKey key = authentication.check(incoming.signed(), signatureClock.instant());
        Map<String, String> parameters = incoming.parameters();
        if (!parameters.getOrDefault("Format", "JSON").equalsIgnoreCase("JSON")) {
            throw new Refusal(400, "InvalidParameter", "The specified parameter \"Format\" is not valid.");
        }
        String action = incoming.action();
        if (action == null || action.isEmpty()) {
            throw new Refusal(
                    400,
                    "MissingParameter",
                    "The input parameter \"Action\" that is mandatory for processing this request is not supplied.");
        }
        return new ApiCall(action, incoming.version(), parameters, key.id());
    }

    private void write(HttpServletResponse response, Reply reply, boolean last) throws IOException {
        String text = reply.rawBody() == null ? json.writeValueAsString(reply.body()) : reply.rawBody();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(reply.status());
        response.setHeader(
                "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(cloud.now().atOffset(ZoneOffset.UTC)));
        response.setHeader("x-acs-request-id", reply.requestId());
        response.setContentType("application/json;charset=utf-8");
        response.setContentLength(body.length);
        if (last) {
            response.setHeader("Connection", "close");
        }
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
