package io.burstlease;

import io.burstlease.settings.Migration;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.modulith.Modulithic;

/** The service: one control plane for the leases of cloud GPU hosts. */
@Modulithic(systemName = "Burstlease")
@SpringBootApplication
@ConfigurationPropertiesScan
@ComponentScan(
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.burstlease\\.sandbox\\..*"),
            // The two of @SpringBootApplication, whose own scan this one replaces.
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class)
        })
public class Burstlease {

    /**
     * Starts the service; with {@code migrate} as the first word, brings the database to its schema instead and ends.
     */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("migrate")) {
            Migration.run(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        SpringApplication.run(Burstlease.class, args);
    }
}
