package nustream.local.reference;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nustream.local.reference.JavaSources.Source;

/** Names, defaults and reasons of settings, from the mapping interfaces of the services. */
final class SettingsReference {
  private final JavaSources sources;

  SettingsReference(JavaSources sources) {
    this.sources = sources;
  }

  /** One table for each mapping, in the order of the modules. */
  String text() {
    var text = new StringBuilder();
    for (Source source : sources.all()) {
      JavaSources.annotation(source.tree().getModifiers(), "ConfigMapping")
          .ifPresent(
              mapping -> {
                String prefix = sources.texts(source, mapping, "prefix").get(0);
                text.append("### ").append(prefix).append(".*\n\n");
                text.append(sentence(source)).append("\n\n");
                var table = new Table("setting", "default", "what, and why so");
                settings(prefix, source).values().forEach(row -> table.row(row));
                text.append(table);
              });
    }
    return text.toString();
  }

  private static String sentence(Source source) {
    return source.comment(source.tree()) + " (" + source.module() + ")";
  }

  /** Rows by name; what an interface says replaces what the one says that it extends. */
  private Map<String, String[]> settings(String prefix, Source source) {
    Map<String, String[]> rows = new LinkedHashMap<>();
    for (Tree parent : source.tree().getImplementsClause()) {
      rows.putAll(settings(prefix, source(parent.toString()).orElseThrow()));
    }
    for (Tree member : source.tree().getMembers()) {
      if (member instanceof MethodTree method && method.getParameters().isEmpty()) {
        String name = prefix + "." + name(method);
        Optional<Source> group = source(method.getReturnType().toString());
        if (group.isPresent() && group.get().tree().getKind() == Tree.Kind.INTERFACE) {
          rows.putAll(settings(name, group.get()));
        } else {
          rows.put(name, row(name, source, method));
        }
      }
    }
    return rows;
  }

  private String[] row(String name, Source source, MethodTree method) {
    String type = method.getReturnType().toString();
    String value =
        JavaSources.annotation(method.getModifiers(), "WithDefault")
            .map(annotation -> Table.code(sources.texts(source, annotation, "value").get(0)))
            .orElse(type.startsWith("Optional") ? "unset" : "must be set");
    return new String[] {Table.code(name), value, source.comment(method)};
  }

  private Optional<Source> source(String type) {
    return sources.named(JavaSources.simple(type));
  }

  /** That of the method, with dashes before what were capitals. */
  private static String name(MethodTree method) {
    return method
        .getName()
        .toString()
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }

  /** For tests: how many mappings there are. */
  List<String> prefixes() {
    return sources.all().stream()
        .flatMap(
            source ->
                JavaSources.annotation(source.tree().getModifiers(), "ConfigMapping").stream()
                    .flatMap(a -> sources.texts(source, a, "prefix").stream()))
        .toList();
  }
}
