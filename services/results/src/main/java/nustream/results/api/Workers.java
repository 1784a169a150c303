package nustream.results.api;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import nustream.results.ResultsConfig;

/**
 * Threads for what may not run on an event loop. Their queues are bounded by the places of the
 * calls: a call has at most one task in each.
 */
@ApplicationScoped
public class Workers {
  private static final int SENDERS = 2;

  private final ExecutorService queries;
  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS, named("send"));

  @Inject
  public Workers(ResultsConfig config) {
    this.queries = Executors.newFixedThreadPool(config.readers(), named("query"));
  }

  /** One thread for every connection that reads. */
  Executor queries() {
    return queries;
  }

  /** For the short work of handing items to the transport. */
  Executor senders() {
    return senders;
  }

  @PreDestroy
  void stop() {
    queries.shutdown();
    senders.shutdown();
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
