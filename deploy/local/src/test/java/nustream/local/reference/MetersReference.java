package nustream.local.reference;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nustream.local.reference.JavaSources.Source;

/** Names of meters, as the code registers them. */
final class MetersReference {
  private static final String OURS = "nustream.";
  private static final Map<String, String> KINDS =
      Map.of("counter", "counter", "timer", "timer", "gauge", "gauge", "summary", "distribution");

  private final JavaSources sources;
  private final Map<String, String[]> meters = new TreeMap<>();

  MetersReference(JavaSources sources) {
    this.sources = sources;
    sources.all().forEach(this::find);
  }

  List<String> names() {
    return List.copyOf(meters.keySet());
  }

  String text() {
    var table = new Table("meter", "kind", "labels", "module");
    meters.values().forEach(table::row);
    return table.toString();
  }

  private void find(Source source) {
    source
        .tree()
        .accept(
            new TreeScanner<Void, Void>() {
              @Override
              public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                String method = JavaSources.simple(call.getMethodSelect().toString());
                if (method.equals("builder")
                    && call.getMethodSelect().toString().startsWith("Gauge")) {
                  method = "gauge";
                }
                if (KINDS.containsKey(method) && !call.getArguments().isEmpty()) {
                  meter(source, method, call.getArguments());
                }
                return super.visitMethodInvocation(call, nothing);
              }
            },
            null);
  }

  private void meter(Source source, String method, List<? extends ExpressionTree> arguments) {
    String name = value(source, arguments.get(0));
    if (!name.startsWith(OURS)) {
      // A name that another class of the service puts its prefix before.
      Optional<String> prefix = prefix(source);
      if (name.contains(JavaSources.UNKNOWN) || prefix.isEmpty()) {
        return;
      }
      name = prefix.get() + name;
    }
    if (name.endsWith(JavaSources.UNKNOWN)) {
      return;
    }
    var labels = new ArrayList<String>();
    for (int i = 1; i + 1 < arguments.size(); i += 2) {
      String label = value(source, arguments.get(i));
      if (!label.contains(JavaSources.UNKNOWN)) {
        labels.add(label);
      }
    }
    meters.merge(
        name,
        new String[] {
          Table.code(name), KINDS.get(method), String.join(", ", labels), source.module()
        },
        (one, other) -> one[2].length() >= other[2].length() ? one : other);
  }

  /** Fields and variables that are set once are looked through. */
  private String value(Source source, ExpressionTree expression) {
    String text = sources.text(source, expression);
    if (!text.startsWith(JavaSources.UNKNOWN)) {
      return text;
    }
    var set = new ArrayList<ExpressionTree>();
    String variable = variable(expression);
    source
        .tree()
        .accept(
            new TreeScanner<Void, Void>() {
              @Override
              public Void visitAssignment(AssignmentTree assignment, Void nothing) {
                if (variable.equals(JavaSources.simple(assignment.getVariable().toString()))) {
                  set.add(assignment.getExpression());
                }
                return super.visitAssignment(assignment, nothing);
              }

              @Override
              public Void visitVariable(VariableTree declared, Void nothing) {
                if (declared.getName().contentEquals(variable)
                    && declared.getInitializer() != null) {
                  set.add(declared.getInitializer());
                }
                return super.visitVariable(declared, nothing);
              }
            },
            null);
    if (set.isEmpty()) {
      return text;
    }
    return sources.text(source, set.get(0)) + text.substring(JavaSources.UNKNOWN.length());
  }

  /** The first name of a sum. */
  private static String variable(ExpressionTree expression) {
    var names = new ArrayList<String>();
    expression.accept(
        new TreeScanner<Void, Void>() {
          @Override
          public Void visitIdentifier(IdentifierTree name, Void nothing) {
            names.add(name.getName().toString());
            return null;
          }

          @Override
          public Void visitMemberSelect(MemberSelectTree member, Void nothing) {
            names.add(member.getIdentifier().toString());
            return null;
          }
        },
        null);
    return names.isEmpty() ? "" : names.get(0);
  }

  private Optional<String> prefix(Source source) {
    return sources.all().stream()
        .filter(other -> other.module().equals(source.module()))
        .filter(
            other ->
                other.equals(source) || other.tree().getSimpleName().toString().endsWith("Metrics"))
        .flatMap(
            other ->
                other.fields().stream()
                    .filter(field -> field.getName().contentEquals("PREFIX"))
                    .map(field -> sources.text(other, field.getInitializer())))
        .filter(text -> text.startsWith(OURS))
        .findFirst();
  }
}
