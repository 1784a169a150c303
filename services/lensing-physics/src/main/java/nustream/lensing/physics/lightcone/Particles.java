package nustream.lensing.physics.lightcone;

/**
 * Positions and momenta of equal particles in a periodic cube. Positions in cells of the force
 * mesh, from 0 to below {@code cells}; momenta a^3 E dx/da in cells.
 */
final class Particles {
  /** Pieces into which loops over particles are cut: many more than threads. */
  static final int PIECES = 64;

  final float[][] position;
  final float[][] momentum;
  private final int cells;

  Particles(int perSide, int cells) {
    int count = Math.multiplyExact(perSide * perSide, perSide);
    position = new float[3][count];
    momentum = new float[3][count];
    this.cells = cells;
  }

  int count() {
    return position[0].length;
  }

  int cells() {
    return cells;
  }

  /** First particle of a piece; that of piece {@link #PIECES} is the number of particles. */
  int first(int piece) {
    return (int) ((long) count() * piece / PIECES);
  }

  /** Moves all by a factor times their momentum. */
  void drift(float factor, Workers workers) {
    workers.forEach(
        PIECES,
        (piece, worker) -> {
          for (int axis = 0; axis < 3; axis++) {
            float[] x = position[axis];
            float[] p = momentum[axis];
            for (int i = first(piece); i < first(piece + 1); i++) {
              x[i] = wrap(x[i] + factor * p[i], cells);
            }
          }
        });
  }

  /** The position in the box; also for rounding to its upper end. */
  static float wrap(float x, int side) {
    float inside = x;
    if (inside < 0) {
      inside += side;
    }
    if (inside >= side) {
      inside -= side;
    }
    return inside;
  }
}
