// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

/**
 * What of one product's server needs no code.
 *
 * @param product as in URLs
 * @param driver as in the driver's URL
 * @param superuser whom every connection is allowed as, without a password
 * @param jdbcProperties of the driver's URL, beside the user
 * @param sign a file or folder that every filled data directory has
 * @param portTaken what the server's log says when another program listens on its port
 * @param stop the signal for an orderly end that waits for no session
 * @param discard the signal for the quickest end that leaves nothing outside the data directory
 */
public record ServerTraits(
        String product,
        String driver,
        String superuser,
        String jdbcProperties,
        String sign,
        String portTaken,
        String stop,
        String discard) {}
