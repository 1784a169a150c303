package nustream.local.flavor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nustream.flavor.physics.MassConvention;
import nustream.flavor.physics.Ordering;
import nustream.local.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservablesFileTest {
  private static final String MATRIX =
      "[[[1,2],[3,4],[5,6]],[[3,4],[7,8],[9,10]],[[5,6],[9,10],[11,12]]]";
  private static final String SEESAW =
      "{\"ordering\":\"IO\",\"Y_nu_re_im\":" + MATRIX + ",\"M_GeV\":[1e14,2e14,3e14]}";

  @TempDir Path folder;

  @Test
  void bothKindsOfCase() throws IOException {
    List<ObservablesCase> cases =
        read("{\"cases\":[" + light("UmUT") + "," + light("UTMU") + "," + SEESAW + "]}");
    double[] m = {1, 2, 3, 4, 5, 6, 3, 4, 7, 8, 9, 10, 5, 6, 9, 10, 11, 12};
    assertArrayEquals(m, ((ObservablesCase.Light) cases.get(0)).massEv());
    assertEquals(MassConvention.U_M_UT, ((ObservablesCase.Light) cases.get(0)).convention());
    assertEquals(MassConvention.UT_M_U, ((ObservablesCase.Light) cases.get(1)).convention());
    var seesaw = (ObservablesCase.Seesaw) cases.get(2);
    assertEquals(Ordering.IO, seesaw.ordering());
    assertEquals(174.104, seesaw.vGev());
    assertArrayEquals(new double[] {1e14, 2e14, 3e14}, seesaw.massesGev());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"IO\"' | '\"XO\"' | case 1: ordering = \"XO\", allowed",
        "2e14 | -2e14 | case 1: M_GeV[1] = -2.0E14, allowed > 0",
        "2e14 | '\"a\"' | case 1: M_GeV[1] = \"a\", want a finite number",
        "2e14 | 1e999 | case 1: M_GeV[1]",
        ",3e14 | '' | case 1: M_GeV: want an array of 3, found one of 2",
        "[3,4] | [3] | case 1: Y_nu_re_im[0][1]: want an array of 2, found one of 1",
        "M_GeV | M_eV | case 1: unknown key \"M_eV\"",
        "Y_nu_re_im | Y_re_im | case 1: want either",
      })
  void aMalformedCaseIsNamedByItsIndex(String good, String bad, String message) {
    String broken =
        SEESAW.replaceFirst(java.util.regex.Pattern.quote(good), bad == null ? "" : bad);
    String said =
        assertThrows(
                UserError.class, () -> read("{\"cases\":[" + light("UmUT") + "," + broken + "]}"))
            .getMessage();
    assertTrue(said.startsWith(message), said);
  }

  @Test
  void aMissingConventionIsNotGuessed() {
    String said =
        assertThrows(UserError.class, () -> read("{\"cases\":[" + light("other") + "]}"))
            .getMessage();
    assertEquals("case 0: convention = \"other\", allowed \"UTMU\", \"UmUT\"", said);
  }

  @Test
  void brokenJsonIsLocated() {
    String said = assertThrows(UserError.class, () -> read("{\"cases\":[\n  {]}")).getMessage();
    assertTrue(said.contains("line 2, column 4"), said);
  }

  @Test
  void aFileBeyondTheLimitIsNotRead() throws IOException {
    Path file = folder.resolve("large.json");
    try (var large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(ObservablesFile.MAX_BYTES + 1);
    }
    String said = assertThrows(UserError.class, () -> ObservablesFile.read(file)).getMessage();
    assertTrue(said.contains("larger than 67108864 bytes"), said);
  }

  private static String light(String convention) {
    return "{\"ordering\":\"NO\",\"convention\":\""
        + convention
        + "\",\"M_nu_eV_re_im\":"
        + MATRIX
        + "}";
  }

  private List<ObservablesCase> read(String text) throws IOException {
    Path file = folder.resolve("cases.json");
    Files.writeString(file, text);
    return ObservablesFile.read(file);
  }
}
