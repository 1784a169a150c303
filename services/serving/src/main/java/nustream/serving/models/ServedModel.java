package nustream.serving.models;

import nustream.learning.store.ModelRelease;

/** A release of the model store as a service knows it. Immutable. */
public interface ServedModel {
  /** The release in the store. */
  ModelRelease release();

  /** The model's name, shared by its releases. */
  default String name() {
    return release().name();
  }

  /** Digest of the release. */
  default String digest() {
    return release().digest();
  }
}
