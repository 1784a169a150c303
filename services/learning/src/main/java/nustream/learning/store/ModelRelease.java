package nustream.learning.store;

import java.nio.file.Path;

/**
 * One immutable release of a model.
 *
 * @param name the model's name, shared by its releases
 * @param digest {@code "sha256:"} and 64 hexadecimal digits of the model file
 * @param folder the release's folder in the store
 * @param modelFile the model file in that folder
 * @param card what the model is and how it was made
 */
public record ModelRelease(
    String name, String digest, Path folder, Path modelFile, ModelCard card) {}
