// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A server that tells what a test has told it to. Not thread-safe. */
final class GivenGauges implements Gauges {

    private Map<String, Long> loads = Map.of();
    private List<Standby> standbys = List.of();
    private List<Hosts.Host> replicas = List.of();

    GivenGauges loads(Map<String, Long> told) {
        loads = told;
        return this;
    }

    GivenGauges standbys(Standby... told) {
        standbys = List.of(told);
        return this;
    }

    GivenGauges replicas(Hosts.Host... told) {
        replicas = List.of(told);
        return this;
    }

    @Override
    public OptionalLong status(Connection connection, String name) {
        Long value = loads.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Override
    public OptionalLong history(Connection connection) {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong retainedLog(Connection connection) {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong freeDisk(Connection connection) {
        return OptionalLong.empty();
    }

    @Override
    public List<Hosts.Host> replicas(Connection connection) {
        return replicas;
    }

    @Override
    public List<Standby> standbys(Connection connection) {
        return standbys;
    }
}
