package nustream.results.store;

import nustream.flavor.v1.Solution;

/** A solution with its place in the topic and where it came from. */
public record StoredSolution(Solution solution, Position position, Origin origin)
    implements Stored {}
