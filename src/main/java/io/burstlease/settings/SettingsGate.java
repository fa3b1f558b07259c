package io.burstlease.settings;

import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.stereotype.Component;

/**
 * Asks every {@link SettingsCheck} before the first bean is built, so that all faults are seen at once and not the
 * first that breaks a bean. Tests that start a part of the service turn it off: {@code burstlease.settings.check}.
 */
@Component
class SettingsGate implements BeanFactoryPostProcessor, PriorityOrdered {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Environment environment = beans.getBean(Environment.class);
        if (!environment.getProperty("burstlease.settings.check", Boolean.class, true)) {
            return;
        }
        List<String> faults =
                SpringFactoriesLoader.forDefaultResourceLocation(beans.getBeanClassLoader())
                        .load(SettingsCheck.class)
                        .stream()
                        .flatMap(check -> check.faults(environment).stream())
                        .toList();
        if (!faults.isEmpty()) {
            throw new MissingSettings(faults);
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
