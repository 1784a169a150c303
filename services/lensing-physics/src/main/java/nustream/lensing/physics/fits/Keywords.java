package nustream.lensing.physics.fits;

import java.util.Arrays;
import nom.tam.fits.Header;

/** Values of header keywords; one that is missing or malformed is refused by its name. */
record Keywords(Header header) {
  boolean has(String key) {
    return header.containsKey(key);
  }

  double number(String key) {
    String text = text(key);
    try {
      // FITS allows D for the exponent.
      return Double.parseDouble(text.replace('D', 'E'));
    } catch (NumberFormatException e) {
      throw new FitsRefusedException(
          "keyword " + key + " = " + quote(text) + " is not allowed: a number", e);
    }
  }

  long integer(String key) {
    String text = text(key);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new FitsRefusedException(
          "keyword " + key + " = " + quote(text) + " is not allowed: an integer", e);
    }
  }

  <E extends Enum<E>> E choice(Class<E> type, String key) {
    String text = text(key);
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(text)) {
        return value;
      }
    }
    throw new FitsRefusedException(
        "keyword "
            + key
            + " = "
            + quote(text)
            + " is not allowed: one of "
            + Arrays.toString(type.getEnumConstants()));
  }

  private String text(String key) {
    var card = header.findCard(key);
    if (card == null || card.getValue() == null) {
      throw new FitsRefusedException("keyword " + key + " is missing in the header");
    }
    return card.getValue().trim();
  }

  private static String quote(String text) {
    return "'" + text + "'";
  }
}
