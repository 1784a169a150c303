package nustream.campaigns.scaling.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import nustream.campaigns.scaling.backlog.Waiting;
import nustream.campaigns.scaling.cost.Work;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one partition that wait or are in flight: those from the committed offset to the
 * end. A record never changes, so each is read once and its {@link Work} kept while it waits.
 *
 * <p>Where there are more offsets than may be read, one run of each cell of them stands for all.
 * Which one follows from the cell alone, so that all replicas choose the same, and so that the next
 * look finds most of them read.
 */
final class WaitingPartition {
  private final TopicPartition partition;
  private final WorkTopic topic;
  private final NavigableMap<Long, Run> runs = new TreeMap<>();
  private long lastFrom;

  /** The records of the offsets that begin at a multiple of the length of a run. */
  private static final class Run {
    final NavigableMap<Long, Work> works = new TreeMap<>();

    /** Offsets before this one were read, or were done before anybody looked. */
    long readTo;

    Collection<Work> within(long from, long to) {
      return works.subMap(from, to).values();
    }
  }

  WaitingPartition(TopicPartition partition, WorkTopic topic) {
    this.partition = partition;
    this.topic = topic;
  }

  /** What waits in [from, to). */
  List<Waiting> waiting(LogReader log, long from, long to) {
    forgetBefore(from);
    long stride = stride(to - from);
    List<Long> begins =
        LongStream.iterate(floor(from, stride), cell -> cell < to, cell -> cell + stride)
            .map(cell -> begin(cell, stride))
            .filter(begin -> begin + topic.runOffsets() > from && begin < to)
            .boxed()
            .toList();
    read(log, begins, from, to);
    long covered =
        begins.stream()
            .mapToLong(begin -> Math.min(begin + topic.runOffsets(), to) - Math.max(begin, from))
            .sum();
    // What was not read is like what was; if nothing was left out, this is 1.
    double weight = Math.max(1, (double) (to - from) / Math.max(1, covered));
    List<Waiting> waiting = new ArrayList<>();
    for (Long begin : begins) {
      for (Work work : runs.get(begin).within(from, to)) {
        waiting.add(new Waiting(partition.partition(), work, weight));
      }
    }
    if (waiting.isEmpty() && stride > topic.runOffsets()) {
      // Nothing in the runs, but too much was left out to say that there is nothing.
      waiting.add(new Waiting(partition.partition(), WorkTopic.UNREADABLE, 1));
    }
    return waiting;
  }

  /** Whether anything waits in [from, to): reads no further than the first run with a record. */
  boolean anything(LogReader log, long from, long to) {
    forgetBefore(from);
    if (to - from > topic.readOffsets()) {
      return true;
    }
    for (long begin = floor(from); begin < to; begin += topic.runOffsets()) {
      read(log, List.of(begin), from, to);
      if (!runs.get(begin).within(from, to).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Reads what was not read of these runs, neighbours at once. */
  private void read(LogReader log, List<Long> begins, long from, long to) {
    long pendingFrom = 0;
    long pendingTo = 0;
    for (Long begin : begins) {
      Run run = runs.computeIfAbsent(begin, none -> new Run());
      long unread = Math.max(Math.max(begin, from), run.readTo);
      long end = Math.min(begin + topic.runOffsets(), to);
      if (unread < end) {
        if (unread != pendingTo) {
          read(log, pendingFrom, pendingTo);
          pendingFrom = unread;
        }
        pendingTo = end;
      }
    }
    read(log, pendingFrom, pendingTo);
  }

  private void read(LogReader log, long from, long to) {
    if (from >= to) {
      return;
    }
    log.read(
        partition,
        from,
        to,
        record -> runs.get(floor(record.offset())).works.put(record.offset(), topic.work(record)));
    runs.subMap(floor(from), to).values().forEach(run -> run.readTo = to);
  }

  /** What was done stays done, unless somebody sets the group back. */
  private void forgetBefore(long from) {
    if (from < lastFrom) {
      runs.clear();
    }
    lastFrom = from;
    runs.headMap(floor(from)).clear();
  }

  /** Beginning of the run that this offset belongs to. */
  private long floor(long offset) {
    return floor(offset, topic.runOffsets());
  }

  private static long floor(long offset, long step) {
    return offset / step * step;
  }

  /** The run that is read of a cell: chosen at random, lest it be in step with what repeats. */
  private long begin(long cell, long stride) {
    long runsOfCell = stride / topic.runOffsets();
    return cell + new SplittableRandom(cell).nextLong(runsOfCell) * topic.runOffsets();
  }

  /**
   * Length of a cell, of which one run is read: the smallest power of two with which no more is
   * read than allowed.
   */
  private long stride(long offsets) {
    long stride = topic.runOffsets();
    long mostRuns = topic.readOffsets() / topic.runOffsets();
    while (offsets > stride * mostRuns) {
      stride *= 2;
    }
    return stride;
  }
}
