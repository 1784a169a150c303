package nustream.local.flavor;

import nustream.flavor.physics.Ordering;

/** Orderings between the physics and the messages. */
final class Orderings {
  private Orderings() {}

  static nustream.flavor.v1.Ordering proto(Ordering ordering) {
    return switch (ordering) {
      case NO -> nustream.flavor.v1.Ordering.ORDERING_NORMAL;
      case IO -> nustream.flavor.v1.Ordering.ORDERING_INVERTED;
    };
  }

  static String name(nustream.flavor.v1.Ordering ordering) {
    return ordering == nustream.flavor.v1.Ordering.ORDERING_INVERTED ? "IO" : "NO";
  }
}
