package io.burstlease.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Connects the beans of one application context with the world of the test that is running. */
public final class Switchboard {

    private final AtomicReference<World> world = new AtomicReference<>();

    void connect(World now) {
        world.set(now);
    }

    /** A port whose every call goes to a part of the world of the moment. */
    <T> T port(Class<T> type, Function<World, T> part) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> proxy == args[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "switchboard of " + type.getSimpleName();
                };
            }
            World now = Objects.requireNonNull(world.get(), "no world yet");
            T served = part.apply(now);
            return served == now.errands
                    ? made(method, served, args)
                    : now.calls.through(type, method.getName(), () -> made(method, served, args));
        }));
    }

    private static Object made(Method method, Object served, Object[] args) throws Throwable {
        try {
            return method.invoke(served, args);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
