package nustream.local.command;

import java.util.concurrent.Callable;
import nustream.local.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Completion of commands and options in a shell. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a script that makes a shell complete commands and options of nustream and of"
          + " deploy/nustream."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(deploy/nustream completion bash)",
      "  deploy/nustream completion bash > ~/.local/share/bash-completion/completions/nustream",
      "  source <(deploy/nustream completion zsh)"
    })
final class CompletionCommand implements Callable<Integer> {
  private static final String NAME = "nustream";

  /** Before the script, which speaks bash. */
  private static final String ZSH =
      "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";

  /** Shells that the script is for. */
  enum Shell {
    BASH,
    ZSH
  }

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  Shell shell;

  @Spec CommandSpec spec;

  private final Terminal terminal;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    terminal.out().print((shell == Shell.ZSH ? ZSH : "") + AutoComplete.bash(NAME, root));
    return ExitCode.OK;
  }
}
