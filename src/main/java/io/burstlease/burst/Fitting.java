package io.burstlease.burst;

import io.burstlease.catalog.Catalog;
import io.burstlease.catalog.HostClass;
import io.burstlease.web.Fault;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the host class that serves a need: the one named, or of the model named the one that wastes fewest GPUs. */
@Component
class Fitting {

    private final Catalog catalog;

    Fitting(Catalog catalog) {
        this.catalog = catalog;
    }

    Optional<HostClass> of(BurstRequest request, List<Fault> faults) {
        if ((request.hostClass() == null) == (request.gpuModel() == null)) {
            faults.add(new Fault("gpuModel", "model-or-class", "State either gpuModel or hostClass."));
            return Optional.empty();
        }
        if (request.hostClass() != null) {
            return catalog.find(request.hostClass());
        }
        int gpus = request.gpus() == null ? 1 : Math.max(1, request.gpus());
        Optional<HostClass> fits = catalog.all().stream()
                .filter(HostClass::enabled)
                .filter(hostClass -> isModel(hostClass.gpuModel(), request.gpuModel()))
                .min(Comparator.comparingInt((HostClass hostClass) -> spare(hostClass, gpus))
                        .thenComparing(HostClass::gpus, Comparator.reverseOrder()));
        if (fits.isEmpty()) {
            faults.add(new Fault("gpuModel", "unknown-gpu-model", "no host class has " + request.gpuModel()));
        }
        return fits;
    }

    /** With or without its maker: {@code A10} and {@code NVIDIA A10} are the same. */
    private static boolean isModel(String model, @Nullable String asked) {
        String wanted = String.valueOf(asked).strip();
        return model.equalsIgnoreCase(wanted) || model.equalsIgnoreCase("NVIDIA " + wanted);
    }

    /** GPUs that would be paid for beyond the need. */
    private static int spare(HostClass hostClass, int gpus) {
        return Math.ceilDiv(gpus, hostClass.gpus()) * hostClass.gpus() - gpus;
    }
}
