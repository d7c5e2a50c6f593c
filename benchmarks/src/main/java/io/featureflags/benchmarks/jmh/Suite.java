package io.featureflags.benchmarks.jmh;

import java.util.List;

/**
 * What a package brings into the report.
 *
 * @param workloads its workloads
 * @param targets what is promised of them
 */
public record Suite(List<Workload> workloads, List<Target> targets) {}
