package nustream.classifier.serve;

/** Something that a worker does on its own thread with its own models. */
interface WorkerTask {
  /** Must not throw: it has its own way to tell its outcome. */
  void run(OpenModels models);

  /** Called instead of {@link #run} when the pool closes first. */
  void abandon();
}
