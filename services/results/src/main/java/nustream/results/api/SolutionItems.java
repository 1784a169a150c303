package nustream.results.api;

import nustream.results.store.Origin;
import nustream.results.store.StoredSolution;
import nustream.results.v1.SolutionItem;

/** Solutions as callers get them. */
final class SolutionItems implements StreamOrder.Items<StoredSolution, SolutionItem> {

  @Override
  public SolutionItem start(String cursor) {
    return SolutionItem.newBuilder().setCursor(cursor).build();
  }

  @Override
  public SolutionItem of(StoredSolution stored, String cursor) {
    Origin origin = stored.origin();
    return SolutionItem.newBuilder()
        .setSolution(stored.solution())
        .setCursor(cursor)
        .setCampaignId(origin.campaign())
        .setModelDigest(origin.modelDigest())
        .setPrior(origin.prior())
        .setRelease(origin.release())
        .setOrdering(origin.ordering())
        .build();
  }
}
