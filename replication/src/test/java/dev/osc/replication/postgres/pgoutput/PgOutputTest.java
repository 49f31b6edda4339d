// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader on recorded messages of PostgreSQL 14 and 18. */
final class PgOutputTest {

    private static List<Message> read(List<ByteBuffer> part) {
        PgOutput reader = new PgOutput();
        return part.stream().map(bytes -> reader.read(bytes.duplicate())).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql-14", "postgresql-18"})
    void readsEveryMessage(String server) {
        RecordedMessages.of(server)
                .forEach((part, messages) -> assertThat(read(messages)).as(part).hasSameSizeAs(messages));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql-14", "postgresql-18"})
    void readsRows(String server) {
        List<Message> messages = read(RecordedMessages.of(server, "rows"));
        Message.Relation relation = only(messages, Message.Relation.class).getFirst();
        assertThat(relation.schema() + "." + relation.name()).isEqualTo("public.t");
        assertThat(relation.identity()).isEqualTo('d');
        assertThat(relation.attributes()).extracting(Message.Attribute::name).containsExactly("id", "v", "note", "m");
        assertThat(relation.attributes())
                .extracting(Message.Attribute::identity)
                .containsExactly(true, false, false, false);

        Message.Insert insert = only(messages, Message.Insert.class).getFirst();
        assertThat(insert.relation()).isEqualTo(relation.oid());
        assertThat(texts(insert.after())).containsExactly("1", "7", "n", "ok");

        List<Message.Update> updates = only(messages, Message.Update.class);
        assertThat(updates.getFirst().before()).isNull();
        assertThat(texts(updates.getFirst().after())).containsExactly("1", "NULL", "n", "ok");
        assertThat(texts(Objects.requireNonNull(updates.getLast().before())))
                .containsExactly("1", "NULL", "NULL", "NULL");
        assertThat(texts(updates.getLast().after())).containsExactly("-2147483648", "NULL", "é🐬", "ok");

        Message.Delete delete = only(messages, Message.Delete.class).getFirst();
        assertThat(texts(delete.before())).containsExactly("-2147483648", "NULL", "NULL", "NULL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql-14", "postgresql-18"})
    void tellsUnchangedFromNull(String server) {
        List<Message> messages = read(RecordedMessages.of(server, "out of line"));
        Message.Update update = only(messages, Message.Update.class).getFirst();
        assertThat(update.after().isUnchanged(1)).isTrue();
        assertThat(update.after().isNull(1)).isFalse();
        assertThat(Objects.requireNonNull(update.before()).text(1)).hasSize(65 * 32);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        for (String unknown : List.of("5a", "", "49", "490000400740", "54ffffffff00", "450000", "45", "43ff")) {
            PgOutput reader = new PgOutput();
            assertThatThrownBy(() -> reader.read(ByteBuffer.wrap(HexFormat.of().parseHex(unknown))))
                    .as(unknown)
                    .isInstanceOf(Undecodable.class);
        }
    }

    /** Cut short or with wrong bytes: an error or some message, quickly and in little memory; never anything else. */
    @Test
    void failsCleanlyOnDamagedMessages() {
        Random random = new Random(42);
        List<ByteBuffer> all = new ArrayList<>();
        for (String server : List.of("postgresql-14", "postgresql-18")) {
            RecordedMessages.of(server).values().forEach(all::addAll);
        }
        int failed = 0;
        for (int round = 0; round < 200; round++) {
            PgOutput reader = new PgOutput();
            for (ByteBuffer message : all) {
                try {
                    assertThat(reader.read(damaged(message, random))).isNotNull();
                } catch (Undecodable expected) {
                    failed++;
                }
            }
        }
        assertThat(failed).isGreaterThan(5000);
    }

    private static ByteBuffer damaged(ByteBuffer message, Random random) {
        byte[] bytes = new byte[message.remaining()];
        message.duplicate().get(bytes);
        switch (random.nextInt(3)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            default -> {
                // left as it is
            }
        }
        return ByteBuffer.wrap(bytes);
    }

    private static <M extends Message> List<M> only(List<Message> messages, Class<M> kind) {
        return messages.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<String> texts(Tuple row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            texts.add(row.isNull(i) ? "NULL" : new String(row.text(i), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
