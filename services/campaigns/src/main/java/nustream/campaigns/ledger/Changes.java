package nustream.campaigns.ledger;

import java.util.List;
import nustream.campaigns.v1.Campaign;

/**
 * What is to be written, all of it or nothing.
 *
 * @param campaigns states that differ from what was written last
 * @param forgotten ids of ended campaigns that are kept no longer
 * @param requests blocks to ask for
 */
public record Changes(
    List<Campaign> campaigns, List<String> forgotten, List<WorkRequest> requests) {}
