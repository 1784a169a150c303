package nustream.campaigns.pacing;

import java.util.List;

/**
 * What follows from an event.
 *
 * @param next the campaign after it
 * @param issues blocks to ask for, in this order
 */
public record Step(Course next, List<Issue> issues) {}
