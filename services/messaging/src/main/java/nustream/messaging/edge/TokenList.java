package nustream.messaging.edge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens that are known, one a line:
 *
 * <pre>
 * # name   role      SHA-256 of the token, and optionally the time from which on it is worth nothing
 * alice    operator  sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
 * nightly  reader    sha256:60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11e752 until 2027-01-01T00:00:00Z
 * </pre>
 *
 * The tokens themselves are nowhere but with their holders. A token is a random text of at least
 * 128 bits (for example {@code openssl rand -hex 32}), so its digest needs neither salt nor work
 * factor. Several lines may have one name: the old and the new token while one is replaced.
 * Immutable.
 */
final class TokenList {
  private static final int MOST_TOKENS = 1000;
  private static final Pattern LINE =
      Pattern.compile(
          "(?<name>[A-Za-z0-9][A-Za-z0-9@._-]{0,62})\\s+(?<role>reader|operator|admin)\\s+sha256:(?<digest>[0-9a-f]{64})(\\s+until\\s+(?<until>\\S+))?");

  private final List<Token> tokens;

  private TokenList(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** One line. */
  private record Token(Caller caller, byte[] digest, Instant until) {}

  /**
   * Reads the lines.
   *
   * @throws IllegalArgumentException naming the line that is none, never its text: it may be a
   *     token that somebody forgot to digest
   */
  static TokenList parse(String text) {
    List<Token> tokens = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String stripped = line.strip();
      if (!stripped.isEmpty() && !stripped.startsWith("#")) {
        tokens.add(token(stripped, number));
      }
    }
    if (tokens.isEmpty() || tokens.size() > MOST_TOKENS) {
      throw new IllegalArgumentException(tokens.size() + " tokens, allowed 1 to " + MOST_TOKENS);
    }
    return new TokenList(List.copyOf(tokens));
  }

  int size() {
    return tokens.size();
  }

  /** Whose token this is; empty when nobody's, or when it has run out. */
  Optional<Caller> find(String token, Instant now) {
    byte[] digest = digest(token);
    Token found = null;
    // All are compared, and each to its end: the time says nothing of what is in the list.
    for (Token known : tokens) {
      if (MessageDigest.isEqual(known.digest, digest)) {
        found = known;
      }
    }
    return Optional.ofNullable(found).filter(known -> now.isBefore(known.until)).map(Token::caller);
  }

  private static Token token(String line, int number) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "line "
              + number
              + " is not <name> <reader|operator|admin> sha256:<64 hexadecimal digits> [until <time>]");
    }
    return new Token(
        new Caller(
            matcher.group("name"), Role.valueOf(matcher.group("role").toUpperCase(Locale.ROOT))),
        HexFormat.of().parseHex(matcher.group("digest")),
        until(matcher.group("until"), number));
  }

  private static Instant until(String time, int number) {
    try {
      return time == null ? Instant.MAX : Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "line " + number + ": until '" + time + "', want for example 2027-01-01T00:00:00Z", e);
    }
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
