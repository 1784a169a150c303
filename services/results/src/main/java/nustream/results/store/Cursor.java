package nustream.results.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/**
 * How far a reader has come: of every partition of a topic, the last place that lies behind it.
 * Replicas interleave partitions differently, but agree about every partition, so a cursor means
 * the same set of items on each, and after a rebuild.
 *
 * @param topic fingerprint of the topic's id
 * @param places of the partitions in which something lies behind the reader
 */
public record Cursor(long topic, SortedMap<Integer, Place> places) {

  /** Everything of a partition up to and including this. */
  public record Place(long offset, int index) {}

  private static final byte FORMAT = 1;
  private static final int MAX_PARTITIONS = 1024;
  private static final int PLACE_BYTES = Integer.BYTES + Long.BYTES + Integer.BYTES;
  private static final int FRAME_BYTES = 1 + Long.BYTES + Integer.BYTES;
  private static final int MAX_CHARACTERS =
      (FRAME_BYTES + MAX_PARTITIONS * PLACE_BYTES) * 4 / 3 + 4;

  public Cursor {
    places = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(places));
  }

  /** Before the first solution of the topic with this id. */
  public static Cursor start(String topicId) {
    return new Cursor(fingerprint(topicId), new TreeMap<>());
  }

  /** This one, and everything of the position's partition up to and including it. */
  public Cursor after(Position position) {
    SortedMap<Integer, Place> moved = new TreeMap<>(places);
    moved.put(position.partition(), new Place(position.offset(), position.index()));
    return new Cursor(topic, moved);
  }

  /** This one, and everything of the partition before this offset. */
  Cursor before(int partition, long offset) {
    return offset == 0 ? this : after(new Position(partition, offset - 1, Integer.MAX_VALUE));
  }

  /** Whether the position lies behind the reader. */
  boolean covers(Position position) {
    Place place = places.get(position.partition());
    return place != null && !position.isAfter(place.offset(), place.index());
  }

  /** As text of [A-Za-z0-9_-], 18 characters and about 21 for every partition. */
  public String encode() {
    ByteBuffer bytes = ByteBuffer.allocate(FRAME_BYTES + places.size() * PLACE_BYTES);
    bytes.put(FORMAT).putLong(topic);
    for (Map.Entry<Integer, Place> entry : places.entrySet()) {
      bytes.putInt(entry.getKey());
      bytes.putLong(entry.getValue().offset());
      bytes.putInt(entry.getValue().index());
    }
    bytes.putInt(checksum(bytes));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** The cursor of this text; {@link ErrorWord#INVALID_CURSOR} when no replica gave it out. */
  public static Cursor decode(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw invalid(text);
    }
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw invalid(text);
    }
    int body = bytes.remaining() - FRAME_BYTES;
    if (body < 0 || body % PLACE_BYTES != 0 || bytes.get() != FORMAT) {
      throw invalid(text);
    }
    long topic = bytes.getLong();
    SortedMap<Integer, Place> places = new TreeMap<>();
    for (int i = 0; i < body / PLACE_BYTES; i++) {
      places.put(bytes.getInt(), new Place(bytes.getLong(), bytes.getInt()));
    }
    int checksum = checksum(bytes);
    if (bytes.getInt() != checksum) {
      throw invalid(text);
    }
    return new Cursor(topic, places);
  }

  static NustreamException invalid(String text) {
    return NustreamException.about(
        ErrorWord.INVALID_CURSOR, "cursor", text, "a cursor of an item of these topics");
  }

  private static int checksum(ByteBuffer upToPosition) {
    CRC32 sum = new CRC32();
    sum.update(upToPosition.array(), 0, upToPosition.position());
    return (int) sum.getValue();
  }

  private static long fingerprint(String topicId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(topicId.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
