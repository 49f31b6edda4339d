// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuarantineTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void keepsReasonPositionAndBytesForItsUserAlone() throws IOException {
        byte[] bytes = new byte[40];
        bytes[0] = (byte) 0xfe;
        bytes[39] = 0x11;

        String said = new Quarantine(folder).keep("no sense (before binlog.000001:77)", "type 30", bytes);

        List<Path> kept;
        try (var files = Files.list(folder)) {
            kept = files.toList();
        }
        assertThat(kept).hasSize(1);
        assertThat(said).isEqualTo("; the event is kept in " + kept.getFirst());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getFirst())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(kept.getFirst())).isEqualTo("""
                        reason: no sense (before binlog.000001:77)
                        event: type 30
                        bytes: 40
                        00000000  fe%s
                        00000020  0000000000000011
                        """.formatted("00".repeat(31)));
    }

    /** The reason matters more than the file. */
    @Test
    void saysSoWhereNothingCanBeKept() {
        String said = new Quarantine(folder.resolve("none")).keep("no sense", "type 30", new byte[1]);

        assertThat(said).startsWith("; the event could not be kept: ");
    }

    /** An event may be a gigabyte. */
    @Test
    void keepsTheHeadOfWhatIsLong() throws IOException {
        String said = new Quarantine(folder).keep("no sense", "type 30", new byte[(1 << 20) + 5]);

        String text = Files.readString(Path.of(said.substring(said.lastIndexOf(' ') + 1)));
        assertThat(text).contains("bytes: 1048581\n");
        assertThat(text.lines().count()).isEqualTo(3 + (1 << 20) / 32);
    }
}
