package io.featureflags.benchmarks.jmh;

import java.util.List;

/**
 * The part of a package in the report.
 *
 * @param workloads its workloads
 * @param targets the targets for them
 */
public record Suite(List<Workload> workloads, List<Target> targets) {}
