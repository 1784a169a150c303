package nustream.lensing.physics.lightcone;

/** The memory of a box, known before anything is allocated. */
final class MemoryBudget {
  /** Part of the heap that a box may take. */
  private static final double SHARE = 0.85;

  private MemoryBudget() {}

  /**
   * Bytes at the peak: planes beside either initial conditions or gravity.
   *
   * <pre>
   * particles 6 x 4 N^3; initial conditions 5 meshes x 4 N^3; gravity 4 x 4 M^3 (potential and its
   * gradient); planes (number + 1) x 3 x slabs x 4 m^2; work per thread 2 x 8 m^2
   * </pre>
   */
  static long bytes(BoxSettings box, int planes, int threads) {
    long n3 = cube(box.particles());
    long m3 = cube(box.mesh());
    long plane = (long) box.planeCells() * box.planeCells();
    long evolving =
        24 * n3 + Math.max(20 * n3 + 20 * n3 / box.particles(), 16 * m3 + 8 * m3 / box.mesh());
    return evolving + 12L * box.slabs() * plane * (planes + 1) + 16L * threads * plane;
  }

  private static long cube(long side) {
    return side * side * side;
  }

  static void require(BoxSettings box, int planes, int threads) {
    long needed = bytes(box, planes, threads);
    long allowed = (long) (SHARE * Runtime.getRuntime().maxMemory());
    if (needed > allowed) {
      throw new IllegalArgumentException(
          "box of %d^3 particles, mesh %d^3, %d planes of 3 x %d x %d^2 cells is not allowed: it needs %d MiB and this process may use %d MiB"
              .formatted(
                  box.particles(),
                  box.mesh(),
                  planes,
                  box.slabs(),
                  box.planeCells(),
                  needed >> 20,
                  allowed >> 20));
    }
  }
}
