package nustream.campaigns.pacing;

/**
 * The model that generated a block, or classified its map.
 *
 * @param digest "sha256:" and 64 hexadecimal digits
 * @param prior the prior that it was trained on, for example "anarchy/log1"; empty for a classifier
 */
public record AnsweringModel(String digest, String prior) {

  public AnsweringModel {
    if (digest.isEmpty()) {
      throw new IllegalArgumentException("model digest '', want the digest of the model");
    }
  }
}
