package nustream.results.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import nustream.results.store.SolutionDatabase;
import nustream.results.store.SolutionFigures;
import nustream.results.store.StoredCampaigns;

/** What pictures are drawn from, as beans. */
@ApplicationScoped
class FigureBeans {
  @Produces
  @Singleton
  SolutionFigures figures(SolutionDatabase database) {
    return new SolutionFigures(database);
  }

  @Produces
  @Singleton
  StoredCampaigns storedCampaigns(SolutionDatabase database) {
    return new StoredCampaigns(database);
  }
}
