package io.burstlease.cloud.aliyun;

import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.CallBack;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.HttpRequest;
import com.aliyuncs.http.IHttpClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries the SDK's signed requests, once each, and hands it only replies that are whole.
 *
 * <p>The SDK's own client is one for the process, so that the first one's timeouts count for all; this one is not. It
 * follows no redirect, takes no proxy from the environment, and waits for the whole reply no longer than the read
 * timeout, however slowly it trickles in.
 */
final class StrictHttp extends IHttpClient {

    private static final long LARGEST_REPLY = 16L * 1024 * 1024;
    private static final Set<String> SET_BY_THE_CLIENT =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient http;
    private final Duration readTimeout;

    StrictHttp(AliyunSettings settings) {
        this.readTimeout = settings.readTimeout();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxy(settings))
                .build();
    }

    @Override
    protected void init(HttpClientConfig clientConfig) {
        // Everything is said in the constructor.
    }

    @Override
    public com.aliyuncs.http.HttpResponse syncInvoke(HttpRequest request) throws IOException, ClientException {
        var reply = http.sendAsync(carried(request), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_REPLY));
        try {
            return checked(reply.get(readTimeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException slow) {
            throw new SocketTimeoutException("no whole reply within " + readTimeout);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for the reply");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
        } finally {
            reply.cancel(true);
        }
    }

    private static com.aliyuncs.http.HttpResponse checked(java.net.http.HttpResponse<byte[]> reply)
            throws ClientException {
        var contentType = reply.headers().firstValue("Content-Type").orElse(null);
        try {
            var body = StrictJson.read(reply.statusCode(), contentType, reply.body());
            return new CheckedReply(
                    reply.statusCode(), body, reply.headers().firstValue("Date").orElse(null));
        } catch (StrictJson.Untrustworthy fault) {
            throw new ClientException(Answer.INVALID_REPLY, fault.getMessage());
        }
    }

    private static java.net.http.HttpRequest carried(HttpRequest request) {
        var carried = java.net.http.HttpRequest.newBuilder(URI.create(request.getSysUrl()))
                .method(request.getSysMethod().name(), body(request));
        request.getSysHeaders().forEach((name, value) -> {
            if (value != null && !SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                carried.setHeader(name, value);
            }
        });
        if (request.getHeaderValue("Content-Type") == null && request.getHttpContentType() != null) {
            carried.setHeader("Content-Type", FormatType.mapFormatToAccept(request.getHttpContentType()));
        }
        return carried.build();
    }

    private static BodyPublisher body(HttpRequest request) {
        byte[] content = request.getHttpContent();
        return content == null || content.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content);
    }

    private static ProxySelector proxy(AliyunSettings settings) {
        if (settings.proxy() == null) {
            return HttpClient.Builder.NO_PROXY;
        }
        int colon = settings.proxy().lastIndexOf(':');
        return ProxySelector.of(InetSocketAddress.createUnresolved(
                settings.proxy().substring(0, colon),
                Integer.parseInt(settings.proxy().substring(colon + 1))));
    }

    @Override
    public Future<com.aliyuncs.http.HttpResponse> asyncInvoke(HttpRequest request, CallBack callback) {
        throw new UnsupportedOperationException("calls are made one by one, under a deadline");
    }

    @Override
    @SuppressWarnings("deprecation") // the SDK still declares it abstract
    public void ignoreSSLCertificate() {
        throw new UnsupportedOperationException("certificates are always checked");
    }

    @Override
    @SuppressWarnings("deprecation") // the SDK still declares it abstract
    public void restoreSSLCertificate() {
        // They were never ignored.
    }

    @Override
    public boolean isSingleton() {
        return false;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
