package nustream.results.api;

import nustream.results.store.StoredClassification;
import nustream.results.v1.ClassificationItem;

/** Classifications as callers get them. */
final class ClassificationItems
    implements StreamOrder.Items<StoredClassification, ClassificationItem> {

  @Override
  public ClassificationItem start(String cursor) {
    return ClassificationItem.newBuilder().setCursor(cursor).build();
  }

  @Override
  public ClassificationItem of(StoredClassification stored, String cursor) {
    return ClassificationItem.newBuilder()
        .setClassification(stored.classification())
        .setCursor(cursor)
        .build();
  }
}
