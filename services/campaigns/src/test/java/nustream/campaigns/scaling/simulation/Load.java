package nustream.campaigns.scaling.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Work over time.
 *
 * @param pieces in the order of their arrival
 */
record Load(String name, List<Piece> pieces) {
  Load {
    pieces = pieces.stream().sorted(Comparator.comparingDouble(Piece::arrivalSeconds)).toList();
  }

  /** The pieces as they come, whatever becomes of them. */
  Source source() {
    Iterator<Piece> left = pieces.iterator();
    return new Source() {
      private Piece next = left.hasNext() ? left.next() : null;

      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Piece> arrivals(double now) {
        List<Piece> arrived = new ArrayList<>();
        while (next != null && next.arrivalSeconds() <= now) {
          arrived.add(next);
          next = left.hasNext() ? left.next() : null;
        }
        return arrived;
      }

      @Override
      public void done(Piece piece, double now) {
        // Nothing follows from it.
      }

      @Override
      public boolean exhausted() {
        return next == null;
      }
    };
  }

  double totalSeconds() {
    return pieces.stream().mapToDouble(Piece::seconds).sum();
  }

  double longestPieceSeconds() {
    return pieces.stream().mapToDouble(Piece::seconds).max().orElse(0);
  }
}
