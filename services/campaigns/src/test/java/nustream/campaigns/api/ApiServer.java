package nustream.campaigns.api;

import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.HttpURLConnection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API server that stores what it is told and has no controllers. The library's does not select
 * events by fields: this one refuses fields that a real one does not know, and answers all events,
 * those that were not asked for as well.
 */
final class ApiServer extends KubernetesMixedDispatcher {
  private static final Pattern EVENTS =
      Pattern.compile("(.*/events\\?(?:.*&)?)fieldSelector=([^&]*)&?(.*)");
  private static final Set<String> FIELDS =
      Set.of(
          "involvedObject.kind",
          "involvedObject.namespace",
          "involvedObject.name",
          "involvedObject.uid",
          "reason",
          "source",
          "type");

  private ApiServer(Map<ServerRequest, Queue<ServerResponse>> told) {
    super(told);
  }

  static KubernetesMockServer start() {
    Map<ServerRequest, Queue<ServerResponse>> told = new HashMap<>();
    KubernetesMockServer server =
        new KubernetesMockServer(
            new Context(Serialization.jsonMapper()),
            new MockWebServer(),
            told,
            new ApiServer(told),
            false);
    server.init();
    return server;
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    Matcher events = EVENTS.matcher(request.getPath());
    if (!events.matches()) {
      return super.dispatch(request);
    }
    String selector = URLDecoder.decode(events.group(2), StandardCharsets.UTF_8);
    if (!Arrays.stream(selector.split(",")).allMatch(it -> FIELDS.contains(it.split("=")[0]))) {
      return new MockResponse()
          .setResponseCode(HttpURLConnection.HTTP_BAD_REQUEST)
          .setBody("field label not supported: " + selector);
    }
    return super.dispatch(
        new RecordedRequest(
            request.getHttpVersion(),
            request.method(),
            (events.group(1) + events.group(3)).replaceAll("\\?$", ""),
            request.getHeaders(),
            request.getBody()));
  }
}
