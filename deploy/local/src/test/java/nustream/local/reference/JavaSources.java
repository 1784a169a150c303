package nustream.local.reference;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.ToolProvider;
import nustream.local.documents.Documents;

/**
 * The sources of some modules as trees: what the classes of services say about themselves, comments
 * included, without having them on the class path. Parsed only, so a name stands for itself.
 */
final class JavaSources {
  /** What stands for a part of a text that is known only when the program runs. */
  static final String UNKNOWN = "*";

  private final Map<String, Source> classes = new LinkedHashMap<>();

  /**
   * A class, interface, record or enum.
   *
   * @param module folder of its module below services
   * @param tree what it holds
   * @param path leads to it, for its comments
   * @param trees finds comments
   */
  record Source(String module, ClassTree tree, TreePath path, Trees trees) {
    /** The comment of a member or of the class itself, as plain text; empty without one. */
    String comment(Tree member) {
      String raw = trees.getDocComment(member == tree ? path : new TreePath(path, member));
      return raw == null ? "" : Javadoc.plain(raw);
    }

    List<VariableTree> fields() {
      return tree.getMembers().stream()
          .filter(VariableTree.class::isInstance)
          .map(VariableTree.class::cast)
          .toList();
    }
  }

  private JavaSources() {}

  /** Main sources of modules below services; a module that there is not has none. */
  static JavaSources of(List<String> modules) {
    var sources = new JavaSources();
    modules.forEach(sources::parse);
    return sources;
  }

  List<Source> all() {
    return List.copyOf(classes.values());
  }

  /** The class of this simple name; of several in different modules the first. */
  Optional<Source> named(String name) {
    return Optional.ofNullable(classes.get(name));
  }

  private void parse(String module) {
    Path folder = Documents.ROOT.resolve("services").resolve(module).resolve("src/main/java");
    if (!Files.isDirectory(folder)) {
      return;
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null);
        var walk = Files.walk(folder)) {
      List<Path> paths = walk.filter(f -> f.toString().endsWith(".java")).sorted().toList();
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(paths));
      Trees trees = Trees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new TreePathScanner<Void, Void>() {
          @Override
          public Void visitClass(ClassTree tree, Void nothing) {
            classes.putIfAbsent(
                tree.getSimpleName().toString(), new Source(module, tree, getCurrentPath(), trees));
            return super.visitClass(tree, nothing);
          }
        }.scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The annotation of this simple name. */
  static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String name) {
    return modifiers.getAnnotations().stream()
        .map(AnnotationTree.class::cast)
        .filter(a -> simple(a.getAnnotationType().toString()).equals(name))
        .findFirst();
  }

  /** What an annotation gives to one of its elements. */
  static Optional<ExpressionTree> element(AnnotationTree annotation, String name) {
    for (ExpressionTree argument : annotation.getArguments()) {
      if (argument instanceof AssignmentTree assignment) {
        if (assignment.getVariable().toString().equals(name)) {
          return Optional.of(assignment.getExpression());
        }
      } else if (name.equals("value")) {
        return Optional.of(argument);
      }
    }
    return Optional.empty();
  }

  /** The texts of an element: none, one, or those of an array. */
  List<String> texts(Source where, AnnotationTree annotation, String element) {
    ExpressionTree value = element(annotation, element).orElse(null);
    if (value == null) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    List<? extends ExpressionTree> parts =
        value instanceof NewArrayTree array ? array.getInitializers() : List.of(value);
    parts.forEach(part -> texts.add(text(where, part)));
    return texts;
  }

  /** What an expression says; {@link #UNKNOWN} for what depends on more than constants. */
  String text(Source where, ExpressionTree expression) {
    if (expression instanceof LiteralTree literal) {
      return String.valueOf(literal.getValue());
    }
    if (expression instanceof ParenthesizedTree inner) {
      return text(where, inner.getExpression());
    }
    if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      return text(where, sum.getLeftOperand()) + text(where, sum.getRightOperand());
    }
    if (expression instanceof IdentifierTree name) {
      return constant(where, name.getName().toString());
    }
    if (expression instanceof MemberSelectTree member) {
      String owner = simple(member.getExpression().toString());
      return named(owner)
          .map(source -> constant(source, member.getIdentifier().toString()))
          .orElse(UNKNOWN);
    }
    return UNKNOWN;
  }

  private String constant(Source where, String name) {
    return where.fields().stream()
        .filter(field -> field.getName().contentEquals(name) && field.getInitializer() != null)
        .map(field -> text(where, field.getInitializer()))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** The last part of a qualified name. */
  static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
