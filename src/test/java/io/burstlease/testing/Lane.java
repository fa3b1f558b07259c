package io.burstlease.testing;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Test classes that run at the same time share no application context, and so no database and no world: each runs in a
 * lane, and contexts are reused within a lane only. JUnit finds it by {@code META-INF/services}, so that it comes
 * before Spring's own extension.
 */
public final class Lane implements TestInstancePreConstructCallback, BeforeAllCallback, AfterAllCallback {

    private static final BitSet TAKEN = new BitSet();
    private static final ThreadLocal<Integer> NUMBER = new ThreadLocal<>();

    /** Comes before {@link #beforeAll} where a class has one instance for all its tests. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext instance, ExtensionContext context) {
        take(context);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        take(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (isTopLevel(context)) {
            synchronized (TAKEN) {
                TAKEN.clear(Objects.requireNonNull(NUMBER.get()));
                NUMBER.remove();
            }
        }
    }

    private static void take(ExtensionContext context) {
        if (isTopLevel(context) && NUMBER.get() == null) {
            synchronized (TAKEN) {
                int number = TAKEN.nextClearBit(0);
                TAKEN.set(number);
                NUMBER.set(number);
            }
        }
    }

    /** Classes inside a class run in the lane of that one. */
    private static boolean isTopLevel(ExtensionContext context) {
        return context.getRequiredTestClass().getEnclosingClass() == null;
    }

    /** Makes the lane a part of what a context is known by; Spring finds it by {@code META-INF/spring.factories}. */
    static final class Factory implements ContextCustomizerFactory {

        @Override
        public ContextCustomizer createContextCustomizer(
                Class<?> test, List<ContextConfigurationAttributes> attributes) {
            return new Customizer(Objects.requireNonNull(NUMBER.get(), () -> test + " is not in a lane yet"));
        }
    }

    /** Changes nothing; contexts of two lanes differ in it. */
    record Customizer(int lane) implements ContextCustomizer {

        @Override
        public void customizeContext(
                ConfigurableApplicationContext context, MergedContextConfiguration configuration) {}
    }
}
