package nustream.results.dashboard;

import java.util.Locale;

/** Values of enums as the page writes them: MAP_KIND_LOGNORMAL is "lognormal". */
final class ApiWords {
  private ApiWords() {}

  static String of(Enum<?> value, String prefix) {
    String name = value.name();
    String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    return rest.toLowerCase(Locale.ROOT);
  }
}
