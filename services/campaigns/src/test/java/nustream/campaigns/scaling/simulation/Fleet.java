package nustream.campaigns.scaling.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import nustream.campaigns.scaling.backlog.Waiting;

/**
 * Replicas of a worker and the partitions that they share: each takes from its own partitions, one
 * piece after the other, and commits what is done. One that is stopped finishes its piece within
 * the grace; what it does not finish is begun anew by another.
 */
final class Fleet {
  private final ClusterSettings settings;
  private final ObjDoubleConsumer<Piece> onDone;
  private final List<Deque<Piece>> partitions = new ArrayList<>();
  private final List<Replica> replicas = new ArrayList<>();
  private int readyBefore;
  private double pausedUntil;
  private double replicaSeconds;
  private int restarts;

  private static final class Replica {
    final double readyAt;
    double stopAt = Double.POSITIVE_INFINITY;

    /** Still the first of its partition: it is not committed. Null when there is none. */
    Piece piece;

    double leftSeconds;

    Replica(double readyAt) {
      this.readyAt = readyAt;
    }

    boolean takes(double now) {
      return now >= readyAt && stopAt == Double.POSITIVE_INFINITY;
    }
  }

  /**
   * @param onDone gets every piece that is done, and when
   */
  Fleet(int partitionCount, ClusterSettings settings, ObjDoubleConsumer<Piece> onDone) {
    this.settings = settings;
    this.onDone = onDone;
    for (int i = 0; i < partitionCount; i++) {
      partitions.add(new ArrayDeque<>());
    }
  }

  void arrive(Piece piece) {
    partitions.get(piece.partition()).addLast(piece);
  }

  /** What waits or is in flight. */
  List<Waiting> waiting() {
    List<Waiting> waiting = new ArrayList<>();
    for (Deque<Piece> partition : partitions) {
      partition.forEach(piece -> waiting.add(new Waiting(piece.partition(), piece.work(), 1)));
    }
    return waiting;
  }

  /** Replicas there are, those that start or stop among them: what is paid for. */
  int size() {
    return replicas.size();
  }

  double replicaSeconds() {
    return replicaSeconds;
  }

  /** Pieces that were begun anew because their replica was stopped. */
  int restarts() {
    return restarts;
  }

  /** Starts or stops replicas until there are so many. */
  void scale(int wanted, double now) {
    List<Replica> staying =
        new ArrayList<>(
            replicas.stream().filter(r -> r.stopAt == Double.POSITIVE_INFINITY).toList());
    for (int i = staying.size(); i < wanted; i++) {
      replicas.add(new Replica(now + settings.coldStartSeconds()));
    }
    // The youngest go first, as in a ReplicaSet.
    staying.sort(Comparator.comparingDouble((Replica r) -> r.readyAt).reversed());
    for (int i = 0; i < staying.size() - wanted; i++) {
      staying.get(i).stopAt = now + settings.graceSeconds();
    }
  }

  /** Works from now on for one second. */
  void work(double now) {
    List<Replica> ready = replicas.stream().filter(r -> r.takes(now)).toList();
    if (ready.size() != readyBefore) {
      readyBefore = ready.size();
      pausedUntil = now + settings.rebalanceSeconds();
    }
    for (Replica replica : replicas) {
      work(replica, ready.indexOf(replica), ready.size(), now);
    }
    replicaSeconds += replicas.size();
    Iterator<Replica> each = replicas.iterator();
    while (each.hasNext()) {
      Replica replica = each.next();
      boolean stopping = replica.stopAt < Double.POSITIVE_INFINITY;
      if (stopping && (replica.piece == null || now + 1 >= replica.stopAt)) {
        restarts += replica.piece == null ? 0 : 1;
        each.remove();
      }
    }
  }

  private void work(Replica replica, int index, int ready, double now) {
    double left = 1;
    while (left > 0) {
      if (replica.piece == null) {
        replica.piece = index < 0 || now < pausedUntil ? null : next(index, ready);
        if (replica.piece == null) {
          return;
        }
        replica.leftSeconds = replica.piece.seconds();
      }
      double worked = Math.min(left, replica.leftSeconds);
      left -= worked;
      replica.leftSeconds -= worked;
      if (replica.leftSeconds <= 0) {
        partitions.get(replica.piece.partition()).removeFirst();
        onDone.accept(replica.piece, now + 1 - left);
        replica.piece = null;
      }
    }
  }

  /** The oldest of the replica's partitions; none of a partition that another still works on. */
  private Piece next(int index, int ready) {
    Piece oldest = null;
    for (int p = index; p < partitions.size(); p += ready) {
      Piece first = partitions.get(p).peekFirst();
      boolean older =
          first != null && (oldest == null || first.arrivalSeconds() < oldest.arrivalSeconds());
      if (older && !inWork(first.partition())) {
        oldest = first;
      }
    }
    return oldest;
  }

  private boolean inWork(int partition) {
    return replicas.stream().anyMatch(r -> r.piece != null && r.piece.partition() == partition);
  }
}
