package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.auth.Access;
import io.burstlease.sandbox.cluster.auth.Authenticator;
import io.burstlease.sandbox.cluster.auth.Identity;
import io.burstlease.sandbox.cluster.auth.Rbac;
import io.burstlease.sandbox.cluster.auth.StaticTokens;
import io.burstlease.sandbox.cluster.object.Deletion;
import io.burstlease.sandbox.cluster.object.FieldSelector;
import io.burstlease.sandbox.cluster.object.Registry;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Every request: who is it, what does it want, may it, do it. */
public final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final transient Registry registry;
    private final transient Authenticator authenticator;
    private final transient Rbac rbac;
    private final transient Paths paths;
    private final transient Reading reading;
    private final transient Watching watching;
    private final transient Writing writing;
    private final transient Actions actions;
    private final transient Scaling scaling;

    public ApiServlet(
            Registry registry,
            Deletion deletion,
            Authenticator authenticator,
            StaticTokens tokens,
            SandboxPath sandbox,
            Duration bookmarks) {
        this.registry = registry;
        this.authenticator = authenticator;
        this.rbac = new Rbac(registry.store());
        Rendering rendering = new Rendering(registry.clock());
        this.paths = new Paths(registry.kinds(), sandbox);
        this.reading = new Reading(registry, rendering);
        this.watching = new Watching(registry, rendering, bookmarks);
        this.writing = new Writing(registry, deletion, rendering);
        this.scaling = new Scaling(registry);
        this.actions = new Actions(registry, deletion, rbac, tokens);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Identity shown = authenticator.authenticate(certificate(request), request.getHeader("Authorization"));
            Call call = new Call(request, response, impersonated(request, shown), Call.read(request));
            Optional<RequestTarget> target = RequestTarget.of(registry.kinds(), call.path());
            if (target.isPresent() && target.get().complete()) {
                resource(call, target.get());
            } else {
                allow(call, Access.toPath(call.method().toLowerCase(Locale.ROOT), call.path()));
                paths.answer(call);
            }
        } catch (ApiFailure failure) {
            refuse(response, failure);
        }
    }

    /** Whoever may impersonate a user speaks as that user. */
    private Identity impersonated(HttpServletRequest request, Identity who) {
        String user = request.getHeader("Impersonate-User");
        if (user == null) {
            return who;
        }
        if (!rbac.allows(who, new Access("impersonate", "", "users", "", user, ""))) {
            throw ApiFailure.forbiddenPath("User \"" + who.user() + "\" cannot impersonate resource \"users\"");
        }
        List<String> groups = new ArrayList<>(Collections.list(request.getHeaders("Impersonate-Group")));
        String[] parts = user.split(":");
        if (user.startsWith("system:serviceaccount:") && parts.length == 4) {
            groups.addAll(List.of("system:serviceaccounts", "system:serviceaccounts:" + parts[2]));
        }
        return Identity.of(user, groups);
    }

    private static void refuse(HttpServletResponse response, ApiFailure failure) throws IOException {
        ObjectNode status = failure.status();
        byte[] bytes = status.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(failure.code());
        int wait = status.path("details").path("retryAfterSeconds").asInt(0);
        if (wait > 0) {
            response.setHeader("Retry-After", Integer.toString(wait));
        }
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static @Nullable X509Certificate certificate(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? chain[0]
                : null;
    }

    private void allow(Call call, Access access) {
        if (!rbac.allows(call.who(), access)) {
            throw ApiFailure.forbiddenPath(access.refusal(call.who()));
        }
    }

    private void resource(Call call, RequestTarget target) throws IOException {
        String verb = verb(call, target);
        String name = target.name();
        if (name.isEmpty() && (verb.equals("list") || verb.equals("watch"))) {
            name = FieldSelector.parse(target.kind(), call.parameter("fieldSelector"))
                    .singleName();
        }
        allow(call, target, verb, name);
        switch (verb) {
            case "get" -> get(call, target);
            case "list" -> reading.list(call, target);
            case "watch" -> watching.watch(call, target);
            case "create" -> create(call, target);
            case "update", "patch" -> change(call, target);
            case "delete" -> writing.delete(call, target);
            default -> writing.deleteAll(call, target);
        }
    }

    private void allow(Call call, RequestTarget target, String verb, String name) {
        Access access = new Access(verb, target.kind().group(), target.resource(), target.namespace(), name, "");
        if (!rbac.allows(call.who(), access)) {
            throw ApiFailure.forbidden(target.kind(), name, access.refusal(call.who()));
        }
    }

    private static String verb(Call call, RequestTarget target) {
        boolean one = !target.name().isEmpty();
        return switch (call.method()) {
            case "GET", "HEAD" -> call.flag("watch") ? "watch" : one ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> named(one, "update");
            case "PATCH" -> named(one, "patch");
            case "DELETE" -> one ? "delete" : "deletecollection";
            default -> throw ApiFailure.methodNotAllowed();
        };
    }

    private static String named(boolean one, String verb) {
        if (!one) {
            throw ApiFailure.methodNotAllowed();
        }
        return verb;
    }

    private void get(Call call, RequestTarget target) throws IOException {
        if (target.subresource().equals("scale")) {
            scaling.get(call, target);
        } else {
            reading.get(call, target);
        }
    }

    private void change(Call call, RequestTarget target) throws IOException {
        if (target.subresource().equals("scale")) {
            scaling.change(call, target);
            return;
        }
        decides(call, target);
        if (call.method().equals("PUT")) {
            writing.replace(call, target);
        } else {
            patch(call, target);
        }
    }

    private void create(Call call, RequestTarget target) throws IOException {
        if (!target.subresource().isEmpty()) {
            actions.toSubresource(call, target);
        } else if (!target.name().isEmpty()) {
            throw ApiFailure.methodNotAllowed();
        } else if (Actions.review(target)) {
            actions.review(call, target);
        } else if (target.kind().namespaced() && target.namespace().isEmpty()) {
            throw ApiFailure.methodNotAllowed();
        } else {
            writing.create(call, target);
        }
    }

    /** An apply that makes its object needs the right to create as well. */
    private void patch(Call call, RequestTarget target) throws IOException {
        boolean apply = call.header("Content-Type").startsWith("application/apply-patch");
        if (apply && registry.find(target.kind(), target.namespace(), target.name()) == null) {
            allow(call, target, "create", target.name());
        }
        writing.patch(call, target);
    }

    /** Deciding on a certificate needs the right to approve for its signer. */
    private void decides(Call call, RequestTarget target) {
        if (!target.subresource().equals("approval")) {
            return;
        }
        ObjectNode request = registry.get(target.kind(), "", target.name());
        String signer = request.path("spec").path("signerName").asString("");
        String group = target.kind().group();
        String domain = signer.split("/", 2)[0] + "/*";
        boolean allowed = rbac.allows(call.who(), new Access("approve", group, "signers", "", signer, ""))
                || rbac.allows(call.who(), new Access("approve", group, "signers", "", domain, ""));
        if (!allowed) {
            throw ApiFailure.forbidden(
                    target.kind(),
                    target.name(),
                    "user not permitted to approve requests with signerName \"" + signer + "\"");
        }
    }
}
