package nustream.results;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import nustream.results.store.ClassificationSummaries;
import nustream.results.store.Exports;
import nustream.results.store.SolutionDatabase;
import nustream.results.store.StoreSettings;
import nustream.results.store.Summaries;

/** The database and what reads it, as beans; the database is closed when the program ends. */
@ApplicationScoped
class DatabaseBeans {
  @Produces
  @Singleton
  SolutionDatabase database(ResultsConfig config) {
    return SolutionDatabase.open(
        new StoreSettings(
            config.database(),
            config.memory().asLongValue(),
            config.temporary().asLongValue(),
            config.checkpoint().asLongValue(),
            config.threads(),
            config.readers(),
            config.readerWait()));
  }

  void close(@Disposes SolutionDatabase database) {
    database.close();
  }

  @Produces
  @Singleton
  Summaries summaries(SolutionDatabase database) {
    return new Summaries(database);
  }

  @Produces
  @Singleton
  ClassificationSummaries classificationSummaries(SolutionDatabase database) {
    return new ClassificationSummaries(database);
  }

  @Produces
  @Singleton
  Exports exports(SolutionDatabase database, ResultsConfig config) {
    return new Exports(
        database,
        config.database().resolveSibling(config.database().getFileName() + ".exports"),
        config.maxExportRows());
  }
}
