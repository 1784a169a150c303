package nustream.lensing.physics.boltzmann;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nustream.lensing.physics.background.Cosmology;

/**
 * Transfer functions kept per cosmology, in memory and in a folder, so that each is solved once.
 * The name of a file is a digest of the cosmology and of the version of the code. Thread-safe: the
 * same cosmology asked for twice at the same time is solved once. Several processes may share the
 * folder.
 */
public final class TransferCache implements TransferSource {
  private static final System.Logger LOG = System.getLogger(TransferCache.class.getName());

  /** About 90 kB each. */
  private static final int KEPT_IN_MEMORY = 64;

  private static final int LOCKS = 16;

  private final TransferSource solver;
  private final TransferFolder folder;
  private final Object[] locks = new Object[LOCKS];
  private final Map<String, TransferTable> memory =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TransferTable> eldest) {
          return size() > KEPT_IN_MEMORY;
        }
      };

  /**
   * @param solver used for what is not kept
   * @param folder created when first written to
   * @param mostFiles files kept there, the least recently used are deleted; about 90 kB each
   */
  public TransferCache(TransferSource solver, Path folder, int mostFiles) {
    this.solver = solver;
    this.folder = new TransferFolder(folder, mostFiles);
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  @Override
  public TransferTable transfers(Cosmology cosmology) {
    String digest = digest(cosmology);
    synchronized (locks[Math.floorMod(digest.hashCode(), LOCKS)]) {
      TransferTable known = remembered(digest);
      if (known != null) {
        return known;
      }
      TransferTable table = read(digest).orElseGet(() -> solve(digest, cosmology));
      synchronized (memory) {
        memory.put(digest, table);
      }
      return table;
    }
  }

  private TransferTable remembered(String digest) {
    synchronized (memory) {
      return memory.get(digest);
    }
  }

  private Optional<TransferTable> read(String digest) {
    try {
      return folder.read(digest);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "transfers=unreadable digest={0} cause={1}", digest, e);
      return Optional.empty();
    }
  }

  private TransferTable solve(String digest, Cosmology cosmology) {
    TransferTable table = solver.transfers(cosmology);
    try {
      folder.write(digest, table);
    } catch (IOException e) {
      // The result is good all the same; the next process solves again.
      LOG.log(System.Logger.Level.WARNING, "transfers=not-kept digest={0} cause={1}", digest, e);
    }
    return table;
  }

  static String digest(Cosmology c) {
    String description =
        String.join(
            " ",
            "version",
            Integer.toString(BoltzmannSolver.VERSION),
            Precision.STANDARD.toString(),
            Double.toHexString(c.h()),
            Double.toHexString(c.omegaMatter()),
            Double.toHexString(c.omegaBaryonH2()),
            Double.toHexString(c.sumMassesEv()),
            c.sumMassesEv() == 0 ? "massless" : c.hierarchy().name(),
            Double.toHexString(c.effectiveNeutrinos()),
            Double.toHexString(c.temperatureCmbK()));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(description.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
