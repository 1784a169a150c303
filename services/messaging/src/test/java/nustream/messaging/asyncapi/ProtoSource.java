package nustream.messaging.asyncapi;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Parts of the .proto files with their comments, which descriptors lack. */
final class ProtoSource {
  private static final Path FOLDER = Path.of("../../proto/src/main/proto");

  private ProtoSource() {}

  /** The comment above a message, as one line. */
  static String comment(Descriptor message) throws IOException {
    return block(message, "message").stream()
        .takeWhile(line -> line.startsWith("//"))
        .map(line -> line.substring(2).strip())
        .collect(Collectors.joining(" "));
  }

  /**
   * A .proto file with this message and what it is made of; messages of other packages are
   * imported.
   */
  static String file(Descriptor message) throws IOException {
    FileDescriptor file = message.getFile();
    Set<GenericDescriptor> own = new LinkedHashSet<>();
    Set<String> imports = new TreeSet<>();
    collect(message, own, imports);
    var text = new StringBuilder("syntax = \"proto3\";\n\npackage " + file.getPackage() + ";\n\n");
    for (String name : imports) {
      text.append("import \"").append(name).append("\";\n");
    }
    text.append(imports.isEmpty() ? "" : "\n");
    List<String> blocks = new ArrayList<>();
    for (GenericDescriptor part : own) {
      blocks.add(
          String.join("\n", block(part, part instanceof EnumDescriptor ? "enum" : "message")));
    }
    return text.append(String.join("\n\n", blocks)).append('\n').toString();
  }

  private static void collect(Descriptor message, Set<GenericDescriptor> own, Set<String> imports) {
    if (!own.add(message)) {
      return;
    }
    for (FieldDescriptor field : message.getFields()) {
      GenericDescriptor type =
          switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType();
            case ENUM -> field.getEnumType();
            default -> message;
          };
      if (!type.getFile().equals(message.getFile())) {
        imports.add(type.getFile().getName());
      } else if (type instanceof Descriptor part) {
        if (!part.getOptions().getMapEntry()) {
          collect(part, own, imports);
        }
      } else {
        own.add(type);
      }
    }
  }

  /** Comment and declaration, both from the left margin: only such are in these files. */
  private static List<String> block(GenericDescriptor part, String keyword) throws IOException {
    List<String> lines = Files.readAllLines(FOLDER.resolve(part.getFile().getName()));
    int head = lines.indexOf(keyword + " " + part.getName() + " {");
    if (head < 0) {
      throw new IllegalStateException("no " + keyword + " " + part.getName() + " in " + FOLDER);
    }
    int first = head;
    while (first > 0 && lines.get(first - 1).startsWith("//")) {
      first--;
    }
    int end = head;
    while (!lines.get(end).equals("}")) {
      end++;
    }
    return lines.subList(first, end + 1);
  }
}
