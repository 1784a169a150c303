package nustream.local.report;

/** Colours that people with any vision tell apart (Okabe and Ito 2008), on white. */
public enum Color {
  BLACK("#222222"),
  GREY("#8a8a8a"),
  BLUE("#0072b2"),
  ORANGE("#d55e00"),
  GREEN("#009e73"),
  YELLOW("#e69f00"),
  PURPLE("#aa4499");

  private final String hex;

  Color(String hex) {
    this.hex = hex;
  }

  String hex() {
    return hex;
  }
}
