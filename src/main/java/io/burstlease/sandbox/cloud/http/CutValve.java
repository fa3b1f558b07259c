package io.burstlease.sandbox.cloud.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Lets a servlet cut the connection instead of answering, which the servlet API has no word for. */
final class CutValve extends ValveBase {

    private static final String ATTRIBUTE = CutValve.class.getName();

    CutValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Runnable cut =
                () -> response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("cut on purpose"));
        request.setAttribute(ATTRIBUTE, cut);
        getNext().invoke(request, response);
    }

    static void cut(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Runnable cut) {
            cut.run();
        }
    }
}
