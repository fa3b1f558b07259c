package io.burstlease.sandbox.cloud.state;

import io.burstlease.sandbox.cloud.world.ChargeType;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.sandbox.cloud.world.Quota;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything the emulated cloud knows, built from its events alone, so that the same events give the same state again.
 * What happens by itself (boots, release times, ends) follows from the events and is caught up by {@link #advance}.
 */
public final class CloudState {

    /** Something that happened to an instance by itself. */
    public record Happening(Instant at, Instance instance, boolean booted) {}

    private static final int DAYS_FROM_EXPIRY_TO_RELEASE = 15;

    private final CloudWorld world;
    private final Addresses addresses;
    private final Stock stock;
    private final Tokens tokens = new Tokens();
    private final MeterLog meter = new MeterLog();
    private final DueList due = new DueList();
    private final Map<String, Instance> instances = new HashMap<>();
    private final TreeMap<Long, Instance> living = new TreeMap<>();
    private final List<Happening> happenings = new ArrayList<>();
    private Quota quota;
    private @Nullable BigDecimal balance;
    private final Map<String, Integer> vcpusInUse = new TreeMap<>();

    public CloudState(CloudWorld world) {
        this.world = world;
        this.addresses = new Addresses(world.network().vSwitches());
        this.stock = new Stock(world.catalogue());
        this.quota = world.account().quota();
        this.balance = world.account().balance();
    }

    /** Applies an effect, after everything that was due before it. */
    public void apply(CloudEvent event) {
        advance(event.at());
        switch (event) {
            case CloudEvent.Opened opened -> reopened();
            case CloudEvent.Launched launched -> launched(launched);
            case CloudEvent.Started started -> started(started);
            case CloudEvent.Stopped stopped -> stopped(stopped);
            case CloudEvent.Released released -> released(released);
            case CloudEvent.AutoReleaseSet set -> autoReleaseSet(set);
            case CloudEvent.Renewed renewed -> renewed(renewed);
            case CloudEvent.Refunded refunded -> refunded(refunded);
            case CloudEvent.Tagged tagged ->
                tagged.instanceIds().forEach(id -> known(id).tag(tagged.tags()));
            case CloudEvent.Untagged untagged ->
                untagged.instanceIds().forEach(id -> known(id).untag(untagged.keys()));
            case CloudEvent.StockSet set -> stock.set(set.instanceType(), set.zoneId(), set.chargeType(), set.count());
            case CloudEvent.AddressesSet set -> addresses.usedByOthers(set.vSwitchId(), set.inUse());
            case CloudEvent.AccountSet set -> {
                quota = set.quota();
                balance = set.balance();
            }
        }
        advance(event.at());
    }

    /** Lets everything happen that is due by a time. */
    public void advance(Instant now) {
        for (Optional<DueList.Due> next = due.poll(now); next.isPresent(); next = due.poll(now)) {
            DueList.Due item = next.get();
            Instance instance = known(item.instanceId());
            switch (item.kind()) {
                case BOOTED -> booted(instance, item.at());
                case AUTO_RELEASE -> autoRelease(instance, item.at());
                case EXPIRED -> expired(instance, item.at());
                case GONE -> gone(instance, item.at());
            }
        }
    }

    /** What happened since the last call of this method. */
    public List<Happening> drainHappenings() {
        List<Happening> drained = List.copyOf(happenings);
        happenings.clear();
        return drained;
    }

    /** When the next thing happens by itself. */
    public Optional<Instant> nextDue() {
        return due.next();
    }

    private void reopened() {
        if (world.behaviour().tokens().forgottenAtRestart()) {
            tokens.forgetAll();
        }
    }

    private void launched(CloudEvent.Launched launch) {
        LaunchSpec spec = launch.spec();
        stock.take(spec, launch.instances().size());
        tokens.remember(launch.token());
        for (Born born : launch.instances()) {
            Instance instance = new Instance(launch, born);
            instances.put(instance.id(), instance);
            living.put(instance.number(), instance);
            addresses.take(spec.vSwitchId(), born.privateIp());
            vcpusInUse.merge(spec.zoneId(), spec.vcpus(), Integer::sum);
            ChargeLines.of(instance, meter).begin(launch.orderId());
            schedule(instance.bootsAt(), DueList.Kind.BOOTED, instance);
            schedule(spec.autoReleaseAt(), DueList.Kind.AUTO_RELEASE, instance);
            schedule(spec.expiresAt(), DueList.Kind.EXPIRED, instance);
        }
    }

    private void started(CloudEvent.Started event) {
        for (String id : event.instanceIds()) {
            Instance instance = known(id);
            instance.started(event.at(), event.runningAt(), event.bootedAt());
            ChargeLines.of(instance, meter).resume(event.at());
            schedule(instance.bootsAt(), DueList.Kind.BOOTED, instance);
        }
    }

    private void stopped(CloudEvent.Stopped event) {
        for (String id : event.instanceIds()) {
            Instance instance = known(id);
            instance.stopped(event.at(), event.stoppedAt(), event.stopCharging());
            if (event.stopCharging()) {
                ChargeLines.of(instance, meter).pause(event.stoppedAt());
            }
            happenings.add(new Happening(event.at(), instance, false));
        }
    }

    private void released(CloudEvent.Released event) {
        tokens.remember(event.token());
        for (String id : event.instanceIds()) {
            Instance instance = known(id);
            instance.released(event.at(), event.goneAt(), event.by());
            schedule(event.goneAt(), DueList.Kind.GONE, instance);
            if (event.by() == ReleasedBy.DELETE) {
                happenings.add(new Happening(event.at(), instance, false));
            }
        }
    }

    private void autoReleaseSet(CloudEvent.AutoReleaseSet event) {
        Instance instance = known(event.instanceId());
        instance.autoReleaseAt(event.releaseAt());
        schedule(event.releaseAt(), DueList.Kind.AUTO_RELEASE, instance);
    }

    private void renewed(CloudEvent.Renewed event) {
        tokens.remember(event.token());
        Instance instance = known(event.instanceId());
        ChargeLines.of(instance, meter).renew(event);
        instance.renewed(event.expiresAt());
        schedule(event.expiresAt(), DueList.Kind.EXPIRED, instance);
    }

    private void refunded(CloudEvent.Refunded event) {
        tokens.remember(event.token());
        Instance instance = known(event.instanceId());
        ChargeLines.of(instance, meter).refund(event);
        instance.released(event.at(), event.goneAt(), ReleasedBy.REFUND);
        schedule(event.goneAt(), DueList.Kind.GONE, instance);
        happenings.add(new Happening(event.at(), instance, false));
    }

    private void booted(Instance instance, Instant at) {
        if (at.equals(instance.bootsAt()) && instance.booted(at)) {
            happenings.add(new Happening(at, instance, true));
        }
    }

    private void autoRelease(Instance instance, Instant at) {
        if (at.equals(instance.autoReleaseAt()) && instance.goneAt() == null) {
            instance.released(at, at, ReleasedBy.AUTO_RELEASE);
            gone(instance, at);
        }
    }

    private void expired(Instance instance, Instant at) {
        if (!at.equals(instance.expiresAt()) || instance.goneAt() != null) {
            return;
        }
        Term again = instance.spec().autoRenew();
        if (again != null) {
            ChargeLines.of(instance, meter).renewItself(at, again.after(at));
            instance.renewed(again.after(at));
            schedule(again.after(at), DueList.Kind.EXPIRED, instance);
            return;
        }
        Instant end = at.plusSeconds(DAYS_FROM_EXPIRY_TO_RELEASE * 86_400L);
        instance.released(at, end, ReleasedBy.EXPIRY);
        schedule(end, DueList.Kind.GONE, instance);
        happenings.add(new Happening(at, instance, false));
    }

    private void gone(Instance instance, Instant at) {
        if (!at.equals(instance.goneAt()) || living.remove(instance.number()) == null) {
            return;
        }
        stock.giveBack(instance.spec());
        addresses.giveBack(instance.spec().vSwitchId(), instance.born().privateIp());
        vcpusInUse.merge(instance.spec().zoneId(), -instance.spec().vcpus(), Integer::sum);
        ChargeLines.of(instance, meter).end(at);
        happenings.add(new Happening(at, instance, false));
    }

    private void schedule(@Nullable Instant at, DueList.Kind kind, Instance instance) {
        if (at != null) {
            due.add(at, kind, instance.id());
        }
    }

    private Instance known(String id) {
        Instance instance = instances.get(id);
        if (instance == null) {
            throw new IllegalStateException("the journal names an instance it never launched: " + id);
        }
        return instance;
    }

    /** An instance that has not gone yet. */
    public Optional<Instance> living(String id) {
        return Optional.ofNullable(instances.get(id)).filter(instance -> living.containsKey(instance.number()));
    }

    /** The instances that have not gone yet, newest first. */
    public Collection<Instance> living() {
        return living.descendingMap().values();
    }

    /** Every instance there ever was. */
    public Collection<Instance> all() {
        return instances.values();
    }

    public Addresses addresses() {
        return addresses;
    }

    public Stock stock() {
        return stock;
    }

    public Tokens tokens() {
        return tokens;
    }

    public Quota quota() {
        return quota;
    }

    public Map<String, Integer> vcpusByZone() {
        return Map.copyOf(vcpusInUse);
    }

    public int vcpusInUse(String zoneId) {
        return vcpusInUse.getOrDefault(zoneId, 0);
    }

    /** What a pre-paid instance was paid for. */
    public List<MeterLog.Purchase> purchases(String instanceId) {
        return meter.purchases().stream()
                .filter(purchase -> purchase.instanceId().equals(instanceId))
                .toList();
    }

    public Bill bill(Instant from, Instant to, Instant now) {
        return Bill.of(meter, world.catalogue().currency(), from, to, now);
    }

    /** Money left at a time; empty if it never ends. */
    public Optional<BigDecimal> balance(Instant now) {
        return Optional.ofNullable(balance)
                .map(money -> money.subtract(
                        bill(Instant.EPOCH, now.plusSeconds(1), now).total()));
    }

    public boolean sells(String instanceType, String zoneId, ChargeType chargeType) {
        return stock.left(instanceType, zoneId, chargeType) >= 0;
    }
}
