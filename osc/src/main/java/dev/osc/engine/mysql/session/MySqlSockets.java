// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.session;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import dev.osc.engine.session.KeepAlive;
import java.io.IOException;
import java.net.Socket;

/** The driver's own sockets, kept alive; made by the driver, which knows the class by its name. */
public final class MySqlSockets extends StandardSocketFactory {

    @Override
    protected void configureSocket(Socket socket, PropertySet properties) throws IOException {
        super.configureSocket(socket, properties);
        KeepAlive.on(socket);
    }
}
