package nustream.campaigns.scaling.simulation;

import java.util.Comparator;
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

  double totalSeconds() {
    return pieces.stream().mapToDouble(Piece::seconds).sum();
  }

  double longestPieceSeconds() {
    return pieces.stream().mapToDouble(Piece::seconds).max().orElse(0);
  }
}
