package nustream.classifier.stream;

import java.util.function.UnaryOperator;
import nustream.classifier.serve.TestModels;
import nustream.contracts.Topics;
import nustream.lensing.messages.PixelBytes;
import nustream.lensing.messages.RecipeMessages;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.v1.ConvergenceMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Maps of campaigns as map-simulator sends them. */
final class TestMaps {
  private TestMaps() {}

  static ConvergenceMap map(String campaign, long number) {
    return ConvergenceMap.newBuilder()
        .setId(campaign + "/" + number)
        .setCampaignId(campaign)
        .setNumber(number)
        .setLabel((int) (number % 2))
        .setRecipe(RecipeMessages.message(TestModels.recipe(MapKind.GAUSSIAN, 1, number / 2)))
        .setPixels(PixelBytes.of(TestModels.pixels(TestModels.PIXELS, number)))
        .build();
  }

  static ProducerRecord<String, byte[]> record(
      String campaign, long number, UnaryOperator<ConvergenceMap.Builder> change) {
    ConvergenceMap map = change.apply(map(campaign, number).toBuilder()).build();
    return new ProducerRecord<>(Topics.MAPS, campaign + "/" + number, map.toByteArray());
  }

  static ProducerRecord<String, byte[]> record(String campaign, long number) {
    return record(campaign, number, map -> map);
  }
}
