package nustream.local.documents;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documents of the repository, and what they tell their readers to type. */
public final class Documents {
  /** The repository. */
  public static final Path ROOT = Path.of(System.getProperty("nustream.root"));

  private static final Set<String> NOT_OURS =
      Set.of("target", "src.orig", "venv", "stubs", "node_modules");

  private static final Pattern INLINE = Pattern.compile("`((deploy/nustream|\\./mvnw) [^`]*)`");

  private Documents() {}

  /**
   * Text that a shell is to read.
   *
   * @param file from the root of the repository
   * @param line of its first line, from 1
   * @param text without the fence
   */
  record Block(Path file, int line, String text) {}

  /** Every Markdown file, by name. */
  static List<Path> all() throws IOException {
    var files = new ArrayList<Path>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skip =
                !folder.equals(ROOT) && (name.startsWith(".") || NOT_OURS.contains(name));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  /** Fenced blocks marked sh, and calls of our own programs within sentences. */
  static List<Block> blocks() throws IOException {
    var blocks = new ArrayList<Block>();
    for (Path file : all()) {
      blocks.addAll(blocks(ROOT.relativize(file), Files.readAllLines(file)));
    }
    return blocks;
  }

  static List<Block> blocks(Path file, List<String> lines) {
    var blocks = new ArrayList<Block>();
    String fence = null;
    int begin = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (fence == null && line.startsWith("```")) {
        fence = line.substring(3);
        begin = i + 1;
      } else if (fence != null && line.equals("```")) {
        if (fence.equals("sh")) {
          String text = String.join("\n", lines.subList(begin, i)) + "\n";
          blocks.add(new Block(file, begin + 1, text));
        }
        fence = null;
      } else if (fence == null) {
        Matcher inline = INLINE.matcher(lines.get(i));
        while (inline.find()) {
          blocks.add(new Block(file, i + 1, inline.group(1) + "\n"));
        }
      }
    }
    return blocks;
  }
}
