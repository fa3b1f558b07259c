package io.burstlease.cloud.aliyun;

import com.aliyuncs.bssopenapi.model.v20171214.InquiryPriceRefundInstanceRequest;
import com.aliyuncs.bssopenapi.model.v20171214.RefundInstanceRequest;
import com.aliyuncs.ecs.model.v20140526.DescribeInstanceAutoRenewAttributeRequest;
import com.aliyuncs.ecs.model.v20140526.RenewInstanceRequest;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudSubscriptions;
import io.burstlease.cloud.OrderReply;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.money.Money;
import java.math.BigDecimal;

/** Renewal by ECS; refunds by the billing API, which says no with HTTP 200 and {@code Success: false}. */
final class AliyunSubscriptions implements CloudSubscriptions {

    private static final String ECS = "ecs";

    private final Calls calls;

    AliyunSubscriptions(Calls calls) {
        this.calls = calls;
    }

    @Override
    public OrderReply renew(String instanceId, PaidPeriod period, String clientToken) {
        var form = new RenewInstanceRequest();
        form.setInstanceId(instanceId);
        form.setPeriod(period.count());
        form.setPeriodUnit(period.unit().apiName());
        form.setClientToken(clientToken);
        return judged(calls.ask(form));
    }

    @Override
    public boolean renewsItself(String instanceId) {
        var form = new DescribeInstanceAutoRenewAttributeRequest();
        form.setInstanceId(instanceId);
        Fields body = calls.ask(form).orThrow().body();
        return body.rows("InstanceRenewAttributes", "InstanceRenewAttribute").stream()
                .filter(row -> instanceId.equals(row.textOrNull("InstanceId")))
                .findFirst()
                .map(row -> row.flag("AutoRenewEnabled"))
                .orElseThrow(() -> new CloudException(
                        CloudException.Family.TRANSIENT, Answer.INVALID_REPLY, "a reply without the instance", null));
    }

    @Override
    public Money refundPrice(String instanceId) {
        var form = new InquiryPriceRefundInstanceRequest();
        form.setProductCode(ECS);
        form.setProductType("");
        form.setInstanceId(instanceId);
        Fields data = billed(calls.ask(form)).orThrow().body().part("Data");
        return new Money(data.decimal("RefundAmount"), data.text("Currency"));
    }

    @Override
    public OrderReply refund(String instanceId, String clientToken) {
        var form = new RefundInstanceRequest();
        form.setProductCode(ECS);
        form.setProductType("");
        form.setInstanceId(instanceId);
        form.setImmediatelyRelease("1");
        form.setClientToken(clientToken);
        Answer answer = billed(calls.ask(form));
        return answer instanceof Answer.Ok ok ? placed(ok.body().part("Data")) : judged(answer);
    }

    /** A reply of the billing API, with its own way to refuse turned into everybody's. */
    private static Answer billed(Answer answer) {
        if (!(answer instanceof Answer.Ok ok)) {
            return answer;
        }
        try {
            if (ok.body().flag("Success")) {
                return ok;
            }
            String code = ok.body().text("Code");
            String message = Masked.message(ok.body().textOrNull("Message"));
            return new Answer.Refused(400, code, message, ok.requestId(), Families.of(code));
        } catch (CloudException unreadable) {
            return new Answer.Nothing(unreadable.code(), "a reply that says neither yes nor no");
        }
    }

    private static OrderReply judged(Answer answer) {
        return switch (answer) {
            case Answer.Ok ok -> placed(ok.body());
            case Answer.Refused no when isDefinite(no) -> new OrderReply.Refused(no.family(), no.code(), no.message());
            case Answer.Refused no -> new OrderReply.Unsettled(no.code(), no.message());
            case Answer.Nothing none -> new OrderReply.Unsettled(none.code(), none.message());
        };
    }

    private static OrderReply placed(Fields order) {
        // A text for ECS, a number for the billing API.
        BigDecimal orderId = order.decimalOrNull("OrderId");
        return orderId == null
                ? new OrderReply.Unsettled(Answer.INVALID_REPLY, "a success that names no order")
                : new OrderReply.Placed(orderId.toPlainString());
    }

    private static boolean isDefinite(Answer.Refused no) {
        return no.status() >= 400 && no.status() < 500 && Families.ordersNothing(no.code());
    }
}
