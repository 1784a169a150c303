package nustream.simulator;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import nustream.simulator.command.SimulatorCommand;

/** Starts the service, or runs a command without it. */
@QuarkusMain
public final class Main {
  private Main() {}

  public static void main(String... args) {
    if (args.length == 0 || args[0].equals("serve")) {
      Quarkus.run(args);
    } else {
      System.exit(SimulatorCommand.execute(args));
    }
  }
}
