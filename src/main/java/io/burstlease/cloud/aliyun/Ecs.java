package io.burstlease.cloud.aliyun;

import com.aliyuncs.AcsRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.HttpResponse;
import com.aliyuncs.http.HttpUtil;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.policy.retry.RetryPolicy;
import com.aliyuncs.profile.DefaultProfile;
import io.burstlease.time.CloudDates;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The official SDK's client, which signs and sends, and what is made of its replies.
 *
 * <p>The SDK's retries stay off: a repeat of a purchase is the caller's to decide. Replies are read here, not by the
 * SDK's parser (see {@link StrictJson}), because amounts must keep their decimals and the Date header is needed.
 */
final class Ecs implements AutoCloseable {

    static final String NO_CREDENTIALS = "SDK.NoCredentials";

    private static final Logger LOG = LoggerFactory.getLogger(Ecs.class);

    private final AliyunSettings settings;
    private final AlibabaCloudCredentialsProvider credentials;
    private final CloudDates dates;
    private final DefaultAcsClient client;
    private final StrictHttp http;

    Ecs(AliyunSettings settings, AlibabaCloudCredentialsProvider credentials, CloudDates dates) {
        this.settings = settings;
        this.credentials = credentials;
        this.dates = dates;
        // DEBUG=sdk in the environment would log whole requests, signatures and user data included.
        HttpUtil.setIsHttpDebug(false);
        this.http = new StrictHttp(settings);
        this.client = new DefaultAcsClient(profile(settings), credentials);
        client.setHttpClient(http);
        client.appendUserAgent("HTTPClient", StrictHttp.class.getSimpleName());
        client.setSysRetryPolicy(RetryPolicy.none());
    }

    private static DefaultProfile profile(AliyunSettings settings) {
        var config = HttpClientConfig.getDefault();
        // The SDK's default is plain HTTP.
        config.setProtocolType(settings.insecureHttp() ? ProtocolType.HTTP : ProtocolType.HTTPS);
        // Keeps the SDK from building its process-wide client, which ours replaces at once.
        config.setCompatibleMode(true);
        var profile = DefaultProfile.getProfile(settings.region());
        profile.setHttpClientConfig(config);
        // A trace would carry every parameter, user data included.
        profile.setCloseTrace(true);
        return profile;
    }

    Answer send(AcsRequest<?> request) {
        try {
            credentials.getCredentials();
        } catch (ClientException | RuntimeException none) {
            return new Answer.Nothing(NO_CREDENTIALS, "the credentials chain gave none; nothing was sent");
        }
        String endpoint = settings.target(request.getSysProduct());
        if (endpoint != null) {
            request.setSysEndpoint(endpoint);
        }
        long sent = System.nanoTime();
        try {
            HttpResponse reply = client.doAction(request);
            tellDate(reply, Duration.ofNanos(System.nanoTime() - sent));
            return judged(reply);
        } catch (ClientException failed) {
            return nothing(failed);
        }
    }

    private void tellDate(HttpResponse reply, Duration underWay) {
        if (reply instanceof CheckedReply checked && checked.date() != null) {
            dates.seen(checked.date(), underWay);
        }
    }

    private static Answer judged(HttpResponse reply) {
        if (!(reply instanceof CheckedReply checked)) {
            return new Answer.Nothing(Answer.INVALID_REPLY, "a reply that was not checked");
        }
        var body = new Fields(checked.body());
        String requestId = either(body, "RequestId", "requestId");
        if (!checked.isSuccess()) {
            return refused(checked.getStatus(), body, requestId);
        }
        if (requestId == null) {
            return new Answer.Nothing(Answer.INVALID_REPLY, "HTTP " + checked.getStatus() + " without a RequestId");
        }
        return new Answer.Ok(body, requestId, checked.date());
    }

    private static Answer refused(int status, Fields body, @Nullable String requestId) {
        String code = either(body, "Code", "code");
        if (code == null) {
            String named = "HTTP." + status;
            return status < 400 || status >= 500
                    ? new Answer.Nothing(named, "no code", Families.ofStatus(status))
                    : new Answer.Refused(status, named, "no code", requestId, Families.ofStatus(status));
        }
        String message = Masked.message(either(body, "Message", "message"));
        return new Answer.Refused(status, code, message, requestId, Families.of(code));
    }

    private static @Nullable String either(Fields body, String name, String otherSpelling) {
        String value = body.textOrNull(name);
        return value == null ? body.textOrNull(otherSpelling) : value;
    }

    private static Answer nothing(ClientException failed) {
        String code = failed.getErrCode() == null ? "SDK.Failed" : failed.getErrCode();
        LOG.debug("No answer: {}", code);
        if (code.equals(Answer.INVALID_REPLY) || code.equals("SDK.EndpointResolvingError")) {
            return new Answer.Nothing(code, Masked.message(failed.getErrMsg()));
        }
        // The SDK's own message quotes the URL, and with it keys and user data.
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        return new Answer.Nothing(code, cause.getClass().getSimpleName());
    }

    @Override
    public void close() {
        http.close();
    }
}
