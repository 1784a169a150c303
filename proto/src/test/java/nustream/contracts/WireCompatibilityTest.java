package nustream.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Compares the contracts with the descriptor set that was committed last. */
class WireCompatibilityTest {
  private static final Path COMMITTED = Path.of("src/test/resources/nustream/contracts.txtpb");
  private static final String UPDATE = "nustream.contracts.update";
  private static final String HOW =
      "./mvnw -pl proto test -Dtest=WireCompatibilityTest -D" + UPDATE + "=true";

  @Test
  void theContractsReadWhatTheCommittedOnesWrote() throws IOException {
    FileDescriptorSet current = current();
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(COMMITTED, TextFormat.printer().printToString(current));
    }
    FileDescriptorSet committed =
        TextFormat.parse(Files.readString(COMMITTED), FileDescriptorSet.class);
    List<String> breaks = WireChanges.between(committed, current);
    assertEquals(
        List.of(),
        breaks,
        "these changes break records and peers out there; make them additions, or a new version of"
            + " the package. Only where no released program has the old ones: "
            + HOW);
    assertEquals(
        committed,
        current,
        "the contracts have compatible additions that are not committed yet: run "
            + HOW
            + " and commit "
            + COMMITTED);
  }

  @Test
  void whatBreaksIsFound() throws IOException {
    assertFound("number", "was removed without reserving number", f -> f.setNumber(99));
    assertFound("name", "name was", f -> f.setName("renamed"));
    assertFound("type", "type was", f -> f.setType(FieldDescriptorProto.Type.TYPE_BOOL));
    assertFound("label", "label was", f -> f.setLabel(FieldDescriptorProto.Label.LABEL_REPEATED));
  }

  @Test
  void additionsAndReservedRemovalsAreFine() throws IOException {
    FileDescriptorSet older = current();
    DescriptorProto message = older.getFile(0).getMessageType(0);
    FieldDescriptorProto last = message.getField(message.getFieldCount() - 1);
    var added = last.toBuilder().setNumber(1000).setName("added").clearOneofIndex();
    added.clearProto3Optional();
    DescriptorProto grown = message.toBuilder().addField(added).build();
    assertEquals(List.of(), WireChanges.between(older, with(older, grown)));
    DescriptorProto.Builder shrunk = message.toBuilder().removeField(message.getFieldCount() - 1);
    assertEquals(1, WireChanges.between(older, with(older, shrunk.build())).size());
    shrunk
        .addReservedName(last.getName())
        .addReservedRange(
            DescriptorProto.ReservedRange.newBuilder()
                .setStart(last.getNumber())
                .setEnd(last.getNumber() + 1));
    assertEquals(List.of(), WireChanges.between(older, with(older, shrunk.build())));
  }

  private static void assertFound(
      String what, String expected, UnaryOperator<FieldDescriptorProto.Builder> change)
      throws IOException {
    FileDescriptorSet older = current();
    DescriptorProto message = older.getFile(0).getMessageType(0);
    var changed = message.toBuilder();
    changed.setField(0, change.apply(message.getField(0).toBuilder()));
    List<String> breaks = WireChanges.between(older, with(older, changed.build()));
    assertTrue(breaks.stream().anyMatch(b -> b.contains(expected)), () -> what + ": " + breaks);
  }

  /** The set with another first message in its first file. */
  private static FileDescriptorSet with(FileDescriptorSet set, DescriptorProto message) {
    FileDescriptorProto file = set.getFile(0).toBuilder().setMessageType(0, message).build();
    return set.toBuilder().setFile(0, file).build();
  }

  private static FileDescriptorSet current() throws IOException {
    var set = FileDescriptorSet.newBuilder();
    for (FileDescriptor file : ContractFiles.descriptors()) {
      set.addFile(file.toProto());
    }
    return set.build();
  }
}
