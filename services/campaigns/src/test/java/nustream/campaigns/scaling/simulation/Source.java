package nustream.campaigns.scaling.simulation;

import java.util.List;

/** Where the work of a simulation comes from. */
interface Source {
  String name();

  /** What is written in this second, or has been since the last one. */
  List<Piece> arrivals(double now);

  /** A piece was done. */
  void done(Piece piece, double now);

  /** Whether nothing more comes. */
  boolean exhausted();
}
