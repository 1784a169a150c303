package nustream.messaging.edge;

import java.util.List;
import java.util.Set;

/**
 * The role that a gRPC method needs. What is not known to be a read needs more than a reader, and
 * what is not ours an admin: a method that nobody thought of here is closed rather than open.
 */
final class Access {
  private static final String OURS = "nustream.";

  private static final List<String> READS =
      List.of("Get", "List", "Watch", "Logs", "Capacity", "Summarize", "Stream", "Export");

  private static final Set<String> CHANGE_MODELS =
      Set.of("nustream.campaigns.v1.Trainings/Start", "nustream.campaigns.v1.Trainings/Cancel");

  private Access() {}

  /**
   * The role.
   *
   * @param method full name, for example "nustream.campaigns.v1.Campaigns/Create"
   */
  static Role needed(String method) {
    if (!method.startsWith(OURS) || CHANGE_MODELS.contains(method)) {
      return Role.ADMIN;
    }
    String name = method.substring(method.indexOf('/') + 1);
    return READS.stream().anyMatch(name::startsWith) ? Role.READER : Role.OPERATOR;
  }
}
