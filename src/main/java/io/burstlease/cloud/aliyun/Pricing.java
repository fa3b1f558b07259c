package io.burstlease.cloud.aliyun;

import com.aliyuncs.ecs.model.v20140526.DescribePriceRequest;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.cloud.PriceQuestion;
import io.burstlease.cloud.PriceQuote;
import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks what one host with its disks costs after discounts.
 *
 * <p>The parts always add up to the whole that the cloud names. A part it does not name is refused, never taken for 0.
 */
final class Pricing {

    private final Calls calls;

    Pricing(Calls calls) {
        this.calls = calls;
    }

    PriceQuote of(PriceQuestion question) {
        Fields price =
                calls.ask(form(question)).orThrow().body().part("PriceInfo").part("Price");
        BigDecimal whole = named(price, "the whole");
        String currency = price.text("Currency");
        BigDecimal systemDisk = named(only(details(price, "systemDisk")), "the system disk");
        List<BigDecimal> dataDisks = dataDisks(price, question);
        // What is left is the instance, with a market image's licence where there is one.
        BigDecimal host = dataDisks.stream().reduce(whole.subtract(systemDisk), BigDecimal::subtract);
        if (host.signum() <= 0) {
            throw unnamed("the instance");
        }
        return new PriceQuote(
                new Money(host, currency),
                new Money(systemDisk, currency),
                dataDisks.stream().map(disk -> new Money(disk, currency)).toList());
    }

    private List<BigDecimal> dataDisks(Fields price, PriceQuestion question) {
        var rows = details(price, "dataDisk");
        int asked = question.dataDisks().size();
        if (rows.size() == 1 && asked > 1) {
            // The cloud gave one sum for all of them.
            return question.dataDisks().stream()
                    .map(disk -> alone(question, disk))
                    .toList();
        }
        if (rows.size() != asked) {
            throw unnamed("each of " + asked + " data disks");
        }
        return rows.stream().map(row -> named(row, "a data disk")).toList();
    }

    private BigDecimal alone(PriceQuestion question, LaunchRequest.Disk disk) {
        var withOne = new PriceQuestion(
                question.zone(),
                question.instanceType(),
                question.imageId(),
                question.chargeType(),
                question.prepaid(),
                question.systemDisk(),
                List.of(disk));
        return of(withOne).dataDisks().getFirst().amount();
    }

    private static List<Fields> details(Fields price, String resource) {
        return price.rowsIfAny("DetailInfos", "DetailInfo").stream()
                .filter(row -> resource.equals(row.textOrNull("Resource")))
                .toList();
    }

    private static Fields only(List<Fields> rows) {
        if (rows.size() != 1) {
            throw unnamed("the system disk");
        }
        return rows.getFirst();
    }

    private static BigDecimal named(Fields row, String what) {
        BigDecimal amount = row.decimalOrNull("TradePrice");
        if (amount == null || amount.signum() <= 0) {
            throw unnamed(what);
        }
        return amount;
    }

    private static CloudException unnamed(String what) {
        return new CloudException(
                CloudException.Family.INVALID, "PriceNotFound", "the cloud names no price for " + what, null);
    }

    private static DescribePriceRequest form(PriceQuestion question) {
        var form = new DescribePriceRequest();
        form.setResourceType("instance");
        form.setZoneId(question.zone());
        form.setInstanceType(question.instanceType());
        form.setImageId(question.imageId());
        form.setAmount(1);
        form.setSpotStrategy(LaunchForm.spotStrategy(question.chargeType(), null));
        term(form, question);
        form.setSystemDiskCategory(question.systemDisk().category());
        form.setSystemDiskSize(question.systemDisk().sizeGib());
        form.setSystemDiskPerformanceLevel(question.systemDisk().performanceLevel());
        var disks = new ArrayList<DescribePriceRequest.DataDisk>();
        for (LaunchRequest.Disk asked : question.dataDisks()) {
            var disk = new DescribePriceRequest.DataDisk();
            disk.setCategory(asked.category());
            disk.setSize((long) asked.sizeGib());
            disk.setPerformanceLevel(asked.performanceLevel());
            disks.add(disk);
        }
        form.setDataDisks(disks);
        return form;
    }

    private static void term(DescribePriceRequest form, PriceQuestion question) {
        if (question.chargeType() != ChargeType.PREPAID) {
            form.setPriceUnit("Hour");
            form.setPeriod(1);
            return;
        }
        PaidPeriod period = question.prepaid();
        if (period == null) {
            throw new IllegalArgumentException("a pre-paid price is for a period");
        }
        form.setPriceUnit(period.unit().apiName());
        form.setPeriod(period.count());
    }
}
