package io.burstlease.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Connects the beans of one application context with the world of the test that is running. */
public final class Switchboard {

    private final AtomicReference<World> world = new AtomicReference<>();

    void connect(World now) {
        world.set(now);
    }

    /** A port to what is outside: no transaction waits for it, and any of its calls may fail. */
    <T> T outside(Class<T> type, Function<World, T> part) {
        return proxy(type, (method, args) -> {
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new AssertionError(method.getName() + " inside a transaction");
            }
            World now = now();
            return now.calls.through(type, method.getName(), () -> method.invoke(part.apply(now), args));
        });
    }

    /** A part of the service itself that is the test's to drive. */
    <T> T inside(Class<T> type, Function<World, T> part) {
        return proxy(type, (method, args) -> method.invoke(part.apply(now()), args));
    }

    private World now() {
        return Objects.requireNonNull(world.get(), "no world yet");
    }

    private interface Call {
        @Nullable
        Object go(Method method, @Nullable Object @Nullable [] args) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> proxy == args[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "switchboard of " + type.getSimpleName();
                };
            }
            try {
                return call.go(method, args);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause() == null ? thrown : thrown.getCause();
            }
        }));
    }
}
