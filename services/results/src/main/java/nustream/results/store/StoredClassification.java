package nustream.results.store;

import nustream.lensing.v1.Classification;

/** A classification with its place in the topic. */
public record StoredClassification(Classification classification, Position position)
    implements Stored {}
