package nustream.classifier.evaluation;

import java.lang.management.ManagementFactory;

/** Processor time of the calling thread: what others do on a shared machine does not count. */
final class CpuClock {
  private CpuClock() {}

  static long nanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
