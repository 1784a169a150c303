package nustream.results.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Function;
import java.util.function.Supplier;
import nustream.results.ResultsConfig;
import nustream.results.store.Extent;
import nustream.results.store.QueryCancel;
import nustream.results.store.SolutionDatabase;

/**
 * Queries of pages: so many at a time, and the same question is answered once for as long as
 * nothing new has arrived, however many pages ask.
 */
@ApplicationScoped
public class Pages {
  /**
   * Pages look at some ten pictures each; an answer is some 20 KB, a scatter plot ten times that.
   */
  private static final int KEPT = 40;

  /** Verdicts without solutions leave the extents as they are, so an answer ages all the same. */
  private static final long AGE_SECONDS = 10;

  private static final double NANOS = 1e9;

  private final SolutionDatabase database;
  private final Turns turns;
  private final Shared<Question, Object> answers = new Shared<>(KEPT);

  private record Question(Object asked, Extent solutions, Extent maps, long age) {}

  @Inject
  public Pages(SolutionDatabase database, ResultsConfig results, DashboardConfig config) {
    this.database = database;
    this.turns = new Turns("queries of pages", config.maxQueries(), results.readerWait());
  }

  /**
   * The answer to a question.
   *
   * @param asked what it depends on, besides what has arrived
   */
  <T> T answer(Object asked, Class<T> type, Function<QueryCancel, T> query) {
    var question =
        new Question(
            asked,
            database.extent(),
            database.classificationExtent(),
            (long) (System.nanoTime() / NANOS) / AGE_SECONDS);
    Supplier<Object> work = () -> turns.take(() -> query.apply(new QueryCancel()));
    return type.cast(answers.get(question, work));
  }
}
