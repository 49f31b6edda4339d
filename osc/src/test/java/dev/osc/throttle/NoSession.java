// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.lang.reflect.Proxy;
import java.sql.Connection;

/** A session that nobody may ask anything: for sources whose gauges answer by themselves. */
final class NoSession {

    private NoSession() {}

    static Connection open() {
        return (Connection) Proxy.newProxyInstance(
                NoSession.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, _) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
