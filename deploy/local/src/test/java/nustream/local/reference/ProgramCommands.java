package nustream.local.reference;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nustream.local.reference.JavaSources.Source;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The commands of the services' own programs, made anew from the annotations in their sources: a
 * model that parses as the program's own does, but for the types of values.
 */
public final class ProgramCommands {
  /** Class of the program by service. */
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "diffusion-sampler", "SamplerCommand",
          "cnn-classifier", "ClassifierCommand",
          "map-simulator", "SimulatorCommand");

  /** Options that several programs have, and constants that are defaults. */
  private static final List<String> SHARED =
      List.of("learning", "serving", "messaging", "lensing-physics", "flavor-physics");

  private final JavaSources sources;
  private final CommandLine line;

  private ProgramCommands(String service) {
    var modules = new ArrayList<>(List.of(service));
    modules.addAll(SHARED);
    this.sources = JavaSources.of(modules);
    Source program = sources.named(PROGRAMS.get(service)).orElseThrow();
    this.line = new CommandLine(command(program));
    AnnotationTree annotation = annotation(program, "Command").orElseThrow();
    Tree subcommands = JavaSources.element(annotation, "subcommands").orElseThrow();
    var classes =
        subcommands instanceof NewArrayTree array ? array.getInitializers() : List.of(subcommands);
    for (Tree literal : classes) {
      String name = literal.toString().replaceAll("\\.class$", "");
      Source source = sources.named(name).orElseThrow();
      CommandSpec spec = command(source);
      line.addSubcommand(spec.name(), new CommandLine(spec));
    }
  }

  /** Services whose program has commands. */
  public static List<String> services() {
    return PROGRAMS.keySet().stream().sorted().toList();
  }

  /** The program of a service. */
  public static CommandLine of(String service) {
    return new ProgramCommands(service).line;
  }

  private CommandSpec command(Source source) {
    AnnotationTree annotation = annotation(source, "Command").orElseThrow();
    CommandSpec spec = CommandSpec.create();
    sources.texts(source, annotation, "name").forEach(spec::name);
    spec.usageMessage()
        .description(sources.texts(source, annotation, "description").toArray(String[]::new));
    spec.mixinStandardHelpOptions(
        sources.texts(source, annotation, "mixinStandardHelpOptions").contains("true"));
    addFields(spec, source);
    return spec;
  }

  private void addFields(CommandSpec spec, Source source) {
    if (source.tree().getExtendsClause() != null) {
      sources
          .named(JavaSources.simple(source.tree().getExtendsClause().toString()))
          .ifPresent(parent -> addFields(spec, parent));
    }
    for (VariableTree field : source.fields()) {
      for (String kind : List.of("Mixin", "ArgGroup", "Option", "Parameters")) {
        JavaSources.annotation(field.getModifiers(), kind)
            .ifPresent(annotation -> add(spec, source, field, kind, annotation));
      }
    }
  }

  private void add(
      CommandSpec spec, Source source, VariableTree field, String kind, AnnotationTree annotation) {
    switch (kind) {
      case "Option" -> {
        Argument argument = argument(source, field, annotation);
        boolean required = sources.texts(source, annotation, "required").contains("true");
        boolean hidden = sources.texts(source, annotation, "hidden").contains("true");
        var option =
            OptionSpec.builder(sources.texts(source, annotation, "names").toArray(String[]::new))
                .description(argument.description())
                .type(argument.type())
                .auxiliaryTypes(argument.element())
                .arity(argument.arity())
                .splitRegex(argument.split())
                .completionCandidates(argument.candidates())
                .defaultValue(argument.value())
                .paramLabel("<" + field.getName() + ">")
                .required(required)
                .hidden(hidden);
        sources.texts(source, annotation, "paramLabel").forEach(option::paramLabel);
        spec.addOption(option.build());
      }
      case "Parameters" -> {
        Argument argument = argument(source, field, annotation);
        var parameter =
            PositionalParamSpec.builder()
                .paramLabel(field.getName().toString().toUpperCase(Locale.ROOT))
                .description(argument.description())
                .type(argument.type())
                .auxiliaryTypes(argument.element())
                .arity(argument.arity());
        sources.texts(source, annotation, "paramLabel").forEach(parameter::paramLabel);
        spec.addPositional(parameter.build());
      }
      default -> addFields(spec, type(field).orElseThrow());
    }
  }

  /** What options and positional parameters have in common. */
  private record Argument(
      String[] description,
      Class<?> type,
      Class<?> element,
      String arity,
      String split,
      List<String> candidates,
      String value) {}

  private Argument argument(Source source, VariableTree field, AnnotationTree annotation) {
    String type = field.getType().toString();
    boolean several = type.startsWith("List") || type.startsWith("Set") || type.endsWith("[]");
    boolean flag = type.equals("boolean");
    Class<?> single = flag ? boolean.class : String.class;
    return new Argument(
        sources.texts(source, annotation, "description").toArray(String[]::new),
        several ? List.class : single,
        several ? String.class : single,
        sources.texts(source, annotation, "arity").stream().findFirst().orElse(flag ? "0" : "1"),
        String.join("", sources.texts(source, annotation, "split")),
        type(field).map(ProgramCommands::constants).orElse(List.of()),
        value(source, field, annotation));
  }

  /** Null without a default. */
  private String value(Source source, VariableTree field, AnnotationTree annotation) {
    List<String> value = sources.texts(source, annotation, "defaultValue");
    ExpressionTree initial = field.getInitializer();
    if (!value.isEmpty()) {
      return value.get(0);
    }
    boolean known = initial != null && !sources.text(source, initial).contains(JavaSources.UNKNOWN);
    return known ? sources.text(source, initial) : null;
  }

  private static List<String> constants(Source type) {
    String name = type.tree().getSimpleName().toString();
    return type.fields().stream()
        .filter(field -> JavaSources.simple(field.getType().toString()).equals(name))
        .map(field -> field.getName().toString())
        .toList();
  }

  private Optional<Source> type(VariableTree field) {
    return sources.named(JavaSources.simple(field.getType().toString()));
  }

  private static Optional<AnnotationTree> annotation(Source source, String name) {
    return JavaSources.annotation(source.tree().getModifiers(), name);
  }
}
