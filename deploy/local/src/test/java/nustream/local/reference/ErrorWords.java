package nustream.local.reference;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.Locale;
import java.util.Set;
import nustream.local.reference.JavaSources.Source;

/** The table of errors. */
final class ErrorWords {
  /** As {@code ErrorWord.passes} has them. */
  private static final Set<String> PASS = Set.of("UNAVAILABLE", "CANCELLED", "DEADLINE_EXCEEDED");

  private final Source words;

  ErrorWords(JavaSources sources) {
    this.words = sources.named("ErrorWord").orElseThrow();
  }

  String text() {
    var table = new Table("word", "gRPC status", "may pass", "what happened");
    for (Tree member : words.tree().getMembers()) {
      if (member instanceof VariableTree word
          && word.getInitializer() instanceof NewClassTree made
          && made.getArguments().size() == 1) {
        ExpressionTree status = made.getArguments().get(0);
        String code = JavaSources.simple(status.toString());
        table.row(
            Table.code(word.getName().toString()),
            code,
            PASS.contains(code) ? "yes" : "",
            told(word));
      }
    }
    return table.toString();
  }

  /** Words without a comment say it themselves. */
  private String told(VariableTree word) {
    String comment = words.comment(word);
    return comment.isEmpty()
        ? word.getName().toString().toLowerCase(Locale.ROOT).replace('_', ' ')
        : comment;
  }
}
