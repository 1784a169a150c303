package nustream.messaging.edge;

import io.grpc.Context;

/**
 * Who calls, as the file of tokens names them.
 *
 * @param name of the token's holder
 * @param role what they may do
 */
public record Caller(String name, Role role) {
  static final Context.Key<Caller> KEY = Context.key("nustream-caller");

  /** The name of the caller of the current gRPC call; empty where callers have no names. */
  public static String currentName() {
    Caller caller = KEY.get();
    return caller == null ? "" : caller.name;
  }
}
