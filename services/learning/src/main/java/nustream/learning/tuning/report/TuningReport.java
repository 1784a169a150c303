package nustream.learning.tuning.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nustream.learning.tuning.trial.Parameter;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialRecord;
import nustream.learning.tuning.trial.TrialState;

/**
 * The outcome of a study as files: {@code history.csv} (a row per trial), {@code report.md} (the
 * best trial and the parameters' importance), {@code history.png} and {@code importance.png}.
 */
public final class TuningReport {
  /** The forest's random numbers: the same trials give the same report. */
  private static final long FOREST_SEED = 1;

  private final StudySnapshot study;
  private final Map<String, Double> importance;

  public TuningReport(StudySnapshot study) {
    this.study = study;
    this.importance = ParameterImportance.of(study, FOREST_SEED);
  }

  /** Shares of variance by parameter, the greatest first; may be empty. */
  public Map<String, Double> importance() {
    return importance;
  }

  /** Writes the files that there is something to write in, and answers them. */
  public List<Path> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    files.add(Files.writeString(folder.resolve("history.csv"), csv()));
    files.add(Files.writeString(folder.resolve("report.md"), markdown()));
    if (study.best().isPresent()) {
      files.add(TuningPictures.history(study, folder.resolve("history.png")));
    }
    if (!importance.isEmpty()) {
      files.add(TuningPictures.importance(importance, folder.resolve("importance.png")));
    }
    return files;
  }

  /** Trials as CSV: number, state, value, last step, seconds, and the parameters by name. */
  String csv() {
    TreeSet<String> names = new TreeSet<>();
    study.trials().forEach(trial -> names.addAll(trial.parameters().keySet()));
    StringBuilder csv = new StringBuilder("number,state,value,last_step,seconds");
    names.forEach(name -> csv.append(',').append(quoted(name)));
    for (TrialRecord trial : study.trials()) {
      csv.append('\n').append(trial.number()).append(',').append(trial.state()).append(',');
      trial.value().ifPresent(csv::append);
      csv.append(',');
      trial.lastStep().ifPresent(csv::append);
      csv.append(',');
      seconds(trial).ifPresent(csv::append);
      for (String name : names) {
        Parameter parameter = trial.parameters().get(name);
        csv.append(',').append(parameter == null ? "" : quoted(String.valueOf(parameter.value())));
      }
    }
    return csv.append('\n').toString();
  }

  private static Optional<Double> seconds(TrialRecord trial) {
    return trial.started() == null || trial.ended() == null
        ? Optional.empty()
        : Optional.of(Duration.between(trial.started(), trial.ended()).toMillis() / 1e3);
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private String markdown() {
    StringBuilder text = new StringBuilder("# Study " + study.name() + "\n\n");
    for (TrialState state : TrialState.values()) {
      int count = study.trials(state).size();
      if (count > 0) {
        text.append("- ").append(state).append(": ").append(count).append('\n');
      }
    }
    study.best().ifPresent(best -> text.append(best(best)));
    if (importance.isEmpty()) {
      text.append("\nNo importance of parameters: it takes at least ")
          .append(ParameterImportance.LEAST_TRIALS)
          .append(" complete trials of different values.\n");
    } else {
      text.append("\n## Importance\n\nShare of the variance over the space that is due to one ")
          .append("parameter alone (functional ANOVA, first order, 64 trees):\n\n");
      importance.forEach(
          (name, share) -> text.append(String.format(Locale.ROOT, "- %s: %.3f%n", name, share)));
    }
    return text.toString();
  }

  private static String best(TrialRecord best) {
    return "\n## Best trial: %d, value %s\n\n".formatted(best.number(), best.value().getAsDouble())
        + best.parameters().entrySet().stream()
            .map(entry -> "- " + entry.getKey() + ": " + entry.getValue().value() + "\n")
            .collect(Collectors.joining());
  }
}
