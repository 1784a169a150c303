package nustream.contracts;

import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The .proto files of this module, as text and as descriptors. */
final class ContractFiles {
  static final Path FOLDER = Path.of("src/main/proto");

  private ContractFiles() {}

  static List<Path> paths() throws IOException {
    try (Stream<Path> paths = Files.walk(FOLDER)) {
      return paths.filter(path -> path.toString().endsWith(".proto")).sorted().toList();
    }
  }

  /** Descriptors of the generated code, by path below the folder. */
  static List<FileDescriptor> descriptors() throws IOException {
    return paths().stream().map(ContractFiles::descriptor).toList();
  }

  /**
   * The outer class is named after the file: campaigns.proto gives CampaignsOuterClass, because of
   * the service Campaigns.
   */
  private static FileDescriptor descriptor(Path path) {
    Path relative = FOLDER.relativize(path);
    String javaPackage = relative.getParent().toString().replace('/', '.');
    String file = relative.getFileName().toString().replace(".proto", "");
    String camel =
        Arrays.stream(file.split("_"))
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
    for (String outer : List.of(camel + "OuterClass", camel)) {
      try {
        Class<?> type = Class.forName(javaPackage + "." + outer);
        return (FileDescriptor) type.getMethod("getDescriptor").invoke(null);
      } catch (ClassNotFoundException | NoSuchMethodException e) {
        // The name is taken by a message or a service of the same name: the other one is right.
        continue;
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(path.toString(), e);
      }
    }
    throw new IllegalStateException("no generated class for " + path);
  }
}
