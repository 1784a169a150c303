package nustream.results.store;

/** Something that was taken in, with its place in its topic. */
public interface Stored {
  Position position();
}
