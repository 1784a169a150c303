package nustream.local.flavor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import nustream.flavor.physics.MassConvention;
import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.SeesawParameters;
import nustream.local.Json;
import nustream.local.UserError;

/**
 * Reads the file of `flavor observables`: {"cases": [...]} with light mass matrices
 * ("M_nu_eV_re_im" and "convention") or seesaw parameters ("Y_nu_re_im", "M_GeV", optional
 * "v_GeV"), each with an "ordering" and optionally "Y_e_re_im". Every complaint names the case by
 * its index.
 */
final class ObservablesFile {
  /** 64 MiB hold 100,000 cases with every number at 17 digits. */
  static final long MAX_BYTES = 64L << 20;

  static final int MAX_CASES = 100_000;

  private static final int SIDE = 3;
  private static final double[] DIAGONAL = {};
  private static final Set<String> LIGHT =
      Set.of("ordering", "convention", "M_nu_eV_re_im", "Y_e_re_im");
  private static final Set<String> SEESAW =
      Set.of("ordering", "v_GeV", "Y_nu_re_im", "M_GeV", "Y_e_re_im");

  private ObservablesFile() {}

  static List<ObservablesCase> read(Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES) {
        throw tooLarge(file);
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes((int) MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw tooLarge(file);
        }
        return parse(Json.MAPPER.readTree(bytes));
      }
    } catch (JsonProcessingException e) {
      throw new UserError(
          String.format(
              "%s is not JSON: line %d, column %d: %s",
              file,
              e.getLocation().getLineNr(),
              e.getLocation().getColumnNr(),
              e.getOriginalMessage()),
          e);
    } catch (NoSuchFileException e) {
      throw new UserError("there is no file " + file, e);
    } catch (IOException e) {
      throw new UserError("cannot read " + file + ": " + e, e);
    }
  }

  static List<ObservablesCase> parse(JsonNode root) {
    JsonNode cases = root == null ? null : root.get("cases");
    if (cases == null || !cases.isArray()) {
      throw new UserError("want {\"cases\": [...]}, and there is no array \"cases\"");
    }
    if (cases.size() > MAX_CASES) {
      throw new UserError(cases.size() + " cases, at most " + MAX_CASES + " are allowed");
    }
    var parsed = new ArrayList<ObservablesCase>(cases.size());
    for (int i = 0; i < cases.size(); i++) {
      try {
        parsed.add(parseCase(cases.get(i)));
      } catch (UserError e) {
        throw new UserError("case " + i + ": " + e.getMessage(), e);
      }
    }
    return parsed;
  }

  private static ObservablesCase parseCase(JsonNode node) {
    boolean light = node.has("M_nu_eV_re_im");
    boolean seesaw = node.has("Y_nu_re_im");
    if (light == seesaw) {
      throw new UserError(
          "want either \"M_nu_eV_re_im\" or \"Y_nu_re_im\" with \"M_GeV\", found "
              + (light ? "both" : "neither"));
    }
    onlyKnown(node, light ? LIGHT : SEESAW);
    Ordering ordering = ordering(node.path("ordering"));
    double[] charged = node.has("Y_e_re_im") ? matrix(node, "Y_e_re_im") : DIAGONAL;
    if (light) {
      return new ObservablesCase.Light(
          ordering, convention(node.path("convention")), matrix(node, "M_nu_eV_re_im"), charged);
    }
    double v = node.has("v_GeV") ? positive(node.get("v_GeV"), "v_GeV") : SeesawParameters.V_GEV;
    return new ObservablesCase.Seesaw(
        ordering, v, matrix(node, "Y_nu_re_im"), masses(node.path("M_GeV")), charged);
  }

  private static void onlyKnown(JsonNode node, Set<String> known) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new UserError(
            "unknown key \"" + name + "\", allowed " + known.stream().sorted().toList());
      }
    }
  }

  private static Ordering ordering(JsonNode node) {
    return switch (node.asText()) {
      case "NO" -> Ordering.NO;
      case "IO" -> Ordering.IO;
      default -> throw new UserError("ordering = " + node + ", allowed \"NO\", \"IO\"");
    };
  }

  private static MassConvention convention(JsonNode node) {
    for (MassConvention convention : MassConvention.values()) {
      if (convention.word().equals(node.asText())) {
        return convention;
      }
    }
    throw new UserError("convention = " + node + ", allowed \"UTMU\", \"UmUT\"");
  }

  private static double[] matrix(JsonNode parent, String name) {
    JsonNode node = parent.get(name);
    var numbers = new double[2 * SIDE * SIDE];
    array(node, SIDE, name);
    for (int a = 0; a < SIDE; a++) {
      array(node.get(a), SIDE, name + "[" + a + "]");
      for (int i = 0; i < SIDE; i++) {
        String element = name + "[" + a + "][" + i + "]";
        JsonNode pair = array(node.get(a).get(i), 2, element);
        numbers[2 * (SIDE * a + i)] = number(pair.get(0), element + "[0]");
        numbers[2 * (SIDE * a + i) + 1] = number(pair.get(1), element + "[1]");
      }
    }
    return numbers;
  }

  private static double[] masses(JsonNode node) {
    array(node, SIDE, "M_GeV");
    var masses = new double[SIDE];
    for (int i = 0; i < SIDE; i++) {
      masses[i] = positive(node.get(i), "M_GeV[" + i + "]");
    }
    return masses;
  }

  private static JsonNode array(JsonNode node, int length, String name) {
    if (!node.isArray() || node.size() != length) {
      throw new UserError(
          name
              + ": want an array of "
              + length
              + ", found "
              + (node.isArray() ? "one of " + node.size() : shortened(node)));
    }
    return node;
  }

  private static double positive(JsonNode node, String name) {
    double value = number(node, name);
    if (!(value > 0)) {
      throw new UserError(name + " = " + value + ", allowed > 0");
    }
    return value;
  }

  private static double number(JsonNode node, String name) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new UserError(name + " = " + shortened(node) + ", want a finite number");
    }
    return node.doubleValue();
  }

  private static String shortened(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  private static UserError tooLarge(Path file) {
    return new UserError(file + " is larger than " + MAX_BYTES + " bytes");
  }
}
