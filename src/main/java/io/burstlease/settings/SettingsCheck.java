package io.burstlease.settings;

import java.util.List;
import org.springframework.core.env.Environment;

/**
 * Says what is missing or contradictory in the settings of one module, before any bean is built.
 *
 * <p>Named in {@code META-INF/spring.factories} under this interface's name, with a constructor without arguments. All
 * faults of all checks are shown together and the start ends there.
 */
public interface SettingsCheck {

    /** One sentence per fault that names the property; empty where all is well. */
    List<String> faults(Environment environment);
}
